"""Log-probabilities of completions, without ever holding the logits of all their tokens."""

from typing import Any

import torch
from transformers import PreTrainedModel

from runners.preferences.pair_batch import PairBatch
from runners.training.completion_loss import plain_output


def picked(logits: torch.Tensor, labels: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
    """Return log softmax(logits)[labels] and the log of the sum of exponentials, float32 (tokens)."""
    exact = logits.float()
    total = exact.logsumexp(-1)
    return exact.gather(1, labels[:, None])[:, 0] - total, total


def spread(logits: torch.Tensor, total: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Return onehot(labels) - softmax(logits), in the precision of the logits."""
    places = torch.arange(logits.shape[1], device=logits.device)
    hit = places[None] == labels[:, None]
    return (hit.float() - torch.exp(logits.float() - total[:, None])).to(logits.dtype)


# A pass over the logits for each step less. Nothing is compiled before the first call.
COMPILED = torch.compile(picked, dynamic=True), torch.compile(spread, dynamic=True)


class ChunkedLogProbabilities(torch.autograd.Function):
    """log softmax(hidden @ weight.T)[target] of each row.

    Its gradient with respect to a row is a scalar from behind times weight[target] - softmax @ weight. That vector is
    computed in the forward pass, chunk by chunk, so that no logits are kept and none are computed twice, although
    the scalar is only known once every log-probability is.
    """

    @staticmethod
    def forward(
        ctx: Any, hidden: torch.Tensor, weight: torch.Tensor, targets: torch.Tensor, chunk: int, compiled: bool
    ) -> Any:
        """hidden (tokens, width), weight (vocabulary, width), targets (tokens): float32 (tokens)."""
        pick, turn = COMPILED if compiled else (picked, spread)
        wanted = ctx.needs_input_grad[0]
        direction = torch.empty_like(hidden) if wanted else None
        found = []
        for start in range(0, hidden.shape[0], chunk):
            rows, labels = hidden[start : start + chunk], targets[start : start + chunk]
            logits = rows @ weight.t()
            one, total = pick(logits, labels)
            found.append(one)
            if direction is not None:
                direction[start : start + chunk] = turn(logits, total, labels) @ weight
        ctx.save_for_backward(direction)
        return torch.cat(found)

    @staticmethod
    def backward(ctx: Any, *outputs: torch.Tensor) -> Any:
        """Scale each row's direction."""
        (gradient,) = outputs
        (direction,) = ctx.saved_tensors
        return direction * gradient[:, None].to(direction.dtype), None, None, None, None


def pair_logps(
    model: PreTrainedModel, batch: PairBatch, chunk: int, compiled: bool = False
) -> tuple[torch.Tensor, torch.Tensor]:
    """Return summed log-probabilities (pairs, 2), chosen and rejected, and mean logits alike, both float32.

    Args:
        model: a causal language model, without PEFT's wrapper, whose output layer is not trained.
        batch: on the model's device.
        chunk: tokens whose logits are held at a time.
        compiled: by compiled kernels, which want a GPU and a C compiler.
    """
    inputs: dict[str, Any] = {
        "input_ids": batch.input_ids,
        "attention_mask": batch.attention_mask,
        "position_ids": batch.position_ids,
        "use_cache": False,
    }
    if batch.attention is not None:
        inputs["pairs"] = batch.attention
    if plain_output(model):
        hidden = model.get_decoder()(**inputs).last_hidden_state.flatten(0, 1)[batch.predict]
        weight = model.get_output_embeddings().weight
        each = ChunkedLogProbabilities.apply(hidden, weight, batch.targets, chunk, compiled)
        with torch.no_grad():
            # The mean over the vocabulary of hidden @ weight.T is hidden @ mean(weight).
            logits = hidden.float() @ weight.mean(0, dtype=torch.float32)
    else:
        whole = model(**inputs).logits.flatten(0, 1)[batch.predict].float()
        each = whole.log_softmax(-1).gather(1, batch.targets[:, None])[:, 0]
        logits = whole.detach().mean(-1)
    return sums(each, batch.lengths), sums(logits, batch.lengths) / batch.lengths.view(-1, 2)


def sums(values: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
    """Return the sum of each stretch of `values`, (pairs, 2); the same bits every time, as no addition is atomic."""
    return torch.segment_reduce(values, "sum", lengths=lengths).view(-1, 2)
