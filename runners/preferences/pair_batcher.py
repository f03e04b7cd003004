"""The forward passes of a step, of a validation, of a pass of the reference."""

from collections.abc import Sequence
from dataclasses import dataclass

from runners.preferences.pair import EncodedPair
from runners.preferences.pair_batch import FILLING, PairBatch, Shape, packed_pairs, padded_pairs
from runners.training.data_order import best_fit

# Where shapes are fixed a row has at most so many pairs, since empty sequences cost a little, too.
PAIRS_A_ROW = 32
# Rows are filled up to a multiple of this part of the row.
PARTS_OF_ROW = 4


@dataclass(frozen=True)
class PairBatcher:
    """Divides pairs into batches.

    Packed: rows of at most `row_tokens` tokens, by best fit; with `fixed`, filled up so that few shapes occur.
    Padded: `batch_size` pairs of like length together.
    """

    batch_size: int
    row_tokens: int
    packed: bool
    fixed: bool
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
        most = PAIRS_A_ROW if self.fixed else len(chosen)
        split = [row[at : at + most] for row in rows for at in range(0, len(row), most)]
        return [packed_pairs([chosen[at] for at in row], pairs, self._shape()) for row in split]

    def _row(self, numbers: Sequence[int], pairs: Sequence[EncodedPair]) -> int:
        return max(self.row_tokens, max((pairs[number].tokens for number in numbers), default=0))

    def _shape(self) -> Shape:
        if not self.fixed:
            return Shape(self.longest)
        step = max(1, self.row_tokens // PARTS_OF_ROW)
        fillers = -(-step // min(FILLING, self.longest)) + 1
        return Shape(self.longest, step, 2 * PAIRS_A_ROW + fillers)
