"""Random cases with SciPy's and statsmodels' answers, as JSON on standard output: the screens' statistics meet them."""

import json
import sys
from typing import Any

import numpy as np
from scipy import stats
from statsmodels.stats.contingency_tables import mcnemar
from statsmodels.stats.multitest import multipletests
from statsmodels.stats.proportion import proportion_confint

from runners.metrics.rates import PairedTable, newcombe_paired_interval

_CASES = 80
_LEVEL = 0.95


def _paired(rng: np.random.Generator) -> dict[str, Any]:
    differences = rng.normal(rng.normal(), 1.0 + rng.random(), int(rng.integers(3, 60)))
    result = stats.ttest_1samp(differences, 0.0)
    low, high = result.confidence_interval(_LEVEL)
    few = differences[: int(rng.integers(2, 14))]
    flipped = stats.permutation_test((few,), np.mean, permutation_type="samples", n_resamples=np.inf)
    return {
        "differences": differences.tolist(),
        "t": result.statistic,
        "p": result.pvalue,
        "low": low,
        "high": high,
        "few": few.tolist(),
        "signFlip": flipped.pvalue,
    }


def _grouped(rng: np.random.Generator) -> dict[str, Any]:
    first = rng.normal(0.0, 1.0, int(rng.integers(2, 7)))
    second = rng.normal(0.7, 2.0, int(rng.integers(2, 7)))
    result = stats.ttest_ind(first, second, equal_var=False)
    low, high = result.confidence_interval(_LEVEL)
    distance = stats.permutation_test(
        (first, second), lambda a, b: abs(np.mean(a) - np.mean(b)), n_resamples=np.inf, alternative="greater"
    )
    return {
        "first": first.tolist(),
        "second": second.tolist(),
        "p": result.pvalue,
        "low": low,
        "high": high,
        "regroup": distance.pvalue,
    }


def _rates(rng: np.random.Generator) -> dict[str, Any]:
    both, first, second, neither = (int(count) for count in rng.integers(0, 40, 4))
    n = max(1, both + first + second + neither)
    low, high = proportion_confint(both, n, 1 - _LEVEL, method="wilson")
    table = PairedTable(both, first, second, neither + (n - both - first - second - neither))
    paired_low, paired_high = newcombe_paired_interval(table, _LEVEL)
    return {
        "table": {"both": both, "firstOnly": first, "secondOnly": second, "neither": table.neither},
        "wilson": [low, high],
        "newcombe": [paired_low, paired_high],
        "mcnemar": float(mcnemar([[both, first], [second, neither]], exact=True).pvalue) if first + second else 1.0,
    }


def _family(rng: np.random.Generator) -> dict[str, Any]:
    family = rng.random(int(rng.integers(1, 12))) ** 3
    return {"p": family.tolist(), "holm": multipletests(family, method="holm")[1].tolist()}


def _bootstrapped(rng: np.random.Generator) -> dict[str, Any]:
    values = rng.gamma(2.0, 1.0, 60) - 1.0
    result = stats.bootstrap((values,), np.mean, n_resamples=99_999, confidence_level=_LEVEL, method="BCa", rng=rng)
    return {"values": values.tolist(), "low": result.confidence_interval.low, "high": result.confidence_interval.high}


def write_cases(seed: int) -> dict[str, Any]:
    """Every kind of case, drawn from one generator; equal seeds give equal cases."""
    rng = np.random.default_rng(seed)
    return {
        "level": _LEVEL,
        "paired": [_paired(rng) for _ in range(_CASES)],
        "grouped": [_grouped(rng) for _ in range(_CASES)],
        "rates": [_rates(rng) for _ in range(_CASES)],
        "families": [_family(rng) for _ in range(_CASES)],
        "bootstrapped": [_bootstrapped(rng) for _ in range(6)],
    }


if __name__ == "__main__":
    json.dump(write_cases(int(sys.argv[1])), sys.stdout)
