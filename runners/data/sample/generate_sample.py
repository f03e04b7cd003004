"""Dialogues with notes, deterministic in the seed on every platform."""

import json
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from random import Random
from typing import Any

from runners.data.sample.banks import read_bank
from runners.data.sample.dialogue import Conversation
from runners.data.sample.facts import FactDrawer, Patient
from runners.data.sample.note import write_note
from runners.data.sample.sections import SECTION_PLANS
from runners.data.splits import SPLITS

GENERATOR = "sample@1"
_DIALOGUES_PER_PATIENT = 3
_HELD_OUT_SHARE = 0.1


def generate_sample(seed: int = 0, dialogues: int = 300, further: int = 0) -> Iterator[dict[str, Any]]:
    """Rows of a `notes` dataset: id, split, group (the patient), section, source, reference, metadata.

    One patient in ten is for validation and one in ten for the test; their dialogues use templates and values that
    the training split never shows. Behind them come `further` patients for the test, with one dialogue each.
    `metadata` holds the facts, the facts that each sentence of the note states, and where in the dialogue each fact
    is said.

    Raises:
        ValueError: with fewer than three dialogues there is no row for every split.
    """
    if dialogues < 3:
        raise ValueError("at least 3 dialogues are needed, one for each split")
    patients = max(3, dialogues // _DIALOGUES_PER_PATIENT)
    splits = _splits(seed, patients)
    for index in range(dialogues):
        visit, patient = divmod(index, patients)
        yield _row(seed, index, visit, patient, splits[patient])
    for more in range(further):
        yield _row(seed, dialogues + more, more, patients + more, "test")


def write_sample(
    path: Path,
    seed: int = 0,
    dialogues: int = 300,
    further: int = 0,
    progress: Callable[[int], None] = lambda _: None,
) -> dict[str, int]:
    """Writes the rows as JSONL and returns how many each split got."""
    counts: dict[str, int] = {}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for done, row in enumerate(generate_sample(seed, dialogues, further), start=1):
            file.write(json.dumps(row, ensure_ascii=False) + "\n")
            counts[row["split"]] = counts.get(row["split"], 0) + 1
            progress(done)
    return {split: counts[split] for split in SPLITS}


def _splits(seed: int, patients: int) -> list[str]:
    held_out = max(1, round(patients * _HELD_OUT_SHARE))
    splits = ["validation"] * held_out + ["test"] * held_out + ["train"] * (patients - 2 * held_out)
    Random(f"{GENERATOR}:{seed}:splits").shuffle(splits)
    return splits


def _row(seed: int, index: int, visit: int, patient_index: int, split: str) -> dict[str, Any]:
    patient_rng = Random(f"{GENERATOR}:{seed}:patient:{patient_index}")
    patient = Patient(patient_rng.choice(["female", "male"]))
    sections = patient_rng.sample(list(SECTION_PLANS), len(SECTION_PLANS))
    section = sections[visit % len(sections)]
    rng = Random(f"{GENERATOR}:{seed}:dialogue:{index}")
    bank = read_bank("train" if split == "train" else "held_out")
    drawer = FactDrawer(rng, bank, patient)
    facts = [drawer.draw(f"f{n}", kind) for n, kind in enumerate(SECTION_PLANS[section](rng), start=1)]
    reference, sentences = write_note(rng, bank, drawer, patient, facts)
    dialogue = Conversation(rng, bank, drawer, patient).speak(facts)
    return {
        "id": f"sample-{seed}-{index:05d}",
        "split": split,
        "group": f"sample-{seed}-patient-{patient_index:04d}",
        "section": section,
        "source": dialogue.text,
        "reference": reference,
        "metadata": {
            "generator": GENERATOR,
            "seed": seed,
            "sex": patient.sex,
            "facts": [
                {
                    "id": fact.id,
                    "kind": fact.kind,
                    "negated": fact.negated,
                    "values": {slot: form.write for slot, form in fact.forms.items() if slot != "sir"},
                    "support": [asdict(place) for place in dialogue.support[fact.id]],
                }
                for fact in facts
            ],
            "sentences": [asdict(sentence) for sentence in sentences],
            "distractors": [asdict(place) for place in dialogue.distractors],
        },
    }
