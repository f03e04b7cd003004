"""Running second moments of rank-space signals, stacked across modules, in fp32.

y = W x + s B A x with A (r, in) and B (out, r). For each token a = A x and g = B' dL/dy, both of length r; the factors
are Sigma_a = E[a a'] and Sigma_g = E[g g'] (Saha et al., arXiv 2601.00231).
"""

from dataclasses import dataclass, field
from typing import Literal

import torch

Averaging = Literal["cumulative", "ema"]


def rank_signals(
    x: torch.Tensor, g: torch.Tensor, a_matrix: torch.Tensor, b_matrix: torch.Tensor, weight: float
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return a = A x and g = B' dL/dy of each token, (tokens, r), float32.

    Args:
        x: inputs of the layer, (tokens, in), without padding.
        g: gradients of its outputs, (tokens, out).
        a_matrix: A, (r, in).
        b_matrix: B, (out, r).
        weight: what the loss divided by, such as its number of tokens: a mean over many tokens makes gradients so
            small that their squares vanish in low precision.
    """
    return x.float() @ a_matrix.float().t(), (g.float() @ b_matrix.float()) * weight


@dataclass
class Factors:
    """One second moment a module, `value` (modules, r, r) float32.

    `cumulative` weighs every token alike; `ema` keeps `decay` of what was at each update, without a bias to zero.
    `tokens` and `updates` (modules) count what went in.
    """

    value: torch.Tensor
    averaging: Averaging = "ema"
    decay: float = 0.95
    tokens: torch.Tensor = field(init=False)
    updates: torch.Tensor = field(init=False)

    def __post_init__(self) -> None:
        self.tokens = torch.zeros(len(self.value), dtype=torch.float64)
        self.updates = torch.zeros(len(self.value), dtype=torch.int64)

    @classmethod
    def empty(cls, modules: int, rank: int, averaging: Averaging = "ema", decay: float = 0.95) -> "Factors":
        """Factors that nothing went into."""
        return cls(torch.zeros(modules, rank, rank), averaging, decay)

    def add(self, module: int, rows: torch.Tensor) -> None:
        """Take in signals of one module, (tokens, r); none change nothing."""
        if not len(rows):
            return
        exact = rows.float()
        seen = exact.t() @ exact / len(rows)
        before = float(self.tokens[module])
        if self.averaging == "cumulative":
            kept = before / (before + len(rows))
        else:
            # The weights of all updates so far add up to 1 (Kingma & Ba 2014, section 3).
            count = int(self.updates[module])
            kept = self.decay * (1 - self.decay**count) / (1 - self.decay ** (count + 1))
        self.value[module] = kept * self.value[module] + (1 - kept) * seen.to(self.value.device)
        self.tokens[module] += len(rows)
        self.updates[module] += 1

    def rotate(self, module: int, basis: torch.Tensor) -> None:
        """Say the factor in another basis of the rank space, (r, r) orthogonal: what it was for a it is for basis a."""
        self.value[module] = basis @ self.value[module] @ basis.t()
