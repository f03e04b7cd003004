"""Writes AIXpert's `config.yaml` from a sweep."""

from collections.abc import Mapping
from typing import Any

import yaml

from runners.contract.stage import StageConfig
from runners.stages.dpo.spec import DpoConfig
from runners.stages.fdpo.factual_config import read_factual_config
from runners.stages.fdpo.factual_fields import MODIFIED, NAMES, ORIGINAL
from runners.stages.fdpo.factual_sweep import FactualSweep
from runners.stages.fdpo.spec import FdpoConfig
from runners.stages.fdpo.yaml_values import refusal
from runners.track.config_check import validate_config

WRITTEN = {
    ORIGINAL: (
        "max_seq_length", "lora_r", "lora_alpha", "lora_dropout", "batch_size", "grad_accumulation", "num_epochs",
        "learning_rate", "warmup_ratio", "beta", "save_steps",
    ),
    MODIFIED: (
        "per_device_train_batch_size", "gradient_accumulation_steps", "num_train_epochs", "learning_rate",
        "warmup_ratio", "beta", "save_steps", "max_seq_length", "lora_r", "lora_alpha", "lora_dropout",
    ),
}  # fmt: skip
# Said by the file as a whole: by its block, its list of deltas, and one reference for all of them.
ELSEWHERE = ("delta", "reference")


def write_factual_config(sweep: FactualSweep) -> str:
    """Return the file that asks for this sweep, every setting that it has a place for written out.

    Raises:
        StageFailure: the file has no place for a setting, or a setting is out of bounds.
    """
    document: dict[str, Any] = {"models": [{"id": model, "short": short} for model, short in sweep.models]}
    if sweep.original is not None:
        words = hyperparameters(DpoConfig, sweep.original, ORIGINAL)
        document[ORIGINAL] = {"hyperparams": {**words, "seed": sweep.original_seed}}
    if sweep.deltas:
        document[MODIFIED] = {
            "deltas": [int(delta) if delta == int(delta) else delta for delta in sweep.deltas],
            "hyperparams": {**hyperparameters(FdpoConfig, sweep.modified or {}, MODIFIED), "seed": sweep.modified_seed},
            "wandb": {"run_prefix": sweep.prefix},
        }
    text: str = yaml.safe_dump(document, sort_keys=False, allow_unicode=True)
    read_factual_config(text)
    return text


def hyperparameters(model: type[StageConfig], config: Mapping[str, Any], block: str) -> dict[str, Any]:
    """Return a config in the words of one block.

    Raises:
        StageFailure: it says something that the file cannot.
    """
    full = resolved(model, config)
    words: dict[str, Any] = {name: plain(full[NAMES[name]]) for name in WRITTEN[block]}
    words["load_in_4bit"] = full["quantisation"] == "nf4"
    # What the file says nothing of is what a reader of the file takes for granted.
    granted = resolved(model, {"orientation": "original"} if block == ORIGINAL else {})
    held = {*NAMES.values(), *ELSEWHERE}
    lost = [name for name, value in full.items() if name not in held and value != granted[name]]
    lost = [name for name in lost if name != "quantisation" or full[name] != "nf4"]
    if lost:
        known = ", ".join(sorted({*NAMES.values(), "quantisation (none or nf4)"}))
        raise refusal(
            f"The file has no place for {', '.join(lost)}: read back, it would not be this sweep.", f"It holds {known}."
        )
    return words


def resolved(model: type[StageConfig], config: Mapping[str, Any]) -> dict[str, Any]:
    """Return a config with its defaults, by the names of the wire."""
    return validate_config(model, config).model_dump(mode="json", by_alias=True)


def plain(value: Any) -> Any:
    """Return 3 for 3.0, as people write it."""
    return int(value) if isinstance(value, float) and value.is_integer() else value
