"""Cross-entropy of completion tokens, without ever holding the logits of all of them."""

from typing import Any

import torch
import torch.nn.functional as F
from transformers import PreTrainedModel

from runners.training.batch import Batch

# Settings of a config that change logits after the output layer; there the model's own forward is used.
LOGIT_CHANGES = ("final_logit_softcapping", "logit_scale", "logits_scaling", "lm_head_multiplier")


class ChunkedCrossEntropy(torch.autograd.Function):
    """Sum of -log softmax(hidden @ weight.T)[target] over rows.

    The gradient with respect to `hidden` is computed chunk by chunk in the forward pass, (softmax - onehot) @ weight,
    so that only one chunk of logits exists at a time and none is computed twice.
    """

    @staticmethod
    def forward(ctx: Any, hidden: torch.Tensor, weight: torch.Tensor, targets: torch.Tensor, chunk: int) -> Any:
        """hidden (tokens, width), weight (vocabulary, width), targets (tokens): a float32 scalar."""
        total = hidden.new_zeros((), dtype=torch.float32)
        wants_hidden, wants_weight = ctx.needs_input_grad[0], ctx.needs_input_grad[1]
        hidden_gradient = torch.empty_like(hidden) if wants_hidden else None
        weight_gradient = torch.zeros_like(weight, dtype=torch.float32) if wants_weight else None
        for start in range(0, hidden.shape[0], chunk):
            rows, labels = hidden[start : start + chunk], targets[start : start + chunk]
            logits = (rows @ weight.t()).float()
            logsumexp = logits.logsumexp(-1, keepdim=True)
            total += (logsumexp - logits.gather(1, labels[:, None])).sum()
            if hidden_gradient is None and weight_gradient is None:
                continue
            gradient = logits.sub_(logsumexp).exp_()
            gradient[torch.arange(len(labels), device=labels.device), labels] -= 1
            gradient = gradient.to(hidden.dtype)
            if hidden_gradient is not None:
                hidden_gradient[start : start + chunk] = gradient @ weight
            if weight_gradient is not None:
                weight_gradient += gradient.t() @ rows
        ctx.save_for_backward(hidden_gradient, weight_gradient)
        ctx.weight_dtype = weight.dtype
        return total

    @staticmethod
    def backward(ctx: Any, *outputs: torch.Tensor) -> Any:
        """Scale the stored gradients by that of the sum."""
        (scale,) = outputs
        hidden, weight = ctx.saved_tensors
        hidden = None if hidden is None else hidden * scale.to(hidden.dtype)
        weight = None if weight is None else (weight * scale).to(ctx.weight_dtype)
        return hidden, weight, None, None


def completion_loss(model: PreTrainedModel, batch: Batch, chunk: int) -> torch.Tensor:
    """Return the summed cross-entropy of the batch's completion tokens, a float32 scalar.

    Args:
        model: a causal language model, without PEFT's wrapper.
        batch: on the model's device.
        chunk: tokens whose logits are held at a time; 0 for all at once.
    """
    segments = {} if batch.segments is None else {"segments": batch.segments, "longest": batch.longest}
    inputs = {
        "input_ids": batch.input_ids,
        "attention_mask": batch.attention_mask,
        "position_ids": batch.position_ids,
        "use_cache": False,
        **segments,
    }
    if chunk == 0 or not plain_output(model):
        logits = model(**inputs).logits.flatten(0, 1)[batch.predict].float()
        return F.cross_entropy(logits, batch.targets, reduction="sum")
    hidden = model.get_decoder()(**inputs).last_hidden_state.flatten(0, 1)[batch.predict]
    weight = model.get_output_embeddings().weight
    loss: torch.Tensor = ChunkedCrossEntropy.apply(hidden, weight, batch.targets, chunk)
    return loss


def plain_output(model: PreTrainedModel) -> bool:
    """Say whether logits are the output layer's product and nothing else."""
    output = model.get_output_embeddings()
    changed = any(getattr(model.config, name, None) not in (None, 1.0) for name in LOGIT_CHANGES)
    return type(output) is torch.nn.Linear and output.bias is None and not changed
