"""Rank-space K-FAC against the exact Fisher matrix, its gauges, and its modes told apart."""

import pytest
import torch

from runners.grit.factors import Factors, rank_signals
from runners.grit.precondition import Inverses, Mode, SingularFactorError, damped_inverse, preconditioned
from runners.grit.reproject import compressed, effective_rank, kept_by_energy, leading, reproject

IN, OUT, RANK, ROWS = 12, 10, 4, 400


class Toy:
    """softmax(W x + B A x) on random data whose labels the model itself draws, in float64."""

    def __init__(self, seed: int) -> None:
        torch.manual_seed(seed)
        spread = torch.linspace(0.3, 2.0, IN, dtype=torch.float64)
        self.x = torch.randn(ROWS, IN, dtype=torch.float64) * spread
        self.a = torch.randn(RANK, IN, dtype=torch.float64) * torch.tensor([[2.0], [1.0], [0.5], [0.25]])
        self.b = torch.randn(OUT, RANK, dtype=torch.float64) * torch.tensor([0.3, 0.6, 1.2, 2.4]) / 3
        self.w = torch.randn(OUT, IN, dtype=torch.float64) / 3
        chances = torch.softmax(self.x @ (self.w + self.b @ self.a).t(), -1)
        drawn = torch.multinomial(chances, 1)[:, 0]
        self.g = chances - torch.nn.functional.one_hot(drawn, OUT)
        target = torch.randint(OUT, (ROWS,))
        self.toward = chances - torch.nn.functional.one_hot(target, OUT)

    def signals(self) -> tuple[torch.Tensor, torch.Tensor]:
        return self.x @ self.a.t(), self.g @ self.b

    def factors(self) -> tuple[torch.Tensor, torch.Tensor]:
        a, g = self.signals()
        return a.t() @ a / ROWS, g.t() @ g / ROWS

    def gradients(self) -> tuple[torch.Tensor, torch.Tensor]:
        """Of the mean loss on targets that the model did not draw."""
        return (self.toward @ self.b).t() @ self.x / ROWS, self.toward.t() @ (self.x @ self.a.t()) / ROWS

    def natural(self, damping: float) -> tuple[torch.Tensor, torch.Tensor]:
        """(Fisher block + damping I) inverted densely, from per-row gradients."""
        a, g = self.signals()
        found = []
        for rows, gradient in (
            (torch.einsum("ni,nj->nij", g, self.x), self.gradients()[0]),
            (torch.einsum("ni,nj->nij", self.g, a), self.gradients()[1]),
        ):
            flat = rows.flatten(1)
            fisher = flat.t() @ flat / ROWS
            eye = torch.eye(len(fisher), dtype=torch.float64)
            found.append(torch.linalg.solve(fisher + damping * eye, gradient.flatten()).view_as(gradient))
        return found[0], found[1]

    def step(self, mode: Mode, damping: float) -> tuple[torch.Tensor, torch.Tensor]:
        of_a, of_g = (damped_inverse(factor[None], damping)[0] for factor in self.factors())
        return preconditioned(self.gradients(), Inverses(of_a, of_g), mode)

    def moved(self, mode: Mode | None, damping: float) -> torch.Tensor:
        """The first-order change of B A."""
        of_a, of_b = self.step(mode, damping) if mode else self.gradients()
        return of_b @ self.a + self.b @ of_a

    def rotated(self, basis: torch.Tensor) -> "Toy":
        """The same model in another basis of its rank space."""
        other = Toy.__new__(Toy)
        vars(other).update(vars(self))
        other.a, other.b = basis @ self.a, self.b @ torch.linalg.inv(basis)
        return other


def cosine(one: torch.Tensor, other: torch.Tensor) -> float:
    return float((one * other).sum() / (one.norm() * other.norm()))


def test_on_forty_models_the_sides_of_kfac_come_nearest_to_the_natural_gradient() -> None:
    found: dict[str, list[list[float]]] = {"plain": [], "kfac": [], "published": []}
    for seed in range(40):
        toy = Toy(seed)
        exact = toy.natural(1e-3)
        for name, given in (
            ("plain", toy.gradients()),
            ("kfac", toy.step("kfac", 1e-3)),
            ("published", toy.step("published", 1e-3)),
        ):
            found[name].append([cosine(one, other) for one, other in zip(given, exact, strict=True)])
    mean = {name: torch.tensor(rows).mean(0) for name, rows in found.items()}
    assert (mean["kfac"] > mean["plain"]).all()
    assert (mean["plain"] > 0).all()
    assert (mean["published"] < mean["plain"]).all()


def test_without_damping_only_kfac_moves_the_product_alike_in_every_basis() -> None:
    toy = Toy(1)
    torch.manual_seed(2)
    basis = torch.eye(RANK, dtype=torch.float64) * 10 + torch.randn(RANK, RANK, dtype=torch.float64)
    other = toy.rotated(basis)

    def apart(mode: Mode | None) -> float:
        before = toy.moved(mode, 0.0)
        return float((other.moved(mode, 0.0) - before).norm() / before.norm())

    assert apart("kfac") < 1e-10
    assert apart(None) > 1
    assert apart("published") > apart(None)


@pytest.mark.parametrize("mode", ["kfac", "published"])
@pytest.mark.parametrize("damping", [0.0, 1e-2, 10.0])
def test_an_orthogonal_change_of_basis_changes_no_step(mode: Mode, damping: float) -> None:
    toy = Toy(3)
    basis, _ = torch.linalg.qr(torch.randn(RANK, RANK, dtype=torch.float64))
    assert torch.allclose(toy.rotated(basis).moved(mode, damping), toy.moved(mode, damping), rtol=1e-9, atol=1e-12)


