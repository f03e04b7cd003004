"""Attention over a flat row of several sequences, none of which sees another."""

import inspect
from itertools import pairwise
from typing import Any

import torch
import torch.nn.functional as F
from torch.nn.attention.varlen import varlen_attn
from transformers import PreTrainedModel
from transformers.modeling_utils import ALL_ATTENTION_FUNCTIONS

PACKED = "packed"
# Their attention is plain causal and passes what it does not know on to the attention function.
PACKABLE = ("llama", "mistral", "qwen2", "qwen3")

_parameters = inspect.signature(varlen_attn).parameters
# torch 2.10 took `is_causal`; later ones say the same by a window without a right side.
CAUSAL: dict[str, Any] = {"window_size": (-1, 0)} if "window_size" in _parameters else {"is_causal": True}
if "enable_gqa" in _parameters:
    CAUSAL["enable_gqa"] = True


def use_packed_attention(model: PreTrainedModel) -> None:
    """Make a model attend within segments; its forward then wants `segments` and `longest`."""
    ALL_ATTENTION_FUNCTIONS.register(PACKED, packed_attention)
    model.config._attn_implementation = PACKED


def packed_attention(
    _module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    _attention_mask: torch.Tensor | None,
    scaling: float | None = None,
    segments: torch.Tensor | None = None,
    longest: int = 0,
    **_ignored: Any,
) -> tuple[torch.Tensor, None]:
    """Attend within each segment.

    Args:
        query: (1, heads, tokens, head size).
        key: (1, key heads, tokens, head size), as is `value`.
        segments: borders of the sequences, int32 (sequences + 1).
        longest: no sequence is longer. Rows behind it would be left unwritten.

    Returns:
        (1, tokens, heads, head size).
    """
    if segments is None:
        raise ValueError("packed attention needs the borders of the segments")
    if query.is_cuda and query.dtype in (torch.bfloat16, torch.float16):
        flat = (tensor[0].transpose(0, 1).contiguous() for tensor in (query, key, value))
        return varlen_attn(*flat, segments, segments, longest, longest, scale=scaling, **CAUSAL).unsqueeze(0), None
    return segment_by_segment(query, key, value, segments.tolist(), scaling), None


def segment_by_segment(
    query: torch.Tensor, key: torch.Tensor, value: torch.Tensor, borders: list[int], scaling: float | None
) -> torch.Tensor:
    """The same where no kernel for segments exists, such as on a CPU; shapes as in `packed_attention`."""
    repeats = query.shape[1] // key.shape[1]
    outputs = []
    for start, end in pairwise(borders):
        q, k, v = (tensor[:, :, start:end] for tensor in (query, key, value))
        k, v = k.repeat_interleave(repeats, 1), v.repeat_interleave(repeats, 1)
        outputs.append(F.scaled_dot_product_attention(q, k, v, is_causal=True, scale=scaling))
    return torch.cat(outputs, dim=2).transpose(1, 2)
