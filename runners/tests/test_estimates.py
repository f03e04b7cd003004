"""Values to estimates: n, interval, what was left out, and paired differences."""

import numpy as np
import pytest
from scipy.stats import bootstrap

from runners.metrics.catalogue import DEFINITIONS
from runners.metrics.estimates import EstimateOptions, estimate, paired_difference

OPTIONS = EstimateOptions(resamples=999)


def by_id(definition):
    return next(each for each in DEFINITIONS if each.id == definition)


def rows_of(definition, values):
    return [{definition: value} for value in values]


def test_a_mean_with_its_interval_and_what_was_left_out():
    values = list(np.random.default_rng(1).beta(2, 2, 30))
    made = estimate(by_id("text.rouge_l@1"), rows_of("text.rouge_l@1", [*values, None]), OPTIONS)
    assert (made.n, made.excluded, made.unit, made.denominator) == (30, 1, "note", 30)
    assert made.value == pytest.approx(np.mean(values))
    assert made.numerator == pytest.approx(sum(values))
    expected = bootstrap((values,), np.mean, n_resamples=999, method="BCa", rng=np.random.default_rng(0))
    assert (made.interval.low, made.interval.high) == pytest.approx(tuple(expected.confidence_interval))
    assert made.parameters["bootstrap_seed"] == 0
    assert made.parameters["failures"] == "as_written"
    assert "caution" not in made.parameters


def test_a_rate_has_wilsons_interval():
    made = estimate(by_id("text.empty_rate@1"), rows_of("text.empty_rate@1", [1.0] * 7 + [0.0] * 43), OPTIONS)
    assert (made.value, made.numerator, made.denominator) == (0.14, 7, 50)
    assert (made.interval.low, made.interval.high) == pytest.approx((0.0695, 0.2619), abs=5e-5)
    assert made.interval.method == "wilson"


def test_constant_scores_have_no_interval_and_say_so():
    made = estimate(by_id("text.rouge_l@1"), rows_of("text.rouge_l@1", [1.0] * 5), OPTIONS)
    assert made.interval is None
    assert made.parameters["interval_missing"] == "all values are equal"
    assert made.parameters["caution"] == "fewer than 20 notes"


def test_no_value_at_all_is_undefined_with_a_reason():
    made = estimate(by_id("text.rouge_l@1"), rows_of("text.rouge_l@1", [None, None]), OPTIONS)
    assert (made.state, made.value, made.n, made.excluded) == ("undefined", None, 0, 2)
    assert made.reason


def test_a_paired_difference_of_scores_uses_shared_examples_only():
    definition = by_id("text.rouge_l@1")
    first = {f"e{i}": {definition.id: value} for i, value in enumerate([0.9, 0.8, 0.7, 0.6, None, 0.1])}
    second = {f"e{i}": {definition.id: value} for i, value in enumerate([0.5, 0.6, 0.65, 0.1, 0.3])} | {
        "x": {definition.id: 1}
    }
    made = paired_difference(definition, first, second, OPTIONS)
    assert made.n == 4
    assert made.excluded == 3
    assert made.value == pytest.approx(np.mean([0.4, 0.2, 0.05, 0.5]))
    assert made.parameters["cohen_dz"] == pytest.approx(made.value / np.std([0.4, 0.2, 0.05, 0.5], ddof=1))
    assert made.interval.method == "bca_paired"
    back = paired_difference(definition, second, first, OPTIONS)
    assert back.value == -made.value


def test_a_paired_difference_of_rates_has_mcnemar_and_newcombe():
    definition = by_id("text.unsupported_numbers@1")
    pairs = [(1, 1)] * 20 + [(1, 0)] * 12 + [(0, 1)] * 2 + [(0, 0)] * 16
    first = {str(i): {definition.id: float(a)} for i, (a, _) in enumerate(pairs)}
    second = {str(i): {definition.id: float(b)} for i, (_, b) in enumerate(pairs)}
    made = paired_difference(definition, first, second, OPTIONS)
    assert made.value == pytest.approx(0.2)
    assert (made.interval.low, made.interval.high) == pytest.approx((0.0562, 0.3292), abs=5e-5)
    assert (made.parameters["candidate_only"], made.parameters["baseline_only"]) == (12, 2)
    assert made.parameters["mcnemar_exact_p"] == pytest.approx(0.012939453)


def test_a_run_against_itself_differs_by_nothing():
    definition = by_id("text.rouge_l@1")
    rows = {str(i): {definition.id: i / 9} for i in range(10)}
    made = paired_difference(definition, rows, rows, OPTIONS)
    assert (made.value, made.interval) == (0, None)
    assert "cohen_dz" not in made.parameters


def test_nothing_shared_is_undefined():
    definition = by_id("text.rouge_l@1")
    made = paired_difference(definition, {"a": {definition.id: 1.0}}, {"b": {definition.id: 1.0}}, OPTIONS)
    assert (made.state, made.excluded) == ("undefined", 2)
