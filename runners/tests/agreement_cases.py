"""Random ratings and counts with the answers of SciPy, scikit-learn, statsmodels, krippendorff and irrCAC, as JSON."""

import json
import sys
import warnings
from typing import Any

import krippendorff
import numpy as np
import pandas as pd
from irrCAC.raw import CAC
from scipy import stats
from sklearn.metrics import cohen_kappa_score
from statsmodels.stats.inter_rater import cohens_kappa, fleiss_kappa
from statsmodels.stats.proportion import proportion_confint

_CASES = 60


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


def _missing(rng: np.random.Generator) -> dict[str, Any]:
    """Readers by column, units by row; -1 where a reader did not answer; at least two answer everywhere."""
    categories, readers, n = int(rng.integers(2, 5)), int(rng.integers(3, 6)), int(rng.integers(15, 80))
    truth = rng.choice(categories, n, p=rng.dirichlet(np.full(categories, 2.0)))
    noise = rng.random((n, readers)) < 0.3
    ratings = np.where(noise, rng.integers(0, categories, (n, readers)), truth[:, None])
    gaps = rng.random((n, readers)) < 0.4
    gaps[:, :2] = False
    order = np.argsort(rng.random((n, readers)), axis=1)
    ratings = np.where(np.take_along_axis(gaps, order, axis=1), -1, ratings)
    data = np.where(ratings < 0, np.nan, ratings).T
    raw = CAC(pd.DataFrame(data.T), categories=[float(each) for each in range(categories)], digits=15)
    values = sorted(float(value) for value in rng.choice(50, categories, replace=False))
    numbers = np.where(np.isnan(data), np.nan, np.take(values, np.nan_to_num(data).astype(int)))
    return {
        "categories": categories,
        "values": values,
        "ratings": ratings.tolist(),
        "nominal": krippendorff.alpha(data, level_of_measurement="nominal"),
        "ordinal": krippendorff.alpha(data, level_of_measurement="ordinal"),
        "interval": krippendorff.alpha(numbers, level_of_measurement="interval"),
        "ac1": raw.gwet()["est"]["coefficient_value"],
        "fleiss": raw.fleiss()["est"]["coefficient_value"],
        "raw": raw.gwet()["est"]["pa"],
    }


def _once(rng: np.random.Generator) -> dict[str, Any]:
    """As `_missing`, with units that one reader alone answered: over all units, and over those that two or more did."""
    case = _missing(rng)
    ratings = np.array(case["ratings"])
    for row in ratings[: len(ratings) // 3]:
        given = np.flatnonzero(row >= 0)
        row[given[1:]] = -1
    categories = [float(each) for each in range(case["categories"])]
    data = np.where(ratings < 0, np.nan, ratings)
    twice = data[(ratings >= 0).sum(axis=1) >= 2]
    of_all, of_twice = (CAC(pd.DataFrame(each), categories=categories, digits=15) for each in (data, twice))
    return {
        "categories": case["categories"],
        "ratings": ratings.tolist(),
        "nominal": krippendorff.alpha(data.T, level_of_measurement="nominal"),
        "ac1": of_twice.gwet()["est"]["coefficient_value"],
        "ac1OfAll": of_all.gwet()["est"]["coefficient_value"],
        "fleiss": of_twice.fleiss()["est"]["coefficient_value"],
        "fleissOfAll": of_all.fleiss()["est"]["coefficient_value"],
        "raw": of_all.gwet()["est"]["pa"],
    }


def _full(rng: np.random.Generator) -> dict[str, Any]:
    categories, readers, n = int(rng.integers(2, 6)), int(rng.integers(2, 8)), int(rng.integers(10, 60))
    counts = np.array([rng.multinomial(readers, rng.dirichlet(np.full(categories, 0.4))) for _ in range(n)])
    return {"categories": categories, "counts": counts.tolist(), "fleiss": float(fleiss_kappa(counts))}


def write_cases(seed: int) -> dict[str, Any]:
    """Every kind of case, drawn from one generator; equal seeds give equal cases."""
    rng = np.random.default_rng(seed)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return {
            "binomial": [_binomial(rng) for _ in range(4 * _CASES)],
            "pairs": [_pair(rng) for _ in range(_CASES)],
            "missing": [_missing(rng) for _ in range(_CASES)],
            "once": [_once(rng) for _ in range(_CASES)],
            "full": [_full(rng) for _ in range(_CASES)],
            "signTests": [_sign_test(rng) for _ in range(4 * _CASES)],
        }


if __name__ == "__main__":
    json.dump(write_cases(int(sys.argv[1])), sys.stdout)
