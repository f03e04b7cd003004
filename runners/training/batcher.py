"""The forward passes of a step or of a validation, padded or packed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from runners.training.batch import Batch, packed_batch, padded_batch
from runners.training.data_order import best_fit, split_by_length
from runners.training.encode_examples import EncodedExample


@dataclass(frozen=True)
class Batcher:
    """Turns rows of examples into batches of at most `batch_size` rows.

    Packed batches have `batch_size * max_tokens` tokens, always.
    """

    batch_size: int
    max_tokens: int
    packed: bool
    pad_id: int

    def passes(self, rows: Sequence[tuple[int, ...]], examples: Sequence[EncodedExample]) -> list[Batch]:
        """Return the forward passes of one step."""
        lengths = [len(example.ids) for example in examples]
        groups = split_by_length(rows, lengths, self.batch_size)
        return [self._batch([examples[index] for row in group for index in row]) for group in groups]

    def validation(self, examples: Sequence[EncodedExample]) -> Iterator[Batch]:
        """Yield batches that hold every example once."""
        if self.packed:
            bins = best_fit([len(example.ids) for example in examples], self.batch_size * self.max_tokens)
            yield from (self._batch([examples[index] for index in chosen]) for chosen in bins)
            return
        ordered = sorted(examples, key=lambda example: len(example.ids))
        for start in range(0, len(ordered), self.batch_size):
            yield self._batch(ordered[start : start + self.batch_size])

    def _batch(self, examples: Sequence[EncodedExample]) -> Batch:
        if self.packed:
            return packed_batch(examples, self.batch_size * self.max_tokens, self.max_tokens, self.pad_id)
        return padded_batch(examples, self.pad_id)
