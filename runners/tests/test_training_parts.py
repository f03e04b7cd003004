"""The parts of training that can be checked by hand."""

from pathlib import Path

import pytest
import torch

from runners.contract.failure import StageFailure
from runners.models.nf4 import nf4_obstacle, require_nf4
from runners.training.checkpoint_store import CheckpointStore, steps_to_keep
from runners.training.data_order import DataOrder, best_fit, split_by_length
from runners.training.learning_rate import learning_rate
from runners.training.master_weights import MasterAdamW

ON_GPU = pytest.mark.skipif(not torch.cuda.is_available(), reason="needs CUDA")


@pytest.mark.parametrize(
    ("steps", "best", "kept"),
    [
        ([5, 10, 15, 20], 5, [5, 15, 20]),
        ([5, 10, 15, 20], 15, [15, 20]),
        ([5, 10, 15, 20], None, [15, 20]),
        ([5], 5, [5]),
        ([], None, []),
        ([10, 20], 5, [10, 20]),
    ],
)
def test_the_last_two_and_the_best_are_kept(steps: list[int], best: int | None, kept: list[int]) -> None:
    assert steps_to_keep(steps, best) == kept


def test_a_checkpoint_is_there_whole_or_not_at_all(tmp_path: Path) -> None:
    store = CheckpointStore(tmp_path)
    store.write(1, lambda folder: (folder / "a").write_text("one") and None)

    def broken(folder: Path) -> None:
        (folder / "a").write_text("half")
        raise OSError(28, "No space left on device")

    with pytest.raises(StageFailure, match="disk is full") as failure:
        store.write(2, broken)
    assert failure.value.fault == "machine"
    assert store.steps() == [1]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["step-00000001"]


def test_resuming_drops_what_lies_behind(tmp_path: Path) -> None:
    store = CheckpointStore(tmp_path)
    for step in (2, 4, 6):
        store.write(step, lambda folder: (folder / "a").write_text("x") and None)
    (tmp_path / ".building-00000008").mkdir()
    store.discard_after(4)
    assert store.steps() == [2, 4]
    assert not list(tmp_path.glob(".building-*"))
    store.discard_after(None)
    assert store.steps() == []


def test_every_example_comes_once_an_epoch_and_epochs_differ() -> None:
    order = DataOrder([1] * 10, seed=3)
    stream = [row for step in range(8) for row in order.step_rows(step, 4)]
    first, second = stream[:10], stream[10:20]
    assert sorted(first) == sorted(second) == [(index,) for index in range(10)]
    assert first != second


def test_a_step_is_the_same_without_those_before_it() -> None:
    lengths = [5 + index % 7 for index in range(23)]
    straight = DataOrder(lengths, seed=3, row_tokens=20)
    steps = [straight.step_rows(step, 3) for step in range(20)]
    assert DataOrder(lengths, seed=3, row_tokens=20).step_rows(17, 3) == steps[17]
    assert DataOrder(lengths, seed=4, row_tokens=20).step_rows(17, 3) != steps[17]


def test_packing_fills_rows_without_overflow() -> None:
    lengths = [7, 3, 5, 5, 2, 8]
    bins = best_fit(lengths, 10)
    assert sorted(index for chosen in bins for index in chosen) == list(range(6))
    assert all(sum(lengths[index] for index in chosen) <= 10 for chosen in bins)
    assert len(bins) == 3


def test_rows_of_like_length_share_a_pass() -> None:
    assert split_by_length([(0,), (1,), (2,), (3,)], [1, 9, 2, 8], 2) == [[(1,), (3,)], [(2,), (0,)]]


@pytest.mark.parametrize(
    ("schedule", "rates"),
    [
        ("constant", [0.5, 1, 1, 1, 1, 1, 1, 1, 1, 1]),
        ("linear", [0.5, 1, 1, 0.875, 0.75, 0.625, 0.5, 0.375, 0.25, 0.125]),
        ("cosine", [0.5, 1, 1, 0.96194, 0.85355, 0.69134, 0.5, 0.30866, 0.14645, 0.03806]),
    ],
)
def test_learning_rate_by_hand(schedule: str, rates: list[float]) -> None:
    given = [learning_rate(step, 10, 1.0, schedule, 0.2) for step in range(10)]
    assert given == pytest.approx(rates, abs=1e-5)


def test_small_steps_are_not_lost_in_bf16() -> None:
    parameter = torch.nn.Parameter(torch.ones(4, dtype=torch.bfloat16))
    optimizer = MasterAdamW({"w": parameter}, weight_decay=0.0)
    for _ in range(10):
        parameter.grad = torch.ones_like(parameter)
        optimizer.step(learning_rate=1e-3, max_gradient_norm=0.0)
    assert optimizer.masters["w"].tolist() == pytest.approx([0.99] * 4, abs=1e-5)
    assert parameter.tolist() == pytest.approx([0.99] * 4, abs=4e-3)


def test_clipping_scales_to_the_norm_and_tells_the_norm_before() -> None:
    parameter = torch.nn.Parameter(torch.zeros(2))
    optimizer = MasterAdamW({"w": parameter}, weight_decay=0.0)
    parameter.grad = torch.tensor([3.0, 4.0])
    assert optimizer.step(0.0, 1.0) == pytest.approx(5.0)


@pytest.mark.parametrize("device", ["cpu", pytest.param("cuda:0", marks=ON_GPU)])
def test_a_step_that_nobody_wants_leaves_the_weights_as_they_are(device: str) -> None:
    found = []
    for refused_first in (False, True):
        parameter = torch.nn.Parameter(torch.ones(4, device=device, dtype=torch.bfloat16))
        optimizer = MasterAdamW({"w": parameter}, weight_decay=0.1)
        if refused_first:
            parameter.grad = torch.full_like(parameter, float("nan"))
            optimizer.start_step(1e-2, 1.0, torch.tensor(False, device=device))
            assert parameter.grad is None
            assert parameter.tolist() == [1.0] * 4
        parameter.grad = torch.full_like(parameter, 2.0)
        norm = optimizer.start_step(1e-2, 1.0, torch.tensor(True, device=device))
        assert float(norm) == pytest.approx(4.0)
        found.append(optimizer.masters["w"].tolist())
    assert found[0] == found[1] != [1.0] * 4


def test_four_bit_weights_are_refused_without_cuda() -> None:
    assert nf4_obstacle("cpu") is not None
    with pytest.raises(StageFailure, match="CUDA") as failure:
        require_nf4("cpu", "method")
    assert failure.value.field == "method"
    assert failure.value.remedy
