"""The metrics that TRL logs, and those that keep them honest, from rows of single pairs."""

from collections.abc import Sequence

import torch

from runners.preferences.losses import Objective
from runners.preferences.pair import EncodedPair
from runners.preferences.scores import PairScores, label_gaps, margins

FEWEST_FOR_CORRELATION = 3


def reward_metrics(scores: PairScores, reference: torch.Tensor, beta: float) -> dict[str, float]:
    """Return TRL's metrics by TRL's names; rewards are beta * (log pi - log pi_ref), before any delta.

    An accuracy counts pairs whose chosen reward is strictly the higher one, so that a tie is wrong.
    """
    rewards = beta * (scores.logps - reference)
    chosen, rejected = rewards[:, 0], rewards[:, 1]
    return {
        "rewards/chosen": float(chosen.mean()),
        "rewards/rejected": float(rejected.mean()),
        "rewards/margins": float((chosen - rejected).mean()),
        "rewards/accuracies": float((chosen > rejected).float().mean()),
        "logps/chosen": float(scores.logps[:, 0].mean()),
        "logps/rejected": float(scores.logps[:, 1].mean()),
        "logits/chosen": float(scores.logits[:, 0].mean()),
        "logits/rejected": float(scores.logits[:, 1].mean()),
    }


def margin_metrics(
    scores: PairScores, reference: torch.Tensor, pairs: Sequence[EncodedPair], objective: Objective
) -> dict[str, float]:
    """Return what a mean margin hides: per token, against the difference in length, by labels, saturated.

    Keys whose value is not defined for these pairs are left out.
    """
    m = margins(scores.logps, reference)
    chosen = [pairs[number] for number in scores.numbers]
    lengths = torch.tensor([[len(pair.chosen), len(pair.rejected)] for pair in chosen], dtype=torch.float32)
    ratios = (scores.logps - reference) / lengths
    found = {"margins/per_token": float((ratios[:, 0] - ratios[:, 1]).mean())}
    correlation = correlate(m, lengths[:, 0] - lengths[:, 1])
    if correlation is not None:
        found["margins/length_correlation"] = correlation
    for bucket in ((0, 0), (0, 1), (1, 0), (1, 1)):
        rows = [row for row, pair in enumerate(chosen) if (pair.h_chosen, pair.h_rejected) == bucket]
        if rows:
            found[f"margins/h{bucket[0]}{bucket[1]}"] = float(m[rows].mean())
    if objective.loss != "ipo":
        weights = push(objective, m, label_gaps(pairs, scores.numbers))
        found["margins/saturated"] = float(((weights < 0.01) | (weights > 0.99)).float().mean())
    return found


def push(objective: Objective, m: torch.Tensor, gaps: torch.Tensor) -> torch.Tensor:
    """Return sigmoid(-logit) of each pair: 1 is a constant push, 0 is none any more."""
    return torch.sigmoid(-objective.logits(m, gaps))


def correlate(one: torch.Tensor, other: torch.Tensor) -> float | None:
    """Return Pearson's correlation; None for fewer than three pairs or where one side does not vary."""
    if len(one) < FEWEST_FOR_CORRELATION:
        return None
    a, b = one.double() - one.double().mean(), other.double() - other.double().mean()
    scale = float(a.norm() * b.norm())
    return float((a * b).sum()) / scale if scale > 0 else None


def for_validation(values: dict[str, float]) -> dict[str, float]:
    """Return the same under the names of validation, which TRL tells with the prefix `eval_`."""
    return {f"validation/{key}": value for key, value in values.items()}
