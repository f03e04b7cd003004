"""The model that a training method trains, and how its weights are kept."""

import json
from dataclasses import dataclass
from pathlib import Path

import torch
from peft import PeftModel
from safetensors.torch import load_file, save_file
from transformers import PreTrainedModel

from runners.models.adapter import ADAPTER_WEIGHTS, adapter_tensors, attach_adapter, load_adapter, save_adapter
from runners.models.adapter import lora_config as make_lora_config

FULL_WEIGHTS = "model.safetensors"


@dataclass(frozen=True)
class TrainedModel:
    """A model ready to be trained.

    `model` is without PEFT's wrapper and has the adapter's layers inside; `adapter` is the wrapper, None in full
    training. `parameters` are the trained ones, by the key they are saved under.
    """

    model: PreTrainedModel
    adapter: PeftModel | None
    parameters: dict[str, torch.nn.Parameter]
    base: str

    @property
    def weights_file(self) -> str:
        """Name of the file that holds the trained weights in a checkpoint."""
        return FULL_WEIGHTS if self.adapter is None else ADAPTER_WEIGHTS

    def save(self, tensors: dict[str, torch.Tensor], folder: Path) -> None:
        """Write trained weights so that `folder` is an adapter as PEFT reads it, or a model's weights."""
        if self.adapter is not None:
            save_adapter(self.adapter, tensors, self.base, folder)
            return
        save_file({key: value.detach().cpu().contiguous() for key, value in tensors.items()}, folder / FULL_WEIGHTS)
        (folder / "config.json").write_text(json.dumps(self.model.config.to_dict(), indent=2, default=str))

    def read(self, folder: Path) -> dict[str, torch.Tensor]:
        """Return the trained weights of a checkpoint."""
        return load_file(folder / self.weights_file)


def train_adapter(
    model: PreTrainedModel, base: str, rank: int, alpha: float, dropout: float, targets: str
) -> TrainedModel:
    """Return `model` with a fresh adapter; its initial values come from torch's random state."""
    adapter = attach_adapter(model, make_lora_config(rank, alpha, dropout, targets))
    return TrainedModel(adapter.get_base_model(), adapter, adapter_tensors(adapter), base)


def train_adapter_further(model: PreTrainedModel, base: str, folder: Path) -> TrainedModel:
    """Return `model` with the adapter in `folder`, to be trained on."""
    adapter = load_adapter(model, folder, trainable=True)
    return TrainedModel(adapter.get_base_model(), adapter, adapter_tensors(adapter), base)


def train_everything(model: PreTrainedModel, base: str) -> TrainedModel:
    """Return `model` with every weight trained."""
    model.requires_grad_(True)
    return TrainedModel(model, None, dict(model.named_parameters()), base)
