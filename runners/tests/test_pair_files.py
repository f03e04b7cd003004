"""Files of pairs: AIXpert's own, TRL's forms, labels, orientation and what is refused."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from runners.contract.failure import StageFailure
from runners.data.read_dataset import read_dataset
from runners.data.reading import ReadOptions
from runners.data.write_rows import VersionIds

Row = dict[str, Any]


def read(tmp_path: Path, rows: Sequence[Row], **options: Any) -> tuple[Row, list[list[str]], list[list[str]]]:
    path = tmp_path / "in.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    preview = read_dataset(path, tmp_path, VersionIds("p", "v"), ReadOptions(**{"guess": True, **options}))
    examples, pairs = (
        [line.split("\t") for line in (tmp_path / name).read_text("utf-8").splitlines()]
        for name in ("rows.copy", "pairs.copy")
    )
    return preview, examples, pairs


def pair(at: int, h_w: float | None = 0, h_l: float | None = 1, **more: Any) -> Row:
    return {"prompt": f"Ask {at}", "chosen": f"good {at}", "rejected": f"bad {at}", "h_w": h_w, "h_l": h_l, **more}


def test_rows_of_document_3_are_read_by_their_own_names(tmp_path: Path) -> None:
    preview, examples, pairs = read(tmp_path, [pair(0, 0.0, 1.0), pair(1, 0, 0), pair(2, 1, 1)])
    assert preview["type"] == "preference"
    assert preview["missing"] == []
    assert [row[8:10] for row in examples] == [["Ask 0", "good 0"], ["Ask 1", "good 1"], ["Ask 2", "good 2"]]
    assert [row[3:8] for row in pairs] == [
        ["bad 0", "0", "1", "f", "imported"],
        ["bad 1", "0", "0", "f", "imported"],
        ["bad 2", "1", "1", "f", "imported"],
    ]
    assert [row[0] for row in pairs] == [row[0] for row in examples]
    assert preview["reading"]["warnings"] == []
    assert set(preview["reading"]["facts"]["lengths"][0]["median"]) == {"source", "reference", "rejected"}


def test_a_hallucinated_preference_is_turned_with_its_labels_and_told(tmp_path: Path) -> None:
    preview, examples, pairs = read(tmp_path, [pair(0, 1, 0), pair(1, 1, 0)])
    assert [row[9] for row in examples] == ["bad 0", "bad 1"]
    assert [row[3:7] for row in pairs] == [["good 0", "0", "1", "t"], ["good 1", "0", "1", "t"]]
    assert preview["reading"]["warnings"][0].startswith("Every pair was turned")


def test_turning_twice_is_turning_once(tmp_path: Path) -> None:
    _, examples, pairs = read(tmp_path, [pair(0, 0, 1, flipped=True), pair(1, 1, 0, flipped=True), pair(2)])
    assert [row[9] for row in examples] == ["good 0", "bad 1", "good 2"]
    assert [row[6] for row in pairs] == ["t", "f", "f"]


def test_what_is_no_pair_is_named_by_row(tmp_path: Path) -> None:
    same = {**pair(1), "rejected": " good 1 "}
    preview, examples, _ = read(
        tmp_path, [pair(0), same, pair(2, 2, 0), pair(3) | {"rejected": ""}, pair(4) | {"h_l": None}]
    )
    assert len(examples) == 1
    assert [(problem["row"], problem["reason"]) for problem in preview["reading"]["problems"]] == [
        (2, "both answers are equal"),
        (3, "h_chosen is neither 0 nor 1"),
        (4, "empty rejected"),
        (5, "only one of its answers has a label"),
    ]


@pytest.mark.parametrize(("rule", "labels"), [("equal", [["0", "0"]]), ("opposite", [["0", "1"]]), ("leave-out", None)])
def test_pairs_without_labels_are_what_the_person_says(
    tmp_path: Path, rule: str, labels: list[list[str]] | None
) -> None:
    bare = {"prompt": "Ask", "chosen": "good", "rejected": "bad"}
    if labels is None:
        with pytest.raises(StageFailure, match="no labels"):
            read(tmp_path, [bare], without_labels=rule)
        return
    preview, _, pairs = read(tmp_path, [bare], without_labels=rule)
    assert [row[4:6] for row in pairs] == labels
    assert "without labels: 1" in preview["reading"]["warnings"][0]


def said(role: str, content: str) -> Row:
    return {"role": role, "content": content}


def test_conversations_become_texts(tmp_path: Path) -> None:
    asked = [said("user", "Ask 0")]
    whole = [said("user", "Ask 1"), said("assistant", "good")]
    rows: list[Row] = [
        {"prompt": asked, "chosen": [said("assistant", "good")], "rejected": [said("assistant", "bad")]},
        {"prompt": "Ask 1", "chosen": whole, "rejected": [said("assistant", "bad")]},
        {"prompt": [said("system", "Be short."), said("user", "Ask 2")], "chosen": "good", "rejected": "bad"},
        {"prompt": [*asked, said("assistant", "What?"), said("user", "That.")], "chosen": "good", "rejected": "bad"},
        {"prompt": "Ask 4", "chosen": [said("user", "Other"), said("assistant", "good")], "rejected": "bad"},
        {"prompt": "Ask 5", "chosen": [said("user", "good")], "rejected": "bad"},
    ]  # fmt: skip
    preview, examples, pairs = read(tmp_path, rows)
    assert [row[8:10] for row in examples] == [["Ask 0", "good"], ["Ask 1", "good"], ["Ask 2", "good"]]
    assert [row[3] for row in pairs] == ["bad"] * 3
    assert '"system": "Be short."' in examples[2][11]
    assert [problem["row"] for problem in preview["reading"]["problems"]] == [4, 5, 6]


def test_unpaired_answers_carry_a_label(tmp_path: Path) -> None:
    rows: list[Row] = [
        {"prompt": "Ask 0", "completion": "good", "label": True},
        {"prompt": "Ask 1", "completion": "bad", "label": False},
        {"prompt": "Ask 2", "completion": "open", "label": None},
    ]
    preview, examples, pairs = read(tmp_path, rows)
    assert preview["type"] == "unpaired"
    assert [row[9] for row in examples] == ["good", "bad"]
    assert [row[3:6] for row in pairs] == [["\\N", "0", "\\N"], ["\\N", "1", "\\N"]]
    assert preview["reading"]["problems"][0]["reason"] == "no label"


def test_a_stranger_cannot_say_where_pairs_come_from(tmp_path: Path) -> None:
    own: Row = {"origin": "correction", "provenance": {"run": None}, "assessments": ["a1", "a2"], "generations": []}
    own["noteHash"] = "f" * 64
    _, examples, pairs = read(tmp_path, [pair(0, **own)])
    assert pairs[0][7:] == ["imported", "\\N", "{}", "{}", examples[0][10]]
    _, examples, pairs = read(tmp_path, [pair(0, **own)], own_pairs=True)
    assert pairs[0][7:] == ["correction", '{"run": null}', '{"a1","a2"}', "{}", "f" * 64]
    assert examples[0][11] == "{}"


def test_a_note_may_have_a_column_called_label(tmp_path: Path) -> None:
    path = tmp_path / "in.jsonl"
    path.write_text(json.dumps({"source": "Dialogue", "reference": "Note", "label": "gold"}) + "\n", "utf-8")
    preview = read_dataset(path, tmp_path, VersionIds("p", "v"), ReadOptions(guess=True))
    assert preview["type"] == "notes"
    assert (tmp_path / "rows.copy").read_text("utf-8").rstrip().endswith('{"label": "gold"}')
    assert not (tmp_path / "pairs.copy").exists()
