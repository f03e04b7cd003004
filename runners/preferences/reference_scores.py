"""What the reference makes of the pairs, measured once before anything is trained."""

from collections.abc import Callable, Sequence
from contextlib import nullcontext

import torch

from runners.preferences.completion_logps import pair_logps
from runners.preferences.pair import EncodedPair
from runners.preferences.pair_batcher import PairBatcher
from runners.training.trained_model import TrainedModel


def measure_reference(
    trained: TrainedModel,
    without_adapter: bool,
    pairs: Sequence[EncodedPair],
    batcher: PairBatcher,
    chunk: int,
    told: Callable[[int], None],
    as_trained: bool = False,
    compiled: bool = False,
) -> torch.Tensor:
    """Return log-probabilities (pairs, 2), float32 on the CPU, of the model as it is now.

    Batches depend on the pairs alone, so that every run that measures the same pairs gets the same bits.

    Args:
        trained: the model before its first step.
        without_adapter: measure the weights below the adapter.
        pairs: all of one split.
        batcher: how pairs are divided.
        chunk: tokens whose logits are held at a time.
        as_trained: by the kernels that training uses, so that the first margins are 0 up to its rounding; without
            dropout only.
        compiled: by compiled kernels over the logits.
        told: called with the pairs measured so far; may raise to stop.
    """
    found = torch.zeros(len(pairs), 2)
    model, done = trained.model, 0
    below = trained.adapter.disable_adapter() if without_adapter and trained.adapter is not None else nullcontext()
    was_training = model.training
    model.train(as_trained)
    # Compiled layers have one kernel for training and another without a gradient, whose last bits differ.
    with torch.set_grad_enabled(as_trained), below:
        for batch in batcher.batches(range(len(pairs)), pairs):
            logps, _ = pair_logps(model, batch.to(next(model.parameters()).device), chunk, compiled)
            found[list(batch.pairs)] = logps.detach().cpu()
            # Its graph would live beside the next one's.
            del logps
            done += len(batch.pairs)
            told(done)
    model.train(was_training)
    return found
