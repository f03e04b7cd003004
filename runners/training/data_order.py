"""Which rows each step sees: a pure function of seed and step, so that a resumed run needs no sampler state."""

from bisect import bisect_left, insort
from collections.abc import Sequence
from random import Random

PACKING_WINDOW = 1024


class DataOrder:
    """An endless stream of rows, epoch after epoch, each epoch in its own order.

    A row is a tuple of example numbers: one of them, or several that fit into `row_tokens` together (packed).
    """

    def __init__(self, lengths: Sequence[int], seed: int, row_tokens: int | None = None) -> None:
        self.lengths = lengths
        self.seed = seed
        self.row_tokens = row_tokens
        self._epochs: list[list[tuple[int, ...]]] = []

    def epoch(self, number: int) -> list[tuple[int, ...]]:
        """Return the rows of one epoch; every example occurs once."""
        while len(self._epochs) <= number:
            # Seeding by a string is stable over processes and versions of Python.
            shuffler = Random(f"{self.seed}/{len(self._epochs)}")
            order = list(range(len(self.lengths)))
            shuffler.shuffle(order)
            single: list[tuple[int, ...]] = [(index,) for index in order]
            self._epochs.append(single if self.row_tokens is None else self._packed(order, shuffler))
        return self._epochs[number]

    def step_rows(self, step: int, rows_per_step: int) -> list[tuple[int, ...]]:
        """Return the rows of step 0, 1, ...: consecutive in the stream, over the end of an epoch where needed."""
        first, wanted = step * rows_per_step, rows_per_step
        epoch = 0
        taken: list[tuple[int, ...]] = []
        while wanted:
            rows = self.epoch(epoch)
            if first >= len(rows):
                first -= len(rows)
            else:
                taken += rows[first : first + wanted]
                wanted = rows_per_step - len(taken)
                first = 0
            epoch += 1
        return taken

    def _packed(self, order: list[int], shuffler: Random) -> list[tuple[int, ...]]:
        size = self.row_tokens or 0
        rows: list[tuple[int, ...]] = []
        for start in range(0, len(order), PACKING_WINDOW):
            window = order[start : start + PACKING_WINDOW]
            bins = best_fit([self.lengths[index] for index in window], size)
            rows += [tuple(window[index] for index in chosen) for chosen in bins]
        shuffler.shuffle(rows)
        return rows


def best_fit(lengths: Sequence[int], size: int) -> list[list[int]]:
    """Return bins of indices with at most `size` in each, by best fit decreasing."""
    bins: list[list[int]] = []
    room: list[tuple[int, int]] = []
    for index in sorted(range(len(lengths)), key=lambda i: (-lengths[i], i)):
        at = bisect_left(room, (lengths[index], 0))
        if at == len(room):
            bins.append([index])
            insort(room, (size - lengths[index], len(bins) - 1))
        else:
            left, chosen = room.pop(at)
            bins[chosen].append(index)
            insort(room, (left - lengths[index], chosen))
    return bins


def split_by_length(
    rows: Sequence[tuple[int, ...]], lengths: Sequence[int], batch_size: int
) -> list[list[tuple[int, ...]]]:
    """Return the rows of one step as forward passes, rows of like length together."""
    ordered = sorted(rows, key=lambda row: (-sum(lengths[index] for index in row), row))
    return [ordered[start : start + batch_size] for start in range(0, len(ordered), batch_size)]
