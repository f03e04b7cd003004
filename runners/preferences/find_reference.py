"""The reference that a run trains against: measured before the first step, or stored by an earlier run."""

import time
from typing import Any

import torch

from runners.contract.failure import StageFailure
from runners.contract.launch import FilesInput
from runners.preferences.identify_reference import identify_reference
from runners.preferences.pair_batcher import PairBatcher
from runners.preferences.pair_training import stop_if_asked
from runners.preferences.prepare_model import working_precision_name
from runners.preferences.prepare_pairs import PairData, dataset_of, model_of
from runners.preferences.reference_scores import measure_reference
from runners.preferences.stored_reference import read_reference
from runners.preferences.training_settings import PreferenceSettings
from runners.track.stage_context import StageContext
from runners.training.trained_model import TrainedModel


def find_references(
    context: StageContext,
    config: PreferenceSettings,
    data: PairData,
    trained: TrainedModel,
    batcher: PairBatcher,
    brought_adapter: bool,
    tokenizer: Any,
    compiled: bool = False,
) -> list[torch.Tensor]:
    """Return log-probabilities (pairs, 2) of train and validation; says in the log whose they are.

    Raises:
        StageFailure: switching the adapter off would leave another model than training starts from, or the stored
            reference is missing or of another model, tokenizer, template, limit, precision or dataset.
    """
    precision = working_precision_name(trained, config.quantisation)
    if config.reference == "stored":
        return stored_references(context, config, data, tokenizer, precision)
    below = config.reference == "adapter-off"
    if below and brought_adapter:
        raise StageFailure(
            "config",
            "The model brings an adapter, so with the adapter off the reference would be the model before its "
            "fine-tuning and not the one that training starts from.",
            'Set "reference" to "frozen-copy".',
            "reference",
        )
    # Activations are kept then, as they are in training.
    as_trained = compiled and not config.gradient_checkpointing and not drops(trained)
    found = measure_splits(context, data, trained, below, batcher, config.loss_chunk, as_trained, compiled)
    whose = "the weights below the adapter" if below else "the model as it starts"
    context.log(f"reference: {whose}, measured once in {precision}, as the trained model computes")
    return found


def drops(trained: TrainedModel) -> bool:
    """Say whether training leaves something out at random."""
    return any(isinstance(module, torch.nn.Dropout) and module.p > 0 for module in trained.model.modules())


def measure_splits(
    context: StageContext,
    data: PairData,
    trained: TrainedModel,
    below: bool,
    batcher: PairBatcher,
    chunk: int,
    as_trained: bool = False,
    compiled: bool = False,
) -> list[torch.Tensor]:
    """Return what the model as it is makes of train and of validation."""
    found, began = [], time.perf_counter()
    for split, pairs in (("train", data.train), ("validation", data.validation)):

        def told(done: int, split: str = split, total: int = len(pairs)) -> None:
            context.progress(f"measuring the reference on {split}", done, total, "pairs")
            stop_if_asked(context)

        found.append(measure_reference(trained, below, pairs, batcher, chunk, told, as_trained, compiled))
    rate = sum(map(len, found)) / (time.perf_counter() - began)
    context.metrics({"reference/pairs_per_second": rate}, 0)
    return found


def stored_references(
    context: StageContext, config: PreferenceSettings, data: PairData, tokenizer: Any, precision: str
) -> list[torch.Tensor]:
    """Return what the named reference run measured, once it is known to belong to this run."""
    given = context.launch.inputs.get("reference")
    if not isinstance(given, FilesInput):
        raise StageFailure(
            "config",
            "Reference is “stored”, and no reference run is given.",
            "Name a finished reference run as input, or measure the reference in this run.",
            "reference",
        )
    launch = context.launch
    identity = identify_reference(model_of(launch), dataset_of(launch), config, tokenizer, precision)
    found = [
        read_reference(given.folder, identity, split, pairs, turned)
        for split, pairs, turned in (
            ("train", data.train, data.train_turned),
            ("validation", data.validation, data.validation_turned),
        )
    ]
    context.log(f"reference: stored by run {given.run}, measured in {precision}, as the trained model computes")
    return found
