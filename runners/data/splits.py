"""Puts groups into splits so that no patient or document spans two."""

from hashlib import sha256
from typing import Literal, get_args

import numpy as np
from numpy.typing import NDArray

Split = Literal["train", "validation", "test"]
SPLITS: tuple[Split, ...] = get_args(Split)
OPEN = -1
"""Stands for no split, where the others are places in `SPLITS`."""

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


def group_order(group: str, seed: int) -> int:
    """Where a group stands in the order of a seeded hash; 64 bits."""
    return int.from_bytes(sha256(f"{seed}:{group}".encode()).digest()[:8], "big")


def draw_splits(order: NDArray[np.uint64], named: NDArray[np.int8], held_out: float = 0.1) -> NDArray[np.int8]:
    """A split for each row [n]: the one named for its group, else in the order of the groups a share `held_out` each
    for test and validation.

    From three open groups on every split has one; two give train and test, one gives train. `order` [n] holds
    `group_order` of each row, `named` [n] the place of its split in `SPLITS`, or OPEN. The first row that names a split
    names it for its group.
    """
    groups, group_of = np.unique(order, return_inverse=True)
    of_group = np.full(len(groups), OPEN, np.int8)
    naming = np.flatnonzero(named != OPEN)[::-1]
    of_group[group_of[naming]] = named[naming]
    still_open = np.flatnonzero(of_group == OPEN)
    count = len(still_open)
    each = max(1, round(count * held_out))
    test = min(each, max(0, count - 1))
    validation = min(each, max(0, count - test - 1))
    drawn = np.full(count, SPLITS.index("train"), np.int8)
    drawn[:test] = SPLITS.index("test")
    drawn[test : test + validation] = SPLITS.index("validation")
    of_group[still_open] = drawn
    return np.asarray(of_group[group_of], np.int8)
