"""Four-bit weights (nf4, double quantisation) through bitsandbytes; CUDA only."""

from importlib.util import find_spec
from typing import Any

import torch
from torch import nn

from runners.contract.failure import StageFailure
from runners.models.int8 import int8_linear


def nf4_obstacle(device: str) -> tuple[str, str] | None:
    """Return why quantised weights cannot be used on `device` and what to do, or None where they can."""
    if not device.startswith("cuda"):
        return "4-bit and 8-bit weights need a CUDA device.", "Choose weights as they are, or a device with CUDA."
    if find_spec("bitsandbytes") is None:
        return "4-bit and 8-bit weights need the package bitsandbytes.", "Install it with `pip install bitsandbytes`."
    return None


def require_nf4(device: str, field: str) -> None:
    """Raise StageFailure where quantised weights cannot be used on `device`."""
    obstacle = nf4_obstacle(device)
    if obstacle:
        raise StageFailure("config", obstacle[0], obstacle[1], field)


def quantise_linears(model: nn.Module, device: torch.device, compute_dtype: torch.dtype, bits: int = 4) -> None:
    """Replace every linear layer of the decoder by its nf4 (or 8-bit) form on `device`, one after the other.

    The output layer and the embeddings keep their precision, as in QLoRA (Dettmers et al. 2023, arXiv 2305.14314).
    One layer at a time lies unquantised on the device, so that a model larger than its memory in bf16 fits.
    """
    output = model.get_output_embeddings()
    for parent in list(model.modules()):
        for name, child in list(parent.named_children()):
            if isinstance(child, nn.Linear) and child is not output:
                make = nf4_linear if bits == 4 else int8_linear
                setattr(parent, name, make(child, device, compute_dtype))
    model.to(device)
    # PEFT looks at these attributes to choose its layer.
    model.is_loaded_in_4bit = bits == 4
    model.is_loaded_in_8bit = bits == 8


def nf4_linear(linear: nn.Linear, device: torch.device, compute_dtype: torch.dtype) -> Any:
    """Return the nf4 form of one linear layer."""
    import bitsandbytes

    quantised = bitsandbytes.nn.Linear4bit(
        linear.in_features,
        linear.out_features,
        bias=linear.bias is not None,
        compute_dtype=compute_dtype,
        compress_statistics=True,
        quant_type="nf4",
        quant_storage=torch.uint8,
        device="meta",
    )
    quantised.weight = bitsandbytes.nn.Params4bit(
        linear.weight.data.to(compute_dtype),
        requires_grad=False,
        compress_statistics=True,
        quant_type="nf4",
        quant_storage=torch.uint8,
        module=quantised,
    ).to(device)
    if linear.bias is not None:
        quantised.bias = nn.Parameter(linear.bias.data.to(device, compute_dtype), requires_grad=False)
    return quantised
