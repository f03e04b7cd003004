"""Pairs of the generated sample whose labels are known, as nothing but its facts is in it."""

import json
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from typing import Any

from runners.data.sample.generate_sample import generate_sample

LABELS = ((0, 1), (0, 0), (0, 1), (1, 1))


def write_sample_pairs(path: Path, dialogues: int, seed: int) -> int:
    """Write pairs of train and validation and return how many.

    A hallucinated text has a sentence of another patient's note in it; a factual one is the note, or the note with
    its sentences in another order. Labels come in turn: (0,1), (0,0), (0,1), (1,1).
    """
    rows = [row for row in generate_sample(seed, dialogues) if row["split"] != "test"]
    pairs = list(pairs_of([row for row in rows if len(row["metadata"]["sentences"]) > 1], seed))
    path.write_text("".join(json.dumps(pair) + "\n" for pair in pairs), encoding="utf-8")
    return len(pairs)


def pairs_of(rows: Sequence[dict[str, Any]], seed: int) -> Iterator[dict[str, Any]]:
    """Yield one pair a row."""
    random = Random(f"pairs/{seed}")
    for number, row in enumerate(rows):
        labels = LABELS[number % len(LABELS)]
        sentences, own = sentences_of(row), row["group"]
        strangers = [other for other in rows if other["section"] == row["section"] and other["group"] != own]
        if not strangers:
            continue
        chosen, rejected = (
            " ".join(with_foreign(sentences, random.choice(strangers), random) if label else sentences)
            for label in labels
        )
        if labels == (0, 0):
            rejected = " ".join([*sentences[1:], sentences[0]])
        if chosen == rejected:
            continue
        yield {
            "id": row["id"],
            "split": row["split"],
            "group": own,
            "section": row["section"],
            "prompt": row["source"],
            "chosen": chosen,
            "rejected": rejected,
            "h_chosen": labels[0],
            "h_rejected": labels[1],
            "flipped": False,
            "origin": "rewrite",
        }


def sentences_of(row: dict[str, Any]) -> list[str]:
    """Return the sentences of a row's note."""
    return [row["reference"][each["start"] : each["end"]] for each in row["metadata"]["sentences"]]


def with_foreign(sentences: Sequence[str], stranger: dict[str, Any], random: Random) -> list[str]:
    """Return the sentences with one of a stranger's in the place of one of them."""
    at = random.randrange(len(sentences))
    return [*sentences[:at], random.choice(sentences_of(stranger)), *sentences[at + 1 :]]
