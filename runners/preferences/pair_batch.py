"""Pairs as tensors: packed into one flat row with every prompt once, or padded with every prompt twice."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch

from runners.preferences.pair import EncodedPair


@dataclass(frozen=True)
class PairBatch:
    """What one forward pass takes, for `pairs`, the numbers of its pairs.

    `predict` are flat positions whose next token is learned, `targets` those tokens, all of the first pair's chosen
    completion, then its rejected one, and so on; `lengths` (2 * pairs) says how many belong to each completion.
    `attention` is what `shared_attention` takes: `order`, the rows of keys as the sequences see them, where each row
    went `first` and `second`, the borders of `queries` and `keys` (int32) and the `longest` sequence; None where the
    batch is padded.
    """

    pairs: tuple[int, ...]
    input_ids: torch.Tensor
    position_ids: torch.Tensor
    attention_mask: torch.Tensor | None
    predict: torch.Tensor
    targets: torch.Tensor
    lengths: torch.Tensor
    attention: dict[str, Any] | None
    tokens: int

    def to(self, device: torch.device) -> "PairBatch":
        """Return the batch on `device`."""
        attention = None if self.attention is None else {k: moved(v, device) for k, v in self.attention.items()}
        tensors = {name: moved(value, device) for name, value in vars(self).items() if name != "attention"}
        return replace(self, **tensors, attention=attention)


def moved(value: Any, device: torch.device) -> Any:
    """Return a tensor on `device`; anything else as it is.

    A copy out of pageable memory would wait for all that a GPU has been given to do.
    """
    if not isinstance(value, torch.Tensor) or value.device == device:
        return value
    return (value.pin_memory() if device.type == "cuda" else value).to(device, non_blocking=True)


class Packing:
    """A flat row as it grows: p c r of each pair, then filling."""

    def __init__(self) -> None:
        self.ids: list[int] = []
        self.positions: list[int] = []
        self.order: list[int] = []
        self.queries, self.keys = [0], [0]
        self.predict: list[int] = []
        self.targets: list[int] = []
        self.lengths: list[int] = []

    def add(self, pair: EncodedPair) -> None:
        """Append a pair: prompt and chosen are one sequence, rejected another that sees the prompt's keys."""
        start, p, c, r = len(self.ids), len(pair.prompt), len(pair.chosen), len(pair.rejected)
        self.ids += pair.prompt + pair.chosen + pair.rejected
        self.positions += [*range(p + c), *range(p, p + r)]
        self.order += [*range(start, start + p + c), *range(start, start + p)]
        self.order += range(start + p + c, start + p + c + r)
        self._end(p + c, p + c)
        self._end(r, p + r)
        self.predict += range(start + p - 1, start + p + c - 1)
        self.predict += [start + p - 1, *range(start + p + c, start + p + c + r - 1)]
        self.targets += pair.chosen + pair.rejected
        self.lengths += [c, r]

    def fill(self, length: int, longest: int) -> None:
        """Append sequences that nobody learns from until the row is `length` long."""
        while len(self.ids) < length:
            count = min(longest, length - len(self.ids))
            self.order += range(len(self.ids), len(self.ids) + count)
            self.ids += [0] * count
            self.positions += range(count)
            self._end(count, count)

    def _end(self, queries: int, keys: int) -> None:
        self.queries.append(self.queries[-1] + queries)
        self.keys.append(self.keys[-1] + keys)


def packed_pairs(numbers: Sequence[int], pairs: Sequence[EncodedPair], longest: int, step: int = 1) -> PairBatch:
    """Return pairs in a single row, shape (1, tokens), filled up to a multiple of `step` tokens.

    `longest` bounds every sequence, of this batch and of others.
    """
    packing = Packing()
    for number in numbers:
        packing.add(pairs[number])
    used = len(packing.ids)
    packing.fill(-(-used // step) * step, longest)
    first, second = places(packing.order, len(packing.ids))
    attention = {
        "order": torch.tensor(packing.order),
        "first": torch.tensor(first),
        "second": torch.tensor(second),
        "queries": torch.tensor(packing.queries, dtype=torch.int32),
        "keys": torch.tensor(packing.keys, dtype=torch.int32),
        "longest": longest,
    }
    return PairBatch(
        pairs=tuple(numbers),
        input_ids=torch.tensor([packing.ids]),
        position_ids=torch.tensor([packing.positions]),
        attention_mask=None,
        predict=torch.tensor(packing.predict),
        targets=torch.tensor(packing.targets),
        lengths=torch.tensor(packing.lengths),
        attention=attention,
        tokens=used,
    )


def places(order: Sequence[int], rows: int) -> tuple[list[int], list[int]]:
    """Return where each row stands in `order` for the first and the second time, -1 for nowhere."""
    first, second = [-1] * rows, [-1] * rows
    for place, row in enumerate(order):
        if first[row] < 0:
            first[row] = place
        else:
            second[row] = place
    return first, second


def padded_pairs(numbers: Sequence[int], pairs: Sequence[EncodedPair], pad_id: int) -> PairBatch:
    """Return pairs as rows of prompt and completion, shape (2 * pairs, longest), chosen and rejected in turn."""
    rows = [(pairs[n].prompt, side) for n in numbers for side in (pairs[n].chosen, pairs[n].rejected)]
    longest = max(len(prompt) + len(side) for prompt, side in rows)
    ids = torch.full((len(rows), longest), pad_id, dtype=torch.long)
    mask = torch.zeros((len(rows), longest), dtype=torch.long)
    predict: list[int] = []
    targets: list[int] = []
    for row, (prompt, side) in enumerate(rows):
        length = len(prompt) + len(side)
        ids[row, :length] = torch.tensor(prompt + side)
        mask[row, :length] = 1
        predict += range(row * longest + len(prompt) - 1, row * longest + length - 1)
        targets += side
    return PairBatch(
        pairs=tuple(numbers),
        input_ids=ids,
        position_ids=torch.arange(longest).expand(len(rows), -1),
        attention_mask=mask,
        predict=torch.tensor(predict),
        targets=torch.tensor(targets),
        lengths=torch.tensor([len(side) for _, side in rows]),
        attention=None,
        tokens=int(mask.sum()),
    )