def test_much_damping_leaves_the_direction_and_equal_factors_only_scale() -> None:
    toy = Toy(4)
    for one, other in zip(toy.step("kfac", 1e9), toy.gradients(), strict=True):
        assert cosine(one, other) > 1 - 1e-9
    eye = torch.eye(RANK, dtype=torch.float64)
    inverse = damped_inverse(eye[None], 1.0)[0]
    for one, other in zip(
        preconditioned(toy.gradients(), Inverses(inverse, inverse), "published"), toy.gradients(), strict=True
    ):
        assert torch.allclose(one, other / 2)


def test_ambient_inverts_the_long_sides() -> None:
    toy = Toy(5)
    long_in, long_out = toy.x.t() @ toy.x / ROWS, toy.g.t() @ toy.g / ROWS
    inverses = Inverses(damped_inverse(long_in[None], 0.1)[0], damped_inverse(long_out[None], 0.1)[0])
    of_a, of_b = preconditioned(toy.gradients(), inverses, "ambient")
    eye = torch.eye(IN, dtype=torch.float64)
    assert torch.allclose(of_a @ (long_in + 0.1 * eye), toy.gradients()[0])
    assert torch.allclose((long_out + 0.1 * torch.eye(OUT, dtype=torch.float64)) @ of_b, toy.gradients()[1])


def test_signals_are_scaled_before_they_are_squared() -> None:
    toy = Toy(6)
    a, g = rank_signals(toy.x, toy.g / ROWS, toy.a, toy.b, weight=ROWS)
    assert torch.allclose(a.double(), toy.signals()[0], atol=1e-4)
    assert torch.allclose(g.double(), toy.signals()[1], atol=1e-4)


def test_averages_weigh_tokens_alike_or_forget() -> None:
    torch.manual_seed(0)
    first, second = torch.randn(30, RANK), torch.randn(10, RANK)
    both = torch.cat([first, second])
    cumulative, ema = Factors.empty(2, RANK, "cumulative"), Factors.empty(2, RANK, "ema", 0.5)
    for factors in (cumulative, ema):
        for rows in (first, torch.zeros(0, RANK), second):
            factors.add(1, rows)
        assert not factors.value[0].any()
        assert (factors.tokens.tolist(), factors.updates.tolist()) == ([0, 40], [0, 2])
    assert torch.allclose(cumulative.value[1], both.t() @ both / 40, atol=1e-6)
    # Weights .25 and .5, over their sum.
    assert torch.allclose(ema.value[1], (first.t() @ first / 30) / 3 + (second.t() @ second / 10) * 2 / 3, atol=1e-6)


def test_a_rotated_factor_is_that_of_rotated_signals() -> None:
    torch.manual_seed(0)
    rows = torch.randn(50, RANK)
    basis, _ = torch.linalg.qr(torch.randn(RANK, RANK))
    one, other = Factors.empty(1, RANK), Factors.empty(1, RANK)
    one.add(0, rows)
    one.rotate(0, basis)
    other.add(0, rows @ basis.t())
    assert torch.allclose(one.value, other.value, atol=1e-5)


def test_damping_may_follow_the_scale_and_a_singular_factor_is_named() -> None:
    factors = torch.stack([torch.diag(torch.tensor([3.0, 1.0])), torch.diag(torch.tensor([1.0, 0.0]))])
    expected = torch.diag_embed(torch.tensor([[1 / 4, 1 / 2], [1 / 1.25, 1 / 0.25]]))
    assert torch.allclose(damped_inverse(factors, 0.5, relative=True), expected)
    with pytest.raises(SingularFactorError) as error:
        damped_inverse(factors, 0.0)
    assert error.value.modules == [1]


@pytest.mark.parametrize(
    ("spectrum", "rank", "at_ninety", "at_ninety_nine"),
    [([4, 2, 1, 1], 3.363586, 4, 4), ([1, 1, 1, 1], 4.0, 4, 4), ([10, 0.1, 0.1, 0.1], 1.177849, 1, 3)],
)
def test_effective_rank_and_energy(spectrum: list[float], rank: float, at_ninety: int, at_ninety_nine: int) -> None:
    values = torch.tensor(spectrum, dtype=torch.float64)
    assert effective_rank(values) == pytest.approx(rank, abs=1e-6)
    assert kept_by_energy(values, 0.9) == at_ninety
    assert kept_by_energy(values, 0.99) == at_ninety_nine
    assert kept_by_energy(values, 0.1, least=2) == 2


def test_reprojection_is_a_projection_on_one_side_and_compresses_without_a_difference() -> None:
    toy = Toy(7)
    of_a, of_g = toy.factors()
    one, other = leading(of_a, 2), leading(of_g, 2)
    once = reproject(toy.a, toy.b, one)
    twice = reproject(once.a_matrix, once.b_matrix, one)
    assert torch.allclose(twice.a_matrix, once.a_matrix)
    assert twice.change_of_product < 1e-12 < once.change_of_product
    assert torch.allclose(once.b_matrix @ once.a_matrix, toy.b @ one @ one.t() @ toy.a)
    for sides in ((one,), (one, other)):
        done, (a_small, b_small) = reproject(toy.a, toy.b, *sides), compressed(toy.a, toy.b, *sides)
        assert (a_small.shape, b_small.shape) == ((2, IN), (OUT, 2))
        assert torch.allclose(b_small @ a_small, done.b_matrix @ done.a_matrix, atol=1e-12)
    whole = reproject(toy.a, toy.b, leading(of_a, RANK), leading(of_g, RANK))
    assert max(whole.removed_of_a, whole.removed_of_b, whole.change_of_product) < 1e-12
