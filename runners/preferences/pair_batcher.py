"""The forward passes of a step, of a validation, of a pass of the reference."""

from collections.abc import Sequence
from dataclasses import dataclass

from runners.preferences.pair import EncodedPair
from runners.preferences.pair_batch import PairBatch, packed_pairs, padded_pairs
from runners.training.data_order import best_fit

# Rows of so many tokens, times a whole number, leave no tile of a GPU's matrix product half empty.
TILE = 128


@dataclass(frozen=True)
class PairBatcher:
    """Divides pairs into batches.

    Packed: rows of at most `row_tokens` tokens, by best fit; with `tiled`, filled up to whole tiles.
    Padded: `batch_size` pairs of like length together.
    """

    batch_size: int
    row_tokens: int
    packed: bool
    tiled: bool
    pad_id: int
    longest: int

    def batches(self, numbers: Sequence[int], pairs: Sequence[EncodedPair]) -> list[PairBatch]:
        """Return batches that hold each of these pairs once; the same for the same numbers."""
        if not self.packed:
            ordered = sorted(numbers, key=lambda number: (-pairs[number].longest, number))
            starts = range(0, len(ordered), self.batch_size)
            return [padded_pairs(ordered[at : at + self.batch_size], pairs, self.pad_id) for at in starts]
        chosen = list(numbers)
        rows = best_fit([pairs[number].tokens for number in chosen], self._row(chosen, pairs))
        step = TILE if self.tiled else 1
        return [packed_pairs([chosen[at] for at in row], pairs, self.longest, step) for row in rows]

    def _row(self, numbers: Sequence[int], pairs: Sequence[EncodedPair]) -> int:
        return max(self.row_tokens, max((pairs[number].tokens for number in numbers), default=0))
