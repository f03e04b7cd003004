"""Alarms and the series that keep a margin honest."""

import pytest
import torch

from runners.preferences.alarms import WINDOW, Alarms
from runners.preferences.losses import Objective
from runners.preferences.pair import EncodedPair
from runners.preferences.pair_metrics import for_validation, margin_metrics, reward_metrics
from runners.preferences.records import pair_rows, recorded_sample
from runners.preferences.scores import PairScores

ACTIVE = EncodedPair("a", (1,), (2, 3), (4,), 0, 1)
ALIKE = EncodedPair("b", (1,), (2,), (4, 5, 6), 0, 0)


def scores(logps: list[tuple[float, float]]) -> PairScores:
    values = torch.tensor(logps)
    return PairScores(tuple(range(len(logps))), values, torch.zeros_like(values), values[:, 0], 1)


def told(objective: Objective, pair: EncodedPair, chosen: float, rejected: float, times: int = WINDOW) -> list[str]:
    alarms = Alarms(objective, nats=20)
    found: list[str] = []
    for _ in range(times):
        found += alarms.watch(scores([(chosen, rejected)]), torch.zeros(1, 2), [pair])
    return found


def test_chosen_texts_that_fall_while_margins_rise_are_told_once() -> None:
    (sentence,) = told(Objective("dpo", 0.1), ALIKE, -25.0, -40.0, times=3 * WINDOW)
    assert "25.0 nats less likely" in sentence
    assert "100% of the pairs are ordered right already" in sentence
    assert "the margin rises because" in sentence
    assert told(Objective("dpo", 0.1), ALIKE, -25.0, -40.0, times=WINDOW - 1) == []
    assert told(Objective("dpo", 0.1), ALIKE, -15.0, -30.0) == []


def test_texts_that_fall_without_a_margin_are_not_said_to_raise_it() -> None:
    for rejected in (-25.0, -20.0):
        (sentence,) = told(Objective("dpo", 0.1), ALIKE, -25.0, rejected)
        assert "25.0 nats less likely" in sentence
        assert "with 0% of the pairs ordered right: the rejected ones fall no faster" in sentence


def test_margins_that_move_nothing_any_more_are_told() -> None:
    (sentence,) = told(Objective("dpo", 0.1), ALIKE, 30.0, -30.0)
    assert "hardly move the model any more" in sentence


def test_a_delta_out_of_reach_is_told_for_active_pairs_alone() -> None:
    (sentence,) = told(Objective("fdpo", 0.1, delta=100), ACTIVE, 2.0, -2.0)
    assert "so far below delta, 100 nats" in sentence
    assert told(Objective("fdpo", 0.1, delta=100), ALIKE, 2.0, -2.0) == []
    assert told(Objective("fdpo", 0.1, delta=10), ACTIVE, 2.0, -2.0) == []


def test_margins_by_labels_by_token_and_against_length() -> None:
    pairs = [ACTIVE, ALIKE, ACTIVE]
    found = margin_metrics(scores([(4.0, 1.0), (1.0, 3.0), (2.0, 0.0)]), torch.zeros(3, 2), pairs, Objective("dpo", 1))
    assert found["margins/h01"] == pytest.approx(2.5)
    assert found["margins/h00"] == pytest.approx(-2.0)
    assert "margins/h11" not in found
    assert found["margins/per_token"] == pytest.approx(((4 / 2 - 1) + (1 - 3 / 3) + 2 / 2) / 3)
    # Margins 3, -2, 2 against differences in length 1, -2, 1.
    assert found["margins/length_correlation"] == pytest.approx(0.98198, abs=1e-5)


def test_ties_are_wrong_and_a_correlation_of_two_pairs_is_none() -> None:
    tied = scores([(1.0, 1.0), (2.0, 1.0)])
    assert reward_metrics(tied, torch.zeros(2, 2), 0.1)["rewards/accuracies"] == 0.5
    found = margin_metrics(tied, torch.zeros(2, 2), [ACTIVE, ALIKE], Objective("dpo", 0.1))
    assert "margins/length_correlation" not in found
    assert for_validation({"rewards/margins": 1.0}) == {"validation/rewards/margins": 1.0}


def test_the_recorded_sample_is_the_same_at_every_step() -> None:
    assert recorded_sample(5, 8, 1) == [0, 1, 2, 3, 4]
    assert recorded_sample(100, 8, 1) == recorded_sample(100, 8, 1) == sorted(set(recorded_sample(100, 8, 1)))
    assert recorded_sample(100, 8, 1) != recorded_sample(100, 8, 2)
    assert recorded_sample(100, 0, 1) == []


def test_a_pair_without_a_number_has_no_record() -> None:
    rows = pair_rows(scores([(float("nan"), 1.0), (2.0, 1.0)]), torch.zeros(2, 2), [ACTIVE, ALIKE])
    assert [row.example for row in rows] == ["b"]
