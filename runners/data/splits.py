"""Puts groups into splits so that no patient or document spans two."""

from collections.abc import Collection
from hashlib import sha256
from typing import Literal, get_args

Split = Literal["train", "validation", "test"]
SPLITS: tuple[Split, ...] = get_args(Split)

_SPELLINGS: dict[str, Split] = {
    "train": "train",
    "training": "train",
    "validation": "validation",
    "valid": "validation",
    "val": "validation",
    "dev": "validation",
    "test": "test",
    "eval": "test",
}


def split_named(text: str) -> Split | None:
    """The split that a cell names, or None."""
    return _SPELLINGS.get(text.strip().lower())


def assign_splits(groups: Collection[str], seed: int, held_out: float = 0.1) -> dict[str, Split]:
    """A split for each group: in the order of a seeded hash, a share `held_out` each for test and validation.

    From three groups on every split has one; two give train and test, one gives train.
    """
    ordered = sorted(groups, key=lambda group: sha256(f"{seed}:{group}".encode()).digest())
    each = max(1, round(len(ordered) * held_out))
    test = min(each, max(0, len(ordered) - 1))
    validation = min(each, max(0, len(ordered) - test - 1))
    return {
        group: "test" if index < test else "validation" if index < test + validation else "train"
        for index, group in enumerate(ordered)
    }
