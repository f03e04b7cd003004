"""The preference losses, as functions of the margin m.

m = [log pi(y_w) - log pi_ref(y_w)] - [log pi(y_l) - log pi_ref(y_l)], sums over completion tokens
(Rafailov et al. 2023, arXiv 2305.18290, eq. 7). dh = h_l - h_w, where h is 1 for a hallucinated text.
"""

from dataclasses import dataclass
from typing import Literal

import torch
import torch.nn.functional as F

LossName = Literal["dpo", "fdpo", "safedpo", "cdpo", "ipo"]


@dataclass(frozen=True)
class Objective:
    """What is minimised over pairs.

    `delta` is the margin that pairs of a factual and a hallucinated text must reach: in log-ratio inside beta (fdpo,
    arXiv 2601.03027), in reward outside of it (safedpo, arXiv 2505.20065). `label_smoothing` is the share of labels
    that cdpo takes to be wrong.
    """

    loss: LossName
    beta: float
    delta: float = 0.0
    label_smoothing: float = 0.0

    def losses(self, margins: torch.Tensor, label_gaps: torch.Tensor) -> torch.Tensor:
        """Return the loss of each pair, float32 (pairs).

        Args:
            margins: m, in nats (pairs).
            label_gaps: dh, one of -1, 0, 1 (pairs).
        """
        if self.loss == "ipo":
            # Azar et al. 2023, arXiv 2310.12036, eq. 17, on summed log-probabilities.
            return (margins - 1 / (2 * self.beta)) ** 2
        logits = self.logits(margins, label_gaps)
        if self.loss == "cdpo":
            kept = 1 - self.label_smoothing
            return -kept * F.logsigmoid(logits) - self.label_smoothing * F.logsigmoid(-logits)
        return -F.logsigmoid(logits)

    def logits(self, margins: torch.Tensor, label_gaps: torch.Tensor) -> torch.Tensor:
        """Return what stands inside the sigmoid."""
        if self.loss == "fdpo":
            return self.beta * (margins - self.delta * label_gaps)
        if self.loss == "safedpo":
            return self.beta * margins - self.delta * label_gaps
        return self.beta * margins

    @property
    def wanted_margin(self) -> float:
        """The log-ratio margin that pairs with dh = 1 are pushed to; 0 where delta plays no part."""
        if self.loss == "fdpo":
            return self.delta
        return self.delta / self.beta if self.loss == "safedpo" else 0.0
