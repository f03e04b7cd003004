"""Projecting an adapter onto the directions that its factors fill, and the smaller adapter that is equal to it."""

from dataclasses import dataclass

import torch


def effective_rank(values: torch.Tensor) -> float:
    """Return exp of the entropy of a spectrum: n where n values are equal, 1 where one is all there is."""
    shares = values.double() / values.double().sum()
    shares = shares[shares > 0]
    return float(torch.exp(-(shares * shares.log()).sum()))


def kept_by_energy(values: torch.Tensor, energy: float, least: int = 1) -> int:
    """Return how many of a falling spectrum's values hold `energy` of its sum, at least `least`."""
    shares = values.double().cumsum(0) / values.double().sum()
    return min(len(values), max(least, int((shares < energy).sum()) + 1))


def leading(factor: torch.Tensor, count: int) -> torch.Tensor:
    """Return the `count` directions that hold most of a factor, as columns (r, count), the first the greatest."""
    _, vectors = torch.linalg.eigh(factor)
    return vectors.flip(-1)[:, :count]


@dataclass(frozen=True)
class Reprojected:
    """A and B after reprojection, and what it took away of each and of their product, as shares of the norm."""

    a_matrix: torch.Tensor
    b_matrix: torch.Tensor
    removed_of_a: float
    removed_of_b: float
    change_of_product: float


def reproject(
    a_matrix: torch.Tensor, b_matrix: torch.Tensor, of_a: torch.Tensor, of_b: torch.Tensor | None = None
) -> Reprojected:
    """Project A (r, in) onto `of_a` (r, k) and B (out, r) onto `of_b`, or onto the same where that is None.

    On one side alone B A loses exactly what lies outside of `of_a`; with a basis each, repeating it goes on shrinking.
    """
    basis = of_a if of_b is None else of_b
    a_new, b_new = of_a @ (of_a.t() @ a_matrix), (b_matrix @ basis) @ basis.t()
    return Reprojected(
        a_new,
        b_new,
        _share(a_matrix, a_new),
        _share(b_matrix, b_new),
        _share(b_matrix @ a_matrix, b_new @ a_new),
    )


def compressed(
    a_matrix: torch.Tensor, b_matrix: torch.Tensor, of_a: torch.Tensor, of_b: torch.Tensor | None = None
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return A' (k, in) and B' (out, k) whose product is that of the reprojected adapter, to be written out."""
    basis = of_a if of_b is None else of_b
    return of_a.t() @ a_matrix, (b_matrix @ basis) @ (basis.t() @ of_a)


def _share(before: torch.Tensor, after: torch.Tensor) -> float:
    whole = float(before.norm())
    return float((before - after).norm()) / whole if whole else 0.0
