"""The model of a run on pairs: loaded, quantised, with an adapter, attending to shared prompts."""

from pathlib import Path

import torch

from runners.contract.launch import ModelInput
from runners.models.load_model import load_base_model
from runners.preferences.settings import PairSettings
from runners.preferences.shared_attention import use_shared_attention
from runners.preferences.training_settings import PreferenceSettings
from runners.track.stage_context import StageContext
from runners.training.packed_attention import PACKABLE
from runners.training.trained_model import TrainedModel, train_adapter, train_adapter_further


def load_start(
    context: StageContext, config: PairSettings, given: ModelInput, device: torch.device, shared: bool = True
) -> TrainedModel:
    """Return the model that training starts from, its adapter trained on, or without one."""
    context.progress("loading the model", 0, None, "")
    quantised = config.quantisation
    model = load_base_model(given.folder, device, nf4=quantised == "nf4", int8=quantised == "int8")
    if not shared:
        context.log("engine trl: every prompt is computed twice, in padded batches")
    elif shares_prompts(model.config.model_type):
        use_shared_attention(model)
    else:
        context.log(
            f"{model.config.model_type}: attention over shared prompts is not known to be right for it, so every "
            "prompt is computed twice, in padded batches",
            "warning",
        )
    base = given.model or Path(given.folder).name
    if given.adapter_folder:
        return train_adapter_further(model, base, given.adapter_folder)
    return TrainedModel(model, None, {}, base)


def shares_prompts(model_type: str) -> bool:
    """Say whether pairs of this kind of model can be packed with each prompt once."""
    return model_type in PACKABLE


def add_adapter(start: TrainedModel, config: PreferenceSettings) -> TrainedModel:
    """Return the model with what is trained: the adapter that it came with, or a fresh one."""
    if start.adapter is not None:
        return start
    return train_adapter(
        start.model, start.base, config.lora_rank, config.lora_alpha, config.lora_dropout, config.lora_targets
    )


def working_precision_name(trained: TrainedModel, quantisation: str) -> str:
    """Say in what precision the model computes, over which weights."""
    computed = str(trained.model.dtype).removeprefix("torch.")
    return computed if quantisation == "none" else f"{computed} over {quantisation} weights"
