"""The end of a training: the weights become an artifact."""

from typing import Any

import torch

from runners.contract.failure import StageFailure
from runners.models.model_folder import read_model_folder
from runners.stages.sft.prepare import model_input
from runners.stages.sft.spec import SftConfig
from runners.track.stage_context import StageContext
from runners.training.best_step import NO_BEST, REMEDY
from runners.training.checkpoint_store import CheckpointStore
from runners.training.master_weights import MasterAdamW
from runners.training.trained_model import TrainedModel
from runners.training.training_state import Counters


def store_result(
    context: StageContext,
    config: SftConfig,
    trained: TrainedModel,
    optimizer: MasterAdamW,
    counters: Counters,
    store: CheckpointStore,
    tokenizer: Any,
) -> None:
    """Keep the trained weights, of the last step or of the best one, as artifact."""
    weights: dict[str, torch.Tensor] = {name: value.data for name, value in optimizer.masters.items()}
    step = counters.step
    if config.result == "best":
        if counters.best_step is None:
            raise StageFailure("config", NO_BEST, REMEDY, "result")
        step = counters.best_step
        weights = trained.read(store.path(step))
    given = model_input(context.launch)
    folder = context.work_folder / "result"
    folder.mkdir(parents=True, exist_ok=True)
    metadata = {
        "base": given.model,
        "baseReference": read_model_folder(given.folder, "model").architecture,
        "method": config.method,
        "step": step,
        "trainLoss": counters.last_loss,
        "validationLoss": counters.validation_loss,
        "bestValidationLoss": counters.best_loss,
        "bestStep": counters.best_step,
        "tokens": counters.tokens,
        "parameters": sum(value.numel() for value in weights.values()),
        "prompt": config.prompt,
        "chat": config.chat,
    }
    if trained.adapter is not None:
        trained.save(weights, folder)
        context.artifact(folder, "adapter", "adapter", {**metadata, "rank": trained.adapter.peft_config["default"].r})
        return
    with torch.no_grad():
        for name, parameter in trained.parameters.items():
            parameter.copy_(weights[name])
    trained.model.save_pretrained(folder)
    tokenizer.save_pretrained(folder)
    context.artifact(folder, "model", "model", metadata)
