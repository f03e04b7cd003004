"""One optimizer step's gradient, and the loss on held-out examples."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import torch
from transformers import PreTrainedModel

from runners.training.batch import Batch
from runners.training.completion_loss import completion_loss


@dataclass(frozen=True)
class LossOverTokens:
    """Mean cross-entropy in nats over `learned` completion tokens; `tokens` counts prompts too, padding not."""

    loss: float
    learned: int
    tokens: int


def accumulate_gradient(
    model: PreTrainedModel, passes: Sequence[Batch], device: torch.device, chunk: int
) -> LossOverTokens:
    """Add the gradient of the mean loss over all passes to the model's parameters.

    Every completion token of the step weighs the same, however the step is divided into passes.
    """
    learned = sum(len(batch.targets) for batch in passes)
    total = torch.zeros((), device=device)
    for batch in passes:
        loss = completion_loss(model, batch.to(device), chunk) / learned
        loss.backward()
        total += loss.detach()
    return LossOverTokens(float(total), learned, sum(batch.tokens for batch in passes))


def measure_loss(model: PreTrainedModel, batches: Iterable[Batch], device: torch.device, chunk: int) -> LossOverTokens:
    """Return the mean loss over all completion tokens of the batches, without dropout and without a gradient."""
    was_training = model.training
    model.eval()
    total, learned, tokens = 0.0, 0, 0
    with torch.no_grad():
        for batch in batches:
            total += float(completion_loss(model, batch.to(device), chunk or 2048))
            learned += len(batch.targets)
            tokens += batch.tokens
    model.train(was_training)
    return LossOverTokens(total / learned if learned else float("nan"), learned, tokens)
