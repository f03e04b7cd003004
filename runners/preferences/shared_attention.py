"""Attention over a flat row of pairs in which each prompt stands once and both completions see it."""

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import torch
import torch.nn.functional as F
from torch.nn.attention.varlen import varlen_attn
from transformers import PreTrainedModel
from transformers.modeling_utils import ALL_ATTENTION_FUNCTIONS

from runners.training.packed_attention import CAUSAL

SHARED = "shared-prompt"


def use_shared_attention(model: PreTrainedModel) -> None:
    """Make a model attend to shared prompts; its forward then wants what `PairBatch.attention` holds."""
    ALL_ATTENTION_FUNCTIONS.register(SHARED, shared_attention)
    model.config._attn_implementation = SHARED


class GatherRows(torch.autograd.Function):
    """rows[order], where each row is taken once or twice.

    The backward pass is two gathers, so that it needs no atomic additions and gives the same bits every time.
    """

    @staticmethod
    def forward(ctx: Any, rows: torch.Tensor, order: torch.Tensor, first: torch.Tensor, second: torch.Tensor) -> Any:
        """Rows (tokens, heads, size) -> (taken, heads, size).

        `first` says where each row was put first, `second` where a second time, -1 for nowhere.
        """
        ctx.save_for_backward(first, second)
        return rows.index_select(0, order)

    @staticmethod
    def backward(ctx: Any, *outputs: torch.Tensor) -> Any:
        """Add what came back from both places."""
        (gradient,) = outputs
        first, second = ctx.saved_tensors
        again = gradient.index_select(0, second.clamp(min=0)) * (second >= 0).to(gradient.dtype)[:, None, None]
        return gradient.index_select(0, first) + again, None, None, None


def shared_attention(
    _module: torch.nn.Module,
    query: torch.Tensor,
    key: torch.Tensor,
    value: torch.Tensor,
    _attention_mask: torch.Tensor | None,
    scaling: float | None = None,
    pairs: Mapping[str, Any] | None = None,
    **_ignored: Any,
) -> tuple[torch.Tensor, None]:
    """Attend within each sequence, keys of a prompt taken twice.

    Args:
        query: (1, heads, tokens, head size).
        key: (1, key heads, tokens, head size), as is `value`.
        pairs: see `PairBatch.attention`.

    Returns:
        (1, tokens, heads, head size).
    """
    if pairs is None:
        raise ValueError("attention over shared prompts needs the borders of the pairs")
    q, k, v = (tensor[0].transpose(0, 1).contiguous() for tensor in (query, key, value))
    k, v = (GatherRows.apply(rows, pairs["order"], pairs["first"], pairs["second"]) for rows in (k, v))
    if query.is_cuda and query.dtype in (torch.bfloat16, torch.float16):
        borders = (pairs["queries"], pairs["keys"], pairs["longest"], pairs["longest"])
        return varlen_attn(q, k, v, *borders, scale=scaling, **CAUSAL).unsqueeze(0), None
    return sequence_by_sequence(q, k, v, pairs["queries"].tolist(), pairs["keys"].tolist(), scaling), None


def sequence_by_sequence(
    q: torch.Tensor, k: torch.Tensor, v: torch.Tensor, queries: list[int], keys: list[int], scaling: float | None
) -> torch.Tensor:
    """The same where no kernel for sequences exists, such as on a CPU; q, k, v are (tokens, heads, head size).

    A sequence's last query is its last key, so the mask is causal from the bottom right.
    """
    repeats = q.shape[1] // k.shape[1]
    outputs = []
    for (start, end), (first, last) in zip(pairwise(queries), pairwise(keys), strict=True):
        if start == end:
            continue
        rows, columns = end - start, last - first
        mask = torch.ones(rows, columns, dtype=torch.bool, device=q.device).tril(columns - rows)
        one = q[start:end].transpose(0, 1)
        keys_of, values_of = (side[first:last].transpose(0, 1).repeat_interleave(repeats, 0) for side in (k, v))
        outputs.append(F.scaled_dot_product_attention(one, keys_of, values_of, attn_mask=mask, scale=scaling))
    return torch.cat(outputs, dim=1).transpose(0, 1).unsqueeze(0)
