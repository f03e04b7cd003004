"""The figures that are published beside the checker are those that its labelled notes give."""

import json
from pathlib import Path
from typing import Any

import pytest

from runners.data.sample.check_note import CHECKER, check_note
from runners.data.sample.generate_sample import generate_sample
from runners.metrics.rates import wilson_interval

FOLDER = Path(__file__).parent
LABELLED = json.loads((FOLDER / "fixtures" / "labelled-notes.json").read_text(encoding="utf-8"))
PUBLISHED = json.loads((FOLDER.parent / "schemas" / "note-checker.json").read_text(encoding="utf-8"))

Judged = list[tuple[bool, bool]]
"""Labelled as wrong, found wrong."""


@pytest.fixture(scope="module")
def halves() -> dict[str, tuple[Judged, Judged]]:
    """Of notes and of sentences: every second dialogue, on which the checker was improved, and the others."""
    rows = {row["id"]: row for row in generate_sample(LABELLED["seed"], LABELLED["dialogues"])}
    judged: dict[str, tuple[Judged, Judged]] = {"improved on": ([], []), "other": ([], [])}
    for index, labelled in enumerate(LABELLED["notes"]):
        notes, sentences = judged["other" if index // 2 % 2 else "improved on"]
        row, places = rows[labelled["key"]], [(each["start"], each["end"]) for each in labelled["sentences"]]
        found = check_note(row["metadata"], row["source"], labelled["text"], places)
        notes.append((labelled["hallucination"], any(found)))
        for sentence, findings in zip(labelled["sentences"], found, strict=True):
            if sentence["label"] != "not_judged":
                sentences.append((sentence["label"] != "supported", bool(findings)))
    return judged


def figures(judged: Judged) -> dict[str, dict[str, Any]]:
    wrong, right = [found for label, found in judged if label], [not found for label, found in judged if not label]
    return {"sensitivity": share(wrong), "specificity": share(right)}


def share(hits: list[bool]) -> dict[str, Any]:
    low, high = wilson_interval(sum(hits), len(hits), 0.95)
    return {"numerator": sum(hits), "denominator": len(hits), "low": round(low, 4), "high": round(high, 4)}


def test_the_labels_are_a_hundred_notes_of_fifty_dialogues_by_two_models() -> None:
    notes = LABELLED["notes"]
    assert len(notes) == 100
    assert len({note["key"] for note in notes}) == 50
    assert {note["model"] for note in notes} == {"base", "tuned"}
    for note in notes:
        wrong = [each for each in note["sentences"] if each["label"] not in ("supported", "not_judged")]
        assert note["hallucination"] == bool(wrong)
    assert sum(note["hallucination"] for note in notes) == 91


def test_the_published_figures_are_those_of_the_half_it_was_not_improved_on(
    halves: dict[str, tuple[Judged, Judged]],
) -> None:
    notes, sentences = halves["other"]
    assert PUBLISHED["checker"] == CHECKER
    assert figures(notes) == PUBLISHED["notes"]
    assert figures(sentences) == PUBLISHED["sentences"]


def test_the_half_it_was_improved_on_stands_apart(halves: dict[str, tuple[Judged, Judged]]) -> None:
    assert figures(halves["improved on"][0]) == PUBLISHED["improvedOn"]


@pytest.mark.parametrize("seed", [0, 7])
def test_the_generators_own_notes_are_true(seed: int) -> None:
    for row in generate_sample(seed, 300):
        places = [(each["start"], each["end"]) for each in row["metadata"]["sentences"]]
        assert not any(check_note(row["metadata"], row["source"], row["reference"], places)), row["reference"]
