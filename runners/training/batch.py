"""Rows of examples as tensors: padded to a rectangle, or packed into one flat row."""

from collections.abc import Sequence
from dataclasses import dataclass

import torch

from runners.training.encode_examples import EncodedExample


@dataclass(frozen=True)
class Batch:
    """What one forward pass takes.

    `predict` are flat positions whose next token is learned, `targets` those tokens. `segments` are the borders of
    the packed sequences (int32, first 0), None in a padded batch.
    """

    input_ids: torch.Tensor
    position_ids: torch.Tensor
    attention_mask: torch.Tensor | None
    predict: torch.Tensor
    targets: torch.Tensor
    segments: torch.Tensor | None
    longest: int
    tokens: int

    def to(self, device: torch.device) -> "Batch":
        """Return the batch on `device`."""
        moved = {
            name: value.to(device, non_blocking=True) if isinstance(value, torch.Tensor) else value
            for name, value in vars(self).items()
        }
        return Batch(**moved)


def padded_batch(examples: Sequence[EncodedExample], pad_id: int) -> Batch:
    """Return examples padded on the right, shape (examples, longest).

    What is learned follows from positions, so that a padding token that is also the end of a turn stays learned
    where it ends one.
    """
    longest = max(len(example.ids) for example in examples)
    ids = torch.full((len(examples), longest), pad_id, dtype=torch.long)
    mask = torch.zeros((len(examples), longest), dtype=torch.long)
    predict: list[int] = []
    targets: list[int] = []
    for row, example in enumerate(examples):
        length = len(example.ids)
        ids[row, :length] = torch.tensor(example.ids)
        mask[row, :length] = 1
        predict += range(row * longest + example.prompt_tokens - 1, row * longest + length - 1)
        targets += example.ids[example.prompt_tokens :]
    return Batch(
        input_ids=ids,
        position_ids=torch.arange(longest).expand(len(examples), -1),
        # Rows of one length need no mask, and attention is quicker without.
        attention_mask=None if bool(mask.all()) else mask,
        predict=torch.tensor(predict),
        targets=torch.tensor(targets),
        segments=None,
        longest=longest,
        tokens=int(mask.sum()),
    )


def packed_batch(examples: Sequence[EncodedExample], length: int, limit: int, pad_id: int) -> Batch:
    """Return examples one behind the other in a single row of `length` tokens, shape (1, length).

    Args:
        examples: their ids fit into `length` together.
        length: tokens of the row; the same at every step, so that compiled layers are compiled once.
        limit: the longest sequence that occurs; what is left of the row is filled with sequences of at most that.
        pad_id: the token of the filling, which is never learned.
    """
    ids: list[int] = []
    positions: list[int] = []
    borders = [0]
    predict: list[int] = []
    targets: list[int] = []
    for example in examples:
        start = len(ids)
        ids += example.ids
        positions += range(len(example.ids))
        borders.append(len(ids))
        predict += range(start + example.prompt_tokens - 1, len(ids) - 1)
        targets += example.ids[example.prompt_tokens :]
    used = len(ids)
    while len(ids) < length:
        filling = min(limit, length - len(ids))
        ids += [pad_id] * filling
        positions += range(filling)
        borders.append(len(ids))
    return Batch(
        input_ids=torch.tensor([ids]),
        position_ids=torch.tensor([positions]),
        attention_mask=None,
        predict=torch.tensor(predict),
        targets=torch.tensor(targets),
        segments=torch.tensor(borders, dtype=torch.int32),
        longest=limit,
        tokens=used,
    )
