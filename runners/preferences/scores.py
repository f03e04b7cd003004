"""What a pass over pairs came to: one row for each pair, from which everything that is told is computed."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import torch

from runners.preferences.pair import EncodedPair


@dataclass(frozen=True)
class PairScores:
    """Rows of `numbers`: log-probabilities, mean logits (pairs, 2) and losses (pairs); 0 is chosen."""

    numbers: tuple[int, ...]
    logps: torch.Tensor
    logits: torch.Tensor
    losses: torch.Tensor
    tokens: int

    @property
    def loss(self) -> float:
        """Mean over pairs."""
        return float(self.losses.mean()) if len(self.numbers) else float("nan")

    def cpu(self) -> "PairScores":
        """Return the rows on the CPU; waits for a GPU to come so far."""
        return replace(self, logps=self.logps.cpu(), logits=self.logits.cpu(), losses=self.losses.cpu())


def joined(parts: Sequence[PairScores]) -> PairScores:
    """Return the rows of several passes as one, where they are."""
    return PairScores(
        numbers=tuple(number for part in parts for number in part.numbers),
        logps=torch.cat([part.logps for part in parts]),
        logits=torch.cat([part.logits for part in parts]),
        losses=torch.cat([part.losses for part in parts]),
        tokens=sum(part.tokens for part in parts),
    )


def margins(logps: torch.Tensor, reference: torch.Tensor) -> torch.Tensor:
    """Return m of each pair, (pairs): how much more the model prefers chosen over rejected than the reference does."""
    ratios = logps - reference
    return ratios[:, 0] - ratios[:, 1]


def label_gaps(pairs: Sequence[EncodedPair], numbers: Sequence[int]) -> torch.Tensor:
    """Return dh of each pair, float32 (pairs)."""
    return torch.tensor([float(pairs[number].label_gap) for number in numbers])
