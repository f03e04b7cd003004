"""Adapters are loaded whole or refused."""

from pathlib import Path

import pytest
import torch
from safetensors.torch import load_file, save_file

from runners.contract.failure import StageFailure
from runners.models.adapter import (
    ADAPTER_WEIGHTS,
    adapter_tensors,
    attach_adapter,
    load_adapter,
    lora_config,
    save_adapter,
)
from runners.models.load_model import load_base_model
from runners.tests.attempts import tiny_model

CPU = torch.device("cpu")


@pytest.fixture
def saved(tmp_path: Path) -> tuple[Path, Path, torch.Tensor]:
    """Folders of a model and of an adapter that changes its output, and that output."""
    model, adapter = tiny_model(tmp_path / "model"), tmp_path / "adapter"
    torch.manual_seed(0)
    adapted = attach_adapter(load_base_model(model, CPU), lora_config(4, 8.0, 0.0, "all-linear"))
    tensors = adapter_tensors(adapted)
    for value in tensors.values():
        value.data.normal_(0, 0.1)
    save_adapter(adapted, {key: value.data for key, value in tensors.items()}, "base", adapter)
    return model, adapter, logits(adapted.eval())


def logits(model: torch.nn.Module) -> torch.Tensor:
    with torch.no_grad():
        return model(input_ids=torch.tensor([[5, 6, 7, 8]])).logits


def change(adapter: Path, edit: dict[str, torch.Tensor | None]) -> None:
    tensors = load_file(adapter / ADAPTER_WEIGHTS)
    for key, value in edit.items():
        tensors.pop(key, None)
        if value is not None:
            tensors[key] = value
    save_file(tensors, adapter / ADAPTER_WEIGHTS)


def first_key(adapter: Path) -> str:
    return min(load_file(adapter / ADAPTER_WEIGHTS))


def test_comes_back_as_it_was_saved(saved: tuple[Path, Path, torch.Tensor]) -> None:
    model, adapter, expected = saved
    base = load_base_model(model, CPU)
    plain = logits(base)
    adapted = load_adapter(base, adapter)
    assert torch.equal(logits(adapted.eval()), expected)
    assert not torch.allclose(plain, expected)
    assert torch.allclose(logits(adapted.merge_and_unload().eval()), expected, atol=1e-5)


def test_a_missing_tensor_is_refused(saved: tuple[Path, Path, torch.Tensor]) -> None:
    model, adapter, _ = saved
    change(adapter, {first_key(adapter): None})
    with pytest.raises(StageFailure, match="1 of 28 tensors are missing from it"):
        load_adapter(load_base_model(model, CPU), adapter)


def test_an_unexpected_tensor_is_refused(saved: tuple[Path, Path, torch.Tensor]) -> None:
    model, adapter, _ = saved
    change(adapter, {"base_model.model.extra.lora_A.weight": torch.zeros(2, 2)})
    with pytest.raises(StageFailure, match="1 of its 29 tensors have no place in it"):
        load_adapter(load_base_model(model, CPU), adapter)


def test_another_shape_is_refused(saved: tuple[Path, Path, torch.Tensor]) -> None:
    model, adapter, _ = saved
    change(adapter, {first_key(adapter): torch.zeros(1, 1)})
    with pytest.raises(StageFailure, match=r"is \(1, 1\), the model wants"):
        load_adapter(load_base_model(model, CPU), adapter)


def test_an_incomplete_folder_is_refused(saved: tuple[Path, Path, torch.Tensor]) -> None:
    model, adapter, _ = saved
    (adapter / ADAPTER_WEIGHTS).unlink()
    with pytest.raises(StageFailure, match=f"no {ADAPTER_WEIGHTS}"):
        load_adapter(load_base_model(model, CPU), adapter)
