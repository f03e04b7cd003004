"""Assay's own forward and backward pass over pairs: a prompt once for both completions, never all logits."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

import torch
from transformers import PreTrainedModel

from runners.preferences.completion_logps import pair_logps
from runners.preferences.losses import Objective
from runners.preferences.pair import EncodedPair
from runners.preferences.pair_batch import PairBatch, moved
from runners.preferences.pair_batcher import PairBatcher
from runners.preferences.scores import PairScores, joined, label_gaps, margins


class PairEngine(Protocol):
    """Whoever computes loss and gradient of pairs."""

    def accumulate(
        self,
        numbers: Sequence[int],
        pairs: Sequence[EncodedPair],
        reference: torch.Tensor,
        following: Sequence[int] = (),
    ) -> PairScores:
        """Add the gradient of the mean loss over these pairs to the model's parameters.

        `following` are the pairs of the next step, which may be made ready meanwhile. What is returned lies on the
        device, and nobody has waited for it yet.
        """
        ...


@dataclass(frozen=True)
class SharedPromptEngine:
    """The default engine."""

    model: PreTrainedModel
    batcher: PairBatcher
    objective: Objective
    device: torch.device
    chunk: int
    compiled: bool = False
    ready: dict[tuple[int, ...], list[PairBatch]] = field(default_factory=dict)

    def accumulate(
        self,
        numbers: Sequence[int],
        pairs: Sequence[EncodedPair],
        reference: torch.Tensor,
        following: Sequence[int] = (),
    ) -> PairScores:
        """Add the gradient; `reference` (all pairs, 2) lies on the CPU. Pairs weigh alike, however they are packed."""
        batches = self.ready.pop(tuple(numbers), None) or self.batcher.batches(numbers, pairs)
        parts = []
        for batch in batches:
            part = self.score(batch, pairs, reference)
            (part.losses.sum() / len(numbers)).backward()
            parts.append(detached(part))
        # A GPU is still busy with this step while the next one's batches are made here.
        self.ready.clear()
        if following and self.device.type == "cuda":
            self.ready[tuple(following)] = self.batcher.batches(following, pairs)
        return joined(parts)

    def measure(
        self, batches: Iterable[PairBatch], pairs: Sequence[EncodedPair], reference: torch.Tensor
    ) -> PairScores | None:
        """Score batches without dropout and without a gradient; None where there were none."""
        was_training = self.model.training
        self.model.eval()
        with torch.no_grad():
            parts = [self.score(batch, pairs, reference) for batch in batches]
        self.model.train(was_training)
        return joined(parts).cpu() if parts else None

    def score(self, batch: PairBatch, pairs: Sequence[EncodedPair], reference: torch.Tensor) -> PairScores:
        """Return the rows of one batch, on the device."""
        against = moved(reference[list(batch.pairs)], self.device)
        gaps = moved(label_gaps(pairs, batch.pairs), self.device)
        logps, logits = pair_logps(self.model, batch.to(self.device), self.chunk, self.compiled)
        losses = self.objective.losses(margins(logps, against), gaps)
        return PairScores(batch.pairs, logps, logits, losses, batch.tokens)


def detached(part: PairScores) -> PairScores:
    """Return rows that hold no graph."""
    return PairScores(part.numbers, part.logps.detach(), part.logits, part.losses.detach(), part.tokens)
