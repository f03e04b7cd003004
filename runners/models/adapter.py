"""LoRA adapters: attaching, saving and loading them without a silent gap between file and model."""

import json
from pathlib import Path
from typing import Any

import torch
from peft import LoraConfig, PeftModel, get_peft_model
from safetensors.torch import load_file, save_file
from transformers import PreTrainedModel

from runners.contract.failure import StageFailure

ADAPTER_WEIGHTS = "adapter_model.safetensors"
ADAPTER_CONFIG = "adapter_config.json"
ATTENTION = ["q_proj", "k_proj", "v_proj", "o_proj"]


def attach_adapter(model: PreTrainedModel, config: LoraConfig) -> PeftModel:
    """Put a fresh adapter beside the frozen weights.

    The adapter takes the precision of the model: under PEFT's default it would stay in fp32, and every layer would
    copy its input to and from it.
    """
    adapted: PeftModel = get_peft_model(model, config, autocast_adapter_dtype=False)
    # Over 4-bit layers PEFT makes fp32 adapters whatever is asked for.
    for parameter in adapted.parameters():
        if parameter.requires_grad:
            parameter.data = parameter.data.to(model.dtype)
    return adapted


def lora_config(rank: int, alpha: float, dropout: float, targets: str) -> LoraConfig:
    """Return PEFT's configuration for `all-linear` or `attention` targets."""
    return LoraConfig(
        r=rank,
        lora_alpha=alpha,
        lora_dropout=dropout,
        target_modules="all-linear" if targets == "all-linear" else ATTENTION,
        bias="none",
        task_type="CAUSAL_LM",
    )


def saved_key(parameter_name: str) -> str:
    """Return the key under which PEFT's format keeps a parameter of the adapter `default`."""
    return parameter_name.replace(".default.", ".")


def adapter_tensors(model: PeftModel) -> dict[str, torch.nn.Parameter]:
    """Return saved key -> parameter, for every tensor that belongs to the adapter."""
    return {saved_key(name): value for name, value in model.named_parameters() if ".lora_" in name}


def save_adapter(model: PeftModel, tensors: dict[str, torch.Tensor], base: str, folder: Path) -> None:
    """Write an adapter as PEFT reads it: `tensors` by saved key, and the configuration naming its base."""
    folder.mkdir(parents=True, exist_ok=True)
    save_file({key: value.detach().cpu().contiguous() for key, value in tensors.items()}, folder / ADAPTER_WEIGHTS)
    config: dict[str, Any] = model.peft_config["default"].to_dict()
    config["base_model_name_or_path"] = base
    config["inference_mode"] = True
    config["target_modules"] = sorted(config["target_modules"] or [])
    # Sets and enums of PEFT's own have no JSON form.
    (folder / ADAPTER_CONFIG).write_text(json.dumps(config, indent=2, sort_keys=True, default=str))


def load_adapter(model: PreTrainedModel, folder: Path, trainable: bool = False) -> PeftModel:
    """Attach the adapter in `folder` to `model`.

    Raises:
        StageFailure: the folder is incomplete, or file and model disagree about the tensors. PEFT only warns then
            and leaves the base model's behaviour in place.
    """
    for name in (ADAPTER_CONFIG, ADAPTER_WEIGHTS):
        if not (folder / name).is_file():
            raise StageFailure("config", f"The adapter has no {name}.", "Choose a complete adapter.", "model")
    config = LoraConfig.from_pretrained(str(folder))
    adapted = attach_adapter(model, config)
    expected, found = adapter_tensors(adapted), load_file(folder / ADAPTER_WEIGHTS)
    refuse_other_keys(set(expected), set(found))
    for key, parameter in expected.items():
        if parameter.shape != found[key].shape:
            raise StageFailure(
                "config",
                f"The adapter's {key} is {tuple(found[key].shape)}, the model wants {tuple(parameter.shape)}.",
                "Use the adapter with the base model that it was trained on.",
                "model",
            )
        parameter.data.copy_(found[key])
        parameter.requires_grad_(trainable)
    return adapted


def refuse_other_keys(expected: set[str], found: set[str]) -> None:
    """Raise StageFailure unless both sets of tensor names are the same."""
    missing, unexpected = sorted(expected - found), sorted(found - expected)
    if not missing and not unexpected:
        return
    parts = []
    if missing:
        parts.append(f"{len(missing)} of {len(expected)} tensors are missing from it (first: {missing[0]})")
    if unexpected:
        parts.append(f"{len(unexpected)} of its {len(found)} tensors have no place in it (first: {unexpected[0]})")
    raise StageFailure(
        "config",
        f"The adapter does not fit the model: {'; '.join(parts)}.",
        "Use the adapter with the base model that it was trained on.",
        "model",
    )
