"""Puts values of single examples together: a mean with n and interval, or the reason why there is none."""

import math
import random
import re
import sys
from collections.abc import Sequence
from statistics import NormalDist, fmean
from typing import Any

_RESAMPLES = 9_999
_RESAMPLES_PLAIN = 999
_FEW = 20
_SEED = 0
_LONGEST_NAME = 190


def definition_of(key: str) -> str:
    """The definition id of a metric of the person's own: its key in small letters, version 1 where none is named."""
    name, at, version = key.rpartition("@")
    if not (at and version.isdigit()):
        name, version = key, "1"
    letters = re.sub(r"[^a-z0-9_.]+", "_", name.lower()).strip("_")[:_LONGEST_NAME]
    return f"{letters or 'value'}@{version}"


def estimate(key: str, values: Sequence[float | None], level: float) -> dict[str, Any]:
    """The mean over all examples that have a value, in the shape of `domain/estimate.ts`.

    Values that are all 0 or 1 are a share, with Wilson's interval (Wilson 1927); others are a mean, with the BCa
    bootstrap interval (Efron 1987). Examples without a value, or with one that is no number, are counted as excluded.
    """
    present = [float(value) for value in values if value is not None and math.isfinite(value)]
    n = len(present)
    measured: dict[str, Any] = {
        "definition": definition_of(key),
        "parameters": {"logged_by": "client", "key": key},
        "numerator": None,
        "denominator": None,
        "n": n,
        "unit": "example",
        "excluded": len(values) - n,
    }
    if n == 0:
        return {"state": "undefined", **measured, "value": None, "reason": "no example has a value", "interval": None}
    measured |= {"numerator": math.fsum(present), "denominator": float(n)}
    interval = _wilson(present, level) if set(present) <= {0.0, 1.0} else _bca(present, level, measured["parameters"])
    return {"state": "defined", **measured, "value": fmean(present), "reason": None, "interval": interval}


def _interval(low: float, high: float, level: float, method: str) -> dict[str, Any]:
    return {"low": low, "high": high, "level": level, "side": "two", "method": method}


def _wilson(values: Sequence[float], level: float) -> dict[str, Any]:
    n, share = len(values), fmean(values)
    z = NormalDist().inv_cdf((1 + level) / 2)
    middle = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * math.sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    return _interval(max(0.0, middle - half), min(1.0, middle + half), level, "wilson")


def _bca(values: Sequence[float], level: float, parameters: dict[str, Any]) -> dict[str, Any] | None:
    n, mean = len(values), fmean(values)
    missing = "only one example" if n < 2 else "all values are equal" if min(values) == max(values) else None
    if missing:
        parameters["interval_missing"] = missing
        return None
    means = sorted(_resampled_means(values))
    below = (sum(each < mean for each in means) + 0.5 * sum(each == mean for each in means)) / len(means)
    if not 0 < below < 1:
        parameters["interval_missing"] = "BCa is not defined for these values"
        return None
    parameters |= {"resamples": len(means), "bootstrap_seed": _SEED}
    if n < _FEW:
        parameters["caution"] = f"fewer than {_FEW} examples"
    normal = NormalDist()
    bias = normal.inv_cdf(below)
    # Of a mean, the jackknife values differ from theirs by a multiple of x - mean, which the quotient does not see.
    spread = [each - mean for each in values]
    skew = math.fsum(each**3 for each in spread) / (6 * math.fsum(each**2 for each in spread) ** 1.5)

    def end(share: float) -> float:
        shifted = bias + normal.inv_cdf(share)
        place = normal.cdf(bias + shifted / (1 - skew * shifted)) * (len(means) - 1)
        low = math.floor(place)
        return means[low] + (place - low) * (means[min(low + 1, len(means) - 1)] - means[low])

    return _interval(end((1 - level) / 2), end((1 + level) / 2), level, "bca")


def _resampled_means(values: Sequence[float]) -> list[float]:
    numpy = sys.modules.get("numpy")
    if numpy is None:
        draw = random.Random(_SEED)
        return [fmean(draw.choices(values, k=len(values))) for _ in range(_RESAMPLES_PLAIN)]
    draws = numpy.random.default_rng(_SEED)
    array = numpy.asarray(values)
    # One resample at a time needs little memory, whatever n is.
    return [float(array[draws.integers(0, len(array), len(array))].mean()) for _ in range(_RESAMPLES)]
