"""The end of a training on pairs: the adapter becomes an artifact that generation reads as any other."""

import torch

from runners.contract.failure import StageFailure
from runners.models.model_folder import read_model_folder
from runners.preferences.pair_training import PairTraining
from runners.preferences.prepare_pairs import model_of
from runners.preferences.training_settings import PreferenceSettings
from runners.track.stage_context import StageContext
from runners.training.best_step import NO_BEST, REMEDY
from runners.training.trained_model import TrainedModel


def store_result(
    context: StageContext, config: PreferenceSettings, trained: TrainedModel, training: PairTraining
) -> None:
    """Keep the trained adapter, of the last step or of the best one, as artifact."""
    counters = training.counters
    weights: dict[str, torch.Tensor] = {name: value.data for name, value in training.optimizer.masters.items()}
    step = counters.step
    if config.result == "best":
        if counters.best_step is None:
            raise StageFailure("config", NO_BEST, REMEDY, "result")
        step = counters.best_step
        weights = trained.read(training.store.path(step))
    assert trained.adapter is not None
    given = model_of(context.launch)
    folder = context.work_folder / "result"
    folder.mkdir(parents=True, exist_ok=True)
    trained.save(weights, folder)
    metadata = {
        "base": given.model,
        "baseReference": read_model_folder(given.folder, "model").architecture,
        "method": "lora",
        "loss": training.objective.loss,
        "beta": training.objective.beta,
        "delta": training.objective.delta,
        "reference": config.reference,
        "quantisation": config.quantisation,
        "step": step,
        "trainLoss": counters.last_loss,
        "validationLoss": counters.validation_loss,
        "bestValidationLoss": counters.best_loss,
        "bestStep": counters.best_step,
        "tokens": counters.tokens,
        "parameters": sum(value.numel() for value in weights.values()),
        "prompt": config.prompt,
        "chat": config.chat,
        "rank": trained.adapter.peft_config["default"].r,
    }
    context.artifact(folder, "adapter", "adapter", metadata)
