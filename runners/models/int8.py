"""Eight-bit weights (LLM.int8, Dettmers et al. 2022, arXiv 2208.07339) through bitsandbytes; CUDA only."""

from typing import Any

import torch
from torch import nn


def int8_linear(linear: nn.Linear, device: torch.device, compute_dtype: torch.dtype) -> Any:
    """Return the 8-bit form of one linear layer; columns of outliers are computed in fp16."""
    import bitsandbytes

    quantised = bitsandbytes.nn.Linear8bitLt(
        linear.in_features,
        linear.out_features,
        bias=linear.bias is not None,
        has_fp16_weights=False,
        threshold=6.0,
        device="meta",
    )
    quantised.weight = bitsandbytes.nn.Int8Params(
        linear.weight.data.to(torch.float16).cpu(), requires_grad=False, has_fp16_weights=False
    ).to(device)
    if linear.bias is not None:
        quantised.bias = nn.Parameter(linear.bias.data.to(device, compute_dtype), requires_grad=False)
    return quantised
