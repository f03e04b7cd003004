"""The losses against the fixtures of the literature, closed forms and their own symmetries."""

from math import log

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from runners.preferences.losses import LossName, Objective
from runners.preferences.pair_metrics import reward_metrics
from runners.preferences.scores import PairScores, margins

REAL = st.floats(-60, 60, width=32)
GAP = st.sampled_from([-1.0, 0.0, 1.0])
LOSSES: tuple[LossName, ...] = ("dpo", "fdpo", "safedpo", "cdpo", "ipo")


def loss_of(objective: Objective, margin: float, gap: float) -> float:
    return float(objective.losses(torch.tensor([margin]).double(), torch.tensor([gap]).double())[0])


@pytest.mark.parametrize(
    ("objective", "logit", "loss"),
    [
        (Objective("dpo", 0.1), 0.15, 0.620957),
        (Objective("fdpo", 0.1, delta=10), -0.85, 1.205865),
        (Objective("fdpo", 0.1, delta=100), -9.85, 9.850053),
        (Objective("safedpo", 0.1, delta=10), -9.85, 9.850053),
        (Objective("safedpo", 0.1, delta=1), -0.85, 1.205865),
    ],
)
def test_a_margin_of_one_and_a_half(objective: Objective, logit: float, loss: float) -> None:
    m, gap = torch.tensor([1.5]).double(), torch.tensor([1.0]).double()
    assert float(objective.logits(m, gap)[0]) == pytest.approx(logit, abs=1e-9)
    assert loss_of(objective, 1.5, 1.0) == pytest.approx(loss, abs=1e-6)


def test_one_pair_from_log_probabilities_to_rewards_and_loss() -> None:
    logps, reference = torch.tensor([[-10.0, -14.0]]), torch.tensor([[-12.0, -13.0]])
    losses = Objective("dpo", 0.1).losses(margins(logps, reference), torch.zeros(1))
    metrics = reward_metrics(PairScores((0,), logps, torch.zeros(1, 2), losses, 1), reference, 0.1)
    assert metrics["rewards/chosen"] == pytest.approx(0.2)
    assert metrics["rewards/rejected"] == pytest.approx(-0.1)
    assert metrics["rewards/margins"] == pytest.approx(0.3)
    assert metrics["rewards/accuracies"] == 1
    assert float(losses) == pytest.approx(0.554355, abs=1e-6)


def test_an_untouched_model_has_the_loss_of_a_coin_and_no_accuracy() -> None:
    logps = torch.tensor([[-3.0, -7.0], [-8.0, -1.0]])
    losses = Objective("dpo", 0.1).losses(margins(logps, logps), torch.zeros(2))
    metrics = reward_metrics(PairScores((0, 1), logps, torch.zeros(2, 2), losses, 1), logps, 0.1)
    assert losses.tolist() == pytest.approx([log(2)] * 2)
    assert metrics["rewards/accuracies"] == 0


@given(margin=REAL, gap=GAP, beta=st.floats(0.01, 2))
def test_without_delta_and_without_differing_labels_it_is_plain_dpo_bit_for_bit(
    margin: float, gap: float, beta: float
) -> None:
    m = torch.tensor([margin])
    plain = Objective("dpo", beta).losses(m, torch.tensor([gap]))
    for name in ("fdpo", "safedpo"):
        assert torch.equal(Objective(name, beta, delta=0.0).losses(m, torch.tensor([gap])), plain)
        assert torch.equal(Objective(name, beta, delta=37.0).losses(m, torch.tensor([0.0])), plain)


@given(margin=REAL, gap=GAP, beta=st.floats(0.01, 2), delta=st.floats(0, 100))
def test_delta_inside_and_outside_of_beta_are_the_same_up_to_beta(
    margin: float, gap: float, beta: float, delta: float
) -> None:
    inside, outside = Objective("fdpo", beta, delta=delta), Objective("safedpo", beta, delta=delta * beta)
    assert loss_of(inside, margin, gap) == pytest.approx(loss_of(outside, margin, gap), rel=1e-9, abs=1e-9)
    assert outside.wanted_margin == pytest.approx(inside.wanted_margin)


@pytest.mark.parametrize("name", LOSSES)
@given(margin=st.floats(-30, 30), gap=GAP)
def test_autograd_gives_the_closed_form(name: LossName, margin: float, gap: float) -> None:
    beta, delta, smoothing = 0.3, 4.0, 0.2
    objective = Objective(name, beta, delta, smoothing)
    m = torch.tensor([margin], dtype=torch.float64, requires_grad=True)
    objective.losses(m, torch.tensor([gap]).double()).sum().backward()
    logit = objective.logits(m.detach(), torch.tensor([gap]).double())
    closed = {
        "ipo": 2 * (margin - 1 / (2 * beta)),
        "cdpo": beta * float(smoothing - torch.sigmoid(-logit)),
    }.get(name, -beta * float(torch.sigmoid(-logit)))
    assert m.grad is not None
    assert float(m.grad) == pytest.approx(closed, rel=1e-9, abs=1e-12)


@given(one=REAL, other=REAL, gap=GAP)
def test_the_loss_falls_with_the_margin_and_is_convex(one: float, other: float, gap: float) -> None:
    low, high = sorted((one, other))
    for name in ("dpo", "fdpo", "safedpo"):
        objective = Objective(name, 0.1, delta=10.0)
        ends = loss_of(objective, low, gap), loss_of(objective, high, gap)
        assert ends[0] >= ends[1] - 1e-12
        assert loss_of(objective, (low + high) / 2, gap) <= sum(ends) / 2 + 1e-9


@given(rows=st.lists(st.tuples(REAL, REAL, REAL, REAL), min_size=1, max_size=5), shift=REAL)
def test_swapping_negates_the_margin_and_a_constant_cancels(
    rows: list[tuple[float, float, float, float]], shift: float
) -> None:
    values = torch.tensor(rows).double()
    logps, reference = values[:, :2], values[:, 2:]
    m = margins(logps, reference)
    assert torch.equal(margins(logps.flip(1), reference.flip(1)), -m)
    assert torch.allclose(margins(logps + shift, reference), m, atol=1e-9)


def test_without_flipping_a_wrong_way_pair_is_relaxed_and_not_inverted() -> None:
    wrong = Objective("fdpo", 0.1, delta=10.0)
    assert loss_of(wrong, 1.5, -1.0) < loss_of(wrong, 1.5, 0.0) < loss_of(wrong, 1.5, 1.0)
