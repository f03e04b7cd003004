"""A model of a known shape with random weights: on disk, or drawn again whenever it is loaded."""

import json
from pathlib import Path
from typing import Any

import torch
from transformers import AutoModelForCausalLM, LlamaConfig, PreTrainedModel

from runners.models.architectures import ARCHITECTURES, parameter_count
from runners.models.byte_tokenizer import byte_tokenizer
from runners.models.model_folder import RANDOM_WEIGHTS


def random_shape(architecture: str, layers: int | None = None) -> dict[str, Any]:
    """Return the configuration of a published shape, with another number of layers where given."""
    shape = dict(ARCHITECTURES[architecture])
    if layers is not None:
        shape["num_hidden_layers"] = layers
    return shape


def write_random_model(folder: Path, shape: dict[str, Any], seed: int, stored: bool) -> None:
    """Write configuration and byte tokenizer to `folder`, with weights (`stored`) or the seed that draws them."""
    tokenizer = byte_tokenizer()
    config = LlamaConfig(
        **shape,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        architectures=["LlamaForCausalLM"],
    )
    config.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    if stored:
        draw_weights(config, seed, torch.device("cpu"), torch.bfloat16).save_pretrained(folder)
        return
    marker = {"seed": seed, "parameters": parameter_count(shape), "dtype": "BF16"}
    (folder / RANDOM_WEIGHTS).write_text(json.dumps(marker))


def draw_weights(config: Any, seed: int, device: torch.device, dtype: torch.dtype) -> PreTrainedModel:
    """Return a model whose weights are drawn on `device`.

    The same seed gives the same weights on the same kind of device only. The caller's random state is left alone.
    """
    devices = [device] if device.type == "cuda" else []
    with torch.random.fork_rng(devices=devices), torch.device(device):
        torch.manual_seed(seed)
        model: PreTrainedModel = AutoModelForCausalLM.from_config(config, dtype=dtype)
    return model
