"""A training on pairs, from the launch file to the artifact; reads from top to bottom."""

import math
from typing import Any

import torch

from runners.contract.failure import StageFailure
from runners.models.load_model import load_tokenizer, require_device
from runners.preferences.engine import PairEngine, SharedPromptEngine
from runners.preferences.find_reference import find_references
from runners.preferences.losses import Objective
from runners.preferences.pair_batcher import PairBatcher
from runners.preferences.pair_training import PairTraining
from runners.preferences.prepare_model import add_adapter, load_start, shares_prompts
from runners.preferences.prepare_pairs import PairData, dataset_of, model_of, prepare_pairs
from runners.preferences.store_result import store_result
from runners.preferences.training_settings import PreferenceSettings
from runners.track.stage_context import StageContext
from runners.training.best_step import require_validation
from runners.training.checkpoint_activations import checkpoint_activations
from runners.training.compiling import compile_layers, compiles
from runners.training.data_order import DataOrder
from runners.training.lean_adapter import make_lean
from runners.training.trained_model import TrainedModel
from runners.training.training_loop import Pace


def train_on_pairs(context: StageContext, config: PreferenceSettings, objective: Objective) -> None:
    """Train, and leave an adapter as artifact.

    Raises:
        StageFailure: the run cannot go on; says whose fault it is and what to do.
        StageStopped: asked to stop; a checkpoint was written, unless not a step was made.
    """
    device = require_device(context.device)
    tokenizer = load_tokenizer(model_of(context.launch).folder)
    data = prepare_pairs(context, config, tokenizer, config.orientation)
    require_validation(config.result, len(data.validation))
    torch.manual_seed(context.seed)
    start = load_start(context, config, model_of(context.launch), device, config.engine == "assay")
    trained = add_adapter(start, config)
    compiled = compiles(context, config.compile, device)
    batcher = make_batcher(config, data, trained, compiled, tokenizer.pad_token_id)
    make_lean(trained.model)
    if config.gradient_checkpointing:
        checkpoint_activations(trained.model)
    if compiled:
        compile_layers(trained.model)
    try:
        brought = start.adapter is not None
        references = find_references(context, config, data, trained, batcher, brought, tokenizer, compiled)
        meter = SharedPromptEngine(trained.model, batcher, objective, device, config.loss_chunk, compiled)
        engine = choose_engine(context, config, trained, meter, tokenizer)
        training = assemble(context, config, data, references, trained, engine, meter)
        training.begin()
        training.loop()
    except torch.OutOfMemoryError as error:
        raise StageFailure(
            "memory",
            "The device ran out of memory.",
            "Lower the row tokens or the token limit, or switch gradient checkpointing on.",
            "rowTokens",
        ) from error
    store_result(context, config, trained, training)


def make_batcher(
    config: PreferenceSettings, data: PairData, trained: TrainedModel, compiled: bool, pad_id: int
) -> PairBatcher:
    """Return how pairs become batches; rows are whole tiles where layers are compiled."""
    packed = config.engine == "assay" and shares_prompts(trained.model.config.model_type)
    return PairBatcher(config.batch_size, config.row_tokens, packed, compiled, pad_id, data.longest)


def choose_engine(
    context: StageContext, config: PreferenceSettings, trained: TrainedModel, meter: SharedPromptEngine, tokenizer: Any
) -> PairEngine:
    """Return whoever computes gradients: what measures, too, or TRL."""
    if config.engine == "assay":
        return meter
    # TRL takes seconds to import.
    from runners.preferences.trl_engine import trl_engine

    assert trained.adapter is not None
    folder = context.work_folder / "trl"
    return trl_engine(trained.adapter, tokenizer, meter.objective, meter.device, config.batch_size, folder)


def assemble(
    context: StageContext,
    config: PreferenceSettings,
    data: PairData,
    references: list[torch.Tensor],
    trained: TrainedModel,
    engine: PairEngine,
    meter: SharedPromptEngine,
) -> PairTraining:
    """Return the training with its order and its length."""
    count = sum(value.numel() for value in trained.parameters.values())
    context.log(
        f"{count:,} trained parameters in {len(trained.parameters)} tensors on {meter.device}, engine {config.engine}"
    )
    trained.model.train()
    order = DataOrder([pair.longest for pair in data.train], context.seed)
    a_step = config.batch_size * config.accumulation
    steps = config.steps or max(1, math.ceil(config.epochs * len(data.train) / a_step))
    pace = Pace(steps, bool(data.validation), config.validate_every, config.checkpoint_every)
    return PairTraining(
        context,
        config,
        data,
        references,
        trained,
        engine,
        meter,
        order,
        pace,
        continued(context, config, len(data.train)),
    )


def continued(context: StageContext, config: PreferenceSettings, pairs: int) -> dict[str, Any]:
    """Return what must be the same for a checkpoint to be continued."""
    return {
        "config": config.model_dump(mode="json"),
        "seed": context.seed,
        "dataset": dataset_of(context.launch).version,
        "model": model_of(context.launch).model,
        "pairs": pairs,
    }
