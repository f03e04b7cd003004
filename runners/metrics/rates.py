"""Intervals for a share and for the difference of two paired shares."""

from dataclasses import dataclass
from math import sqrt

from scipy.stats import binomtest, norm


def wilson_interval(successes: int, n: int, level: float) -> tuple[float, float]:
    """Wilson's score interval (1927) for `successes` of `n`, n at least 1."""
    z = float(norm.ppf((1 + level) / 2))
    share = successes / n
    centre = (share + z * z / (2 * n)) / (1 + z * z / n)
    half = z / (1 + z * z / n) * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    low = 0.0 if successes == 0 else centre - half
    high = 1.0 if successes == n else centre + half
    return low, high


@dataclass(frozen=True)
class PairedTable:
    """Outcomes of two systems on the same items: both, only the first, only the second, neither."""

    both: int
    first_only: int
    second_only: int
    neither: int

    @property
    def n(self) -> int:
        """Number of pairs."""
        return self.both + self.first_only + self.second_only + self.neither

    @property
    def difference(self) -> float:
        """Share of the first minus share of the second."""
        return (self.first_only - self.second_only) / self.n


def newcombe_paired_interval(table: PairedTable, level: float) -> tuple[float, float]:
    """Hybrid score interval for a difference of paired shares.

    Source: Newcombe, Statistics in Medicine 1998;17:2635, method 10 (continuity-corrected phi).
    """
    n = table.n
    first, second = table.both + table.first_only, table.both + table.second_only
    low_1, high_1 = wilson_interval(first, n, level)
    low_2, high_2 = wilson_interval(second, n, level)
    share_1, share_2 = first / n, second / n
    phi = _corrected_phi(table)
    down_1, up_1, down_2, up_2 = share_1 - low_1, high_1 - share_1, share_2 - low_2, high_2 - share_2
    below = sqrt(max(0.0, down_1**2 - 2 * phi * down_1 * up_2 + up_2**2))
    above = sqrt(max(0.0, up_1**2 - 2 * phi * up_1 * down_2 + down_2**2))
    return table.difference - below, table.difference + above


def mcnemar_exact_p(table: PairedTable) -> float:
    """Two-sided exact binomial p of the discordant pairs; 1 where there are none."""
    discordant = table.first_only + table.second_only
    return float(binomtest(table.first_only, discordant, 0.5).pvalue) if discordant else 1.0


def _corrected_phi(table: PairedTable) -> float:
    a, b, c, d = table.both, table.first_only, table.second_only, table.neither
    margins = (a + b) * (c + d) * (a + c) * (b + d)
    if margins == 0:
        return 0.0
    product = a * d - b * c
    corrected = max(0.0, product - table.n / 2) if product > 0 else float(product)
    return corrected / sqrt(margins)
