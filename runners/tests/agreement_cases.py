"""Random ratings and counts with the answers of SciPy, scikit-learn, statsmodels, krippendorff and irrCAC, as JSON."""

import json
import sys
import warnings
from pathlib import Path
from typing import Any

import krippendorff
import numpy as np
from scipy import stats
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa
from statsmodels.stats.proportion import proportion_confint

_CASES = 60
_IRRCAC = Path(__file__).parent / "fixtures" / "irrcac-cases.json"


def _binomial(rng: np.random.Generator) -> dict[str, Any]:
    n = int(10 ** rng.uniform(0, 4.5))
    hits = int(rng.integers(0, n + 1)) if rng.random() < 0.7 else int(rng.binomial(n, 0.02))
    level = float(rng.choice([0.8, 0.9, 0.95, 0.99]))
    threshold = float(rng.uniform(0.01, 0.6))
    above = stats.binomtest(hits, n, threshold, alternative="greater")
    below = stats.binomtest(hits, n, threshold, alternative="less")
    low, high = proportion_confint(hits, n, 1 - level, method="beta")
    return {
        "hits": hits,
        "n": n,
        "level": level,
        "threshold": threshold,
        "pAbove": above.pvalue,
        "pBelow": below.pvalue,
        "twoSided": [float(low), float(high)],
        "lower": above.proportion_ci(level, method="exact").low,
        "upper": below.proportion_ci(level, method="exact").high,
    }


def _sign_test(rng: np.random.Generator) -> dict[str, Any]:
    n = int(10 ** rng.uniform(0, 4))
    wins = int(rng.integers(0, n + 1)) if rng.random() < 0.4 else int(rng.binomial(n, rng.uniform(0.4, 0.6)))
    test = stats.binomtest(wins, n, 0.5)
    ends = test.proportion_ci(0.95, method="exact")
    return {"wins": wins, "n": n, "p": test.pvalue, "low": ends.low, "high": ends.high}


def _pair(rng: np.random.Generator) -> dict[str, Any]:
    categories = int(rng.integers(2, 6))
    n = int(rng.integers(20, 150))
    first = rng.choice(categories, n, p=rng.dirichlet(np.ones(categories)))
    second = np.where(rng.random(n) < 0.7, first, rng.integers(0, categories, n))
    labels = list(range(categories))
    table = np.zeros((categories, categories), dtype=int)
    np.add.at(table, (first, second), 1)
    observed = np.trace(table)
    return {
        "categories": categories,
        "first": first.tolist(),
        "second": second.tolist(),
        "kappa": float(cohens_kappa(table).kappa),
        "kappaAgain": float(cohen_kappa_score(first, second, labels=labels)),
        "quadratic": float(cohen_kappa_score(first, second, labels=labels, weights="quadratic")),
        "raw": observed / n,
    }


def _known() -> dict[str, list[dict[str, Any]]]:
    """Ratings with the answers of irrCAC: readers by column, units by row, -1 where a reader did not answer."""
    known: dict[str, list[dict[str, Any]]] = json.loads(_IRRCAC.read_text(encoding="utf-8"))
    return known


def _columns(case: dict[str, Any]) -> np.ndarray:
    ratings = np.array(case["ratings"])
    return np.where(ratings < 0, np.nan, ratings).T


def _missing(case: dict[str, Any]) -> dict[str, Any]:
    data = _columns(case)
    numbers = np.where(np.isnan(data), np.nan, np.take(case["values"], np.nan_to_num(data).astype(int)))
    return {
        **case,
        "nominal": krippendorff.alpha(data, level_of_measurement="nominal"),
        "ordinal": krippendorff.alpha(data, level_of_measurement="ordinal"),
        "interval": krippendorff.alpha(numbers, level_of_measurement="interval"),
    }


def _once(case: dict[str, Any]) -> dict[str, Any]:
    """As `_missing`, with units that one reader alone answered: over all units, and over those that two or more did."""
    return {**case, "nominal": krippendorff.alpha(_columns(case), level_of_measurement="nominal")}


def _full(rng: np.random.Generator) -> dict[str, Any]:
    categories, readers, n = int(rng.integers(2, 6)), int(rng.integers(2, 8)), int(rng.integers(10, 60))
    counts = np.array([rng.multinomial(readers, rng.dirichlet(np.full(categories, 0.4))) for _ in range(n)])
    return {"categories": categories, "counts": counts.tolist(), "fleiss": float(fleiss_kappa(counts))}


def write_cases(seed: int) -> dict[str, Any]:
    """Every kind of case, drawn from one generator; equal seeds give equal cases."""
    rng = np.random.default_rng(seed)
    known = _known()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return {
            "binomial": [_binomial(rng) for _ in range(4 * _CASES)],
            "pairs": [_pair(rng) for _ in range(_CASES)],
            "missing": [_missing(case) for case in known["missing"]],
            "once": [_once(case) for case in known["once"]],
            "full": [_full(rng) for _ in range(_CASES)],
            "signTests": [_sign_test(rng) for _ in range(4 * _CASES)],
        }


if __name__ == "__main__":
    json.dump(write_cases(int(sys.argv[1])), sys.stdout)
