"""Bootstrap intervals of a mean."""

import warnings

import numpy as np
from scipy.stats import DegenerateDataWarning, bootstrap

_CELLS_AT_A_TIME = 4_000_000
_FEW = 20


def bca_mean_interval(values: np.ndarray, level: float, resamples: int, seed: int) -> tuple[float, float] | str:
    """BCa interval of the mean of `values` (shape [n]), or the reason why there is none.

    For paired data hand over the differences. Source: Efron 1987, by `scipy.stats.bootstrap`; `seed` starts
    NumPy's default generator, so equal input gives equal ends.
    """
    if len(values) < 2:
        return "only one note"
    if np.ptp(values) == 0:
        return "all values are equal"
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DegenerateDataWarning)
        result = bootstrap(
            (values,),
            np.mean,
            n_resamples=resamples,
            batch=max(1, _CELLS_AT_A_TIME // len(values)),
            vectorized=True,
            confidence_level=level,
            method="BCa",
            rng=np.random.default_rng(seed),
        )
    low, high = result.confidence_interval
    if not (np.isfinite(low) and np.isfinite(high)):
        return "BCa is not defined for these values"
    return float(low), float(high)


def caution(n: int) -> dict[str, str]:
    """A parameter that warns where a bootstrap rests on few values."""
    return {"caution": f"fewer than {_FEW} notes"} if n < _FEW else {}
