"""Pairs for tests, in the shape in which a preference version reaches a stage."""

import json
from collections.abc import Sequence
from pathlib import Path
from random import Random
from typing import Any

from runners.tests.attempts import WORDS

LABELS: Sequence[tuple[int, int]] = ((0, 1), (0, 0), (0, 1), (1, 1))


def pair_row(split: str, number: int, random: Random, labels: tuple[int, int]) -> dict[str, Any]:
    """A pair whose rejected text names what was not said."""
    said = random.sample(WORDS, 5)
    invented = random.choice([word for word in WORDS if word not in said])
    return {
        "id": f"{split}-{number}",
        "split": split,
        "group": f"group-{number}",
        "section": "PLAN",
        "prompt": f"Patient: {' '.join(said)}.",
        "chosen": f"{said[0]} and {said[1]}",
        "rejected": f"{invented} {said[2]} " * random.randrange(1, 4),
        "h_chosen": labels[0],
        "h_rejected": labels[1],
        "flipped": number % 5 == 0,
        "origin": "rewrite",
    }


def write_preference_rows(
    path: Path, train: int = 12, validation: int = 4, labels: Sequence[tuple[int, int]] = LABELS
) -> Path:
    """Rows of both splits, the same every time."""
    random = Random(3)
    rows = [
        pair_row(split, number, random, labels[number % len(labels)])
        for split, count in (("train", train), ("validation", validation))
        for number in range(count)
    ]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def preference_inputs(model: Path, pairs: Path, adapter: Path | None = None, **more: Any) -> dict[str, Any]:
    """A model and pairs, as the launch file names them."""
    return {
        "model": {"kind": "model", "model": "model-1", "folder": model, "adapterFolder": adapter},
        "dataset": {"kind": "dataset", "version": "version-1", "type": "preference", "path": pairs},
        **more,
    }
