"""Intervals and tests: published examples, SciPy, statsmodels, exact coverage."""

from itertools import product

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import bootstrap
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.proportion import proportion_confint

from runners.metrics.bootstrap import bca_mean_interval, caution
from runners.metrics.rates import PairedTable, mcnemar_exact_p, newcombe_paired_interval, wilson_interval


@pytest.mark.parametrize(
    ("hits", "n", "low", "high"),
    [
        (0, 50, 0, 0.0713), (1, 50, 0.0035, 0.1050), (7, 50, 0.0695, 0.2619), (8, 50, 0.0834, 0.2851),
        (12, 50, 0.1430, 0.3741), (13, 50, 0.1587, 0.3955), (15, 100, 0.0931, 0.2328), (191, 12999, 0.0128, 0.0169),
        (84, 191, 0.3713, 0.5107), (1712, 49590, 0.0330, 0.0362),
    ],
)  # fmt: skip
def test_wilson_fixtures(hits, n, low, high):
    assert wilson_interval(hits, n, 0.95) == pytest.approx((low, high), abs=5e-5)


@given(st.integers(1, 400), st.floats(0.5, 0.999), st.data())
def test_wilson_is_statsmodels_and_mirrors(n, level, data):
    hits = data.draw(st.integers(0, n))
    low, high = wilson_interval(hits, n, level)
    assert (low, high) == pytest.approx(proportion_confint(hits, n, 1 - level, method="wilson"), rel=1e-9, abs=1e-12)
    assert 0 <= low <= hits / n <= high <= 1
    mirrored = wilson_interval(n - hits, n, level)
    assert (1 - mirrored[1], 1 - mirrored[0]) == pytest.approx((low, high), abs=1e-12)


def test_mcnemar_fixture_and_statsmodels():
    assert mcnemar_exact_p(PairedTable(60, 15, 5, 20)) == pytest.approx(0.041389, abs=5e-7)
    assert mcnemar_exact_p(PairedTable(3, 0, 0, 4)) == 1
    for b, c in product(range(0, 12, 3), range(1, 12, 2)):
        expected = mcnemar([[9, b], [c, 4]], exact=True).pvalue
        assert mcnemar_exact_p(PairedTable(9, b, c, 4)) == pytest.approx(expected, rel=1e-9)


@pytest.mark.parametrize(
    ("counts", "ends", "digits"),
    [
        ((20, 12, 2, 16), (0.0562, 0.3292), 4),  # Newcombe 1998, method 10
        ((8, 3, 1, 2), (-0.1574, 0.4136), 4),  # Tang et al. 2010
        ((1, 1, 7, 12), (-0.507, -0.026), 3),  # Fagerland et al. 2014
        ((7, 25, 2, 68), (0.133, 0.318), 3),  # Chang et al. 2024
    ],
)
def test_newcombe_published_examples(counts, ends, digits):
    interval = newcombe_paired_interval(PairedTable(*counts), 0.95)
    assert tuple(round(end, digits) for end in interval) == ends


@given(*[st.integers(0, 40)] * 4)
def test_newcombe_contains_the_difference_and_swaps(a, b, c, d):
    if a + b + c + d == 0:
        return
    table = PairedTable(a, b, c, d)
    low, high = newcombe_paired_interval(table, 0.95)
    assert -1 - 1e-12 <= low <= table.difference + 1e-12
    assert table.difference - 1e-12 <= high <= 1 + 1e-12
    swapped = newcombe_paired_interval(PairedTable(a, c, b, d), 0.95)
    assert (-swapped[1], -swapped[0]) == pytest.approx((low, high), abs=1e-12)


def test_newcombe_covers_by_exact_enumeration():
    """Coverage over all tables of n = 20 at one truth: near the nominal 95 %."""
    n, truth = 20, (0.4, 0.25, 0.1, 0.25)
    covered = 0.0
    log_factorial = np.concatenate([[0], np.cumsum(np.log(np.arange(1, n + 1)))])
    for a in range(n + 1):
        for b in range(n + 1 - a):
            for c in range(n + 1 - a - b):
                counts = (a, b, c, n - a - b - c)
                low, high = newcombe_paired_interval(PairedTable(*counts), 0.95)
                if low <= truth[1] - truth[2] <= high:
                    logs = [k * np.log(p) - log_factorial[k] for k, p in zip(counts, truth, strict=True)]
                    covered += np.exp(log_factorial[n] + sum(logs))
    assert 0.93 < covered < 0.99


X = np.array([0.71, 0.64, 0.80, 0.55, 0.69, 0.73, 0.77, 0.60, 0.66, 0.72])
Y = np.array([0.68, 0.60, 0.74, 0.56, 0.65, 0.66, 0.75, 0.57, 0.63, 0.70])


@pytest.mark.parametrize(("resamples", "ends"), [(1000, (0.019926, 0.045)), (9999, (0.02, 0.046))])
def test_bca_fixture(resamples, ends):
    assert bca_mean_interval(X - Y, 0.95, resamples, 0) == pytest.approx(ends, abs=5e-6)


def test_bca_is_scipys_paired_bootstrap_whatever_the_batch():
    rng = np.random.default_rng(3)
    first, second = rng.beta(2, 3, 700), rng.beta(2, 4, 700)
    expected = bootstrap(
        (first, second), lambda x, y, axis: np.mean(x, axis=axis) - np.mean(y, axis=axis), paired=True,
        n_resamples=9999, method="BCa", rng=np.random.default_rng(0),
    ).confidence_interval  # fmt: skip
    assert bca_mean_interval(first - second, 0.95, 9999, 0) == pytest.approx(tuple(expected), rel=1e-9)


@pytest.mark.parametrize(("values", "why"), [([0.4], "only one note"), ([0.4] * 30, "all values are equal")])
def test_no_interval_is_said_not_made_up(values, why):
    assert bca_mean_interval(np.array(values), 0.95, 999, 0) == why


def test_few_notes_are_cautioned():
    assert caution(19) == {"caution": "fewer than 20 notes"}
    assert caution(20) == {}


def test_bca_covers_the_mean_of_skewed_scores():
    rng = np.random.default_rng(11)
    inside = 0
    for trial in range(120):
        low, high = bca_mean_interval(rng.beta(1, 4, 40), 0.95, 999, trial)
        inside += low <= 0.2 <= high
    assert 106 <= inside <= 120
