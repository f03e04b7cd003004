"""Warnings of a training that goes wrong while its margin looks well."""

from collections import deque
from collections.abc import Sequence

import torch

from runners.preferences.losses import Objective
from runners.preferences.pair import EncodedPair
from runners.preferences.pair_metrics import push
from runners.preferences.scores import PairScores, label_gaps, margins

WINDOW = 64
MOST = 0.9
RIGHT = 0.99


class Alarms:
    """Watches the newest training pairs; each alarm is told once."""

    def __init__(self, objective: Objective, nats: float) -> None:
        self.objective, self.nats = objective, nats
        self._rows: deque[tuple[float, float, float, float]] = deque(maxlen=WINDOW)
        self._told: set[str] = set()

    def watch(self, scores: PairScores, reference: torch.Tensor, pairs: Sequence[EncodedPair]) -> list[str]:
        """Take in a step's pairs; return the sentences of alarms that are new."""
        m, gaps = margins(scores.logps, reference), label_gaps(pairs, scores.numbers)
        fallen = (scores.logps - reference)[:, 0]
        pushes = push(self.objective, m, gaps)
        rows = zip(fallen.tolist(), m.tolist(), pushes.tolist(), gaps.tolist(), strict=True)
        self._rows.extend(rows)
        if len(self._rows) < WINDOW:
            return []
        found = {"fallen": self._fallen(), "saturated": self._saturated(), "constant": self._constant()}
        new = {name: text for name, text in found.items() if text and name not in self._told}
        self._told |= set(new)
        return list(new.values())

    def _fallen(self) -> str | None:
        mean = sum(row[0] for row in self._rows) / WINDOW
        if mean > -self.nats:
            return None
        right = sum(row[1] > 0 for row in self._rows) / WINDOW
        margin = sum(row[1] for row in self._rows) / WINDOW
        ordered = f"while {right:.0%} of the pairs are ordered right already" if right >= RIGHT else ""
        why = (
            "the margin rises because the rejected ones fall faster"
            if margin > 0
            else "the rejected ones fall no faster, so that the model forgets both and learns no preference"
        )
        return (
            f"The chosen texts of the last {WINDOW} pairs have become {-mean:.1f} nats less likely than under the "
            f"reference {ordered or f'with {right:.0%} of the pairs ordered right'}: {why}. "
            "Lower the learning rate or delta, raise beta, or stop earlier."
        )

    def _saturated(self) -> str | None:
        if self.objective.loss == "ipo":
            return None
        share = sum(row[2] < 0.01 for row in self._rows) / WINDOW
        if share < MOST:
            return None
        return (
            f"{share:.0%} of the last {WINDOW} pairs have a margin so large that they hardly move the model any more. "
            "Further steps change little but what is not meant to change; stop earlier, or lower beta."
        )

    def _constant(self) -> str | None:
        active = [row for row in self._rows if row[3] > 0]
        if not active or not self.objective.wanted_margin:
            return None
        share = sum(row[2] > RIGHT for row in active) / len(active)
        if share < MOST:
            return None
        return (
            f"{share:.0%} of the pairs with a factual and a hallucinated text are so far below delta, "
            f"{self.objective.wanted_margin:g} nats, that they push with full weight however well they are ordered, "
            "while the weight of the other pairs shrinks. Lower delta, or expect the log-probabilities to drift."
        )
