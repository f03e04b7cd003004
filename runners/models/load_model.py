"""Loading a model and its tokenizer from a checked folder."""

from pathlib import Path
from typing import Any

import torch
from transformers import AutoConfig, AutoModelForCausalLM, AutoTokenizer, PreTrainedModel

from runners.contract.failure import StageFailure
from runners.models.adapter import load_adapter
from runners.models.model_folder import read_model_folder
from runners.models.nf4 import quantise_linears, require_nf4
from runners.models.random_model import draw_weights


def working_precision(device: torch.device) -> torch.dtype:
    """Return bf16 where the device computes in it, else fp32 (CPUs gain nothing from bf16 here)."""
    return torch.bfloat16 if device.type == "cuda" and torch.cuda.is_bf16_supported() else torch.float32


def require_device(name: str) -> torch.device:
    """Return the torch device of a launch.

    Raises:
        StageFailure: there is no such device on this machine.
    """
    device = torch.device(name)
    if device.type == "cuda" and (device.index or 0) >= torch.cuda.device_count():
        raise StageFailure(
            "machine", f"There is no device {name} here.", f"{torch.cuda.device_count()} CUDA devices are visible."
        )
    if device.type == "cuda":
        # Random state and memory statistics are those of the current device.
        torch.cuda.set_device(device)
    return device


def load_tokenizer(folder: Path) -> Any:
    """Return the tokenizer of a folder, with a padding token.

    Where none is given the end of text serves: padding is told apart by position, never by its id.
    """
    tokenizer = AutoTokenizer.from_pretrained(folder, local_files_only=True)
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token
    return tokenizer


def load_base_model(folder: Path, device: torch.device, nf4: bool = False, int8: bool = False) -> PreTrainedModel:
    """Return a causal language model in working precision on `device`, its weights frozen and in eval mode.

    Raises:
        StageFailure: the folder is incomplete, or quantised weights are asked for where they do not run.
    """
    described = read_model_folder(folder, "model")
    dtype = working_precision(device)
    quantised = nf4 or int8
    if quantised:
        require_nf4(str(device), "quantisation" if int8 else "method")
    # Quantising goes through the CPU, one layer after the other, unless the weights are drawn on the device anyway.
    landing = torch.device("cpu") if quantised and described.random_seed is None else device
    if described.random_seed is not None:
        config = AutoConfig.from_pretrained(folder, local_files_only=True)
        model = draw_weights(config, described.random_seed, landing, dtype)
    else:
        model = AutoModelForCausalLM.from_pretrained(folder, dtype=dtype, local_files_only=True, use_safetensors=True)
        model.to(landing)
    model.requires_grad_(False)
    if quantised:
        quantise_linears(model, device, dtype, bits=8 if int8 else 4)
    return model.eval()


def load_writer(folder: Path, adapter_folder: Path | None, device: torch.device, nf4: bool) -> Any:
    """Return a model that texts are written with: its adapter merged into plain weights, which is quicker.

    Raises:
        StageFailure: as `load_base_model`, and where the adapter does not fit.
    """
    model = load_base_model(folder, device, nf4)
    if adapter_folder is None:
        return model
    adapted = load_adapter(model, adapter_folder)
    return adapted.eval() if nf4 else adapted.merge_and_unload().eval()


def end_token_ids(model: PreTrainedModel, tokenizer: Any) -> list[int]:
    """Return every token that ends a text: those of the model's generation settings and the tokenizer's own."""
    configured = getattr(model.generation_config, "eos_token_id", None)
    listed = configured if isinstance(configured, list) else [configured]
    return sorted({token for token in [*listed, tokenizer.eos_token_id] if token is not None})
