"""Preconditioning of LoRA's gradients by inverse factors, and the modes that differ in where each factor goes.

Per token vec(dA) = s x (x) g, so the Fisher block of A is E[x x'] (x) Sigma_g: A's factor in the rank space is
Sigma_g, B's is Sigma_a. The authors' code has them the other way round.
"""

from dataclasses import dataclass
from typing import Literal

import torch

Mode = Literal["kfac", "published", "ambient"]


class SingularFactorError(ValueError):
    """A factor has no inverse under this damping; `modules` are its places in the stack."""

    def __init__(self, modules: list[int]) -> None:
        super().__init__(f"The factors of {len(modules)} modules are singular: raise the damping.")
        self.modules = modules


def damped_inverse(factors: torch.Tensor, damping: float, relative: bool = False) -> torch.Tensor:
    """Return (factor + damping I) inverted for every module of a stack, in the precision of the factors.

    Args:
        factors: (modules, n, n), symmetric and not negative.
        damping: lambda; `relative`, times the mean of the factor's diagonal, so that the scale of the loss is none
            of its business.
        relative: see `damping`.

    Raises:
        SingularFactorError: a factor with its damping is not positive.
    """
    size = factors.shape[-1]
    scale = factors.diagonal(dim1=-2, dim2=-1).mean(-1) if relative else torch.ones_like(factors[:, 0, 0])
    identity = torch.eye(size, dtype=factors.dtype, device=factors.device)
    symmetric = (factors + factors.transpose(-2, -1)) / 2
    lower, failed = torch.linalg.cholesky_ex(symmetric + damping * scale[:, None, None] * identity)
    if failed.any():
        raise SingularFactorError(failed.nonzero().flatten().tolist())
    return torch.cholesky_inverse(lower)


@dataclass(frozen=True)
class Inverses:
    """Inverse factors of one module: `a` and `g` (r, r) in the rank space, or (in, in) and (out, out) for `ambient`."""

    a: torch.Tensor
    g: torch.Tensor


def preconditioned(
    gradients: tuple[torch.Tensor, torch.Tensor], inverses: Inverses, mode: Mode
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return the gradients of A (r, in) and B (out, r) by the inverse factors of their module.

    `kfac`: Sigma_g for A and Sigma_a for B. `published`: the authors' placement, the other way round. `ambient`:
    E[x x'] and E[g g'] on the long sides, which only small models can hold.
    """
    of_a, of_b = gradients
    if mode == "kfac":
        return inverses.g @ of_a, of_b @ inverses.a
    if mode == "published":
        return inverses.a @ of_a, of_b @ inverses.g
    return of_a @ inverses.a, inverses.g @ of_b
