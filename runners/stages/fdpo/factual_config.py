"""`config.yaml` of the Factual-DPO template (the mission's document 3), read into launches and written from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from runners.stages.dpo.spec import DpoConfig
from runners.stages.fdpo.spec import FdpoConfig
from runners.stages.fdpo.yaml_values import block_of, list_of, number_of, refusal, seed_of, switch_of, whole_of
from runners.track.config_check import validate_config

ORIGINAL, MODIFIED = "original_dpo", "modified_dpo"
SEED = 3407
DEFAULT_PREFIX = "FactualDPO"
# Both blocks name the same settings, each in its own words.
NAMES = {
    "max_seq_length": "maxTokens",
    "lora_r": "loraRank",
    "lora_alpha": "loraAlpha",
    "lora_dropout": "loraDropout",
    "batch_size": "batchSize",
    "per_device_train_batch_size": "batchSize",
    "grad_accumulation": "accumulation",
    "gradient_accumulation_steps": "accumulation",
    "num_epochs": "epochs",
    "num_train_epochs": "epochs",
    "learning_rate": "learningRate",
    "warmup_ratio": "warmup",
    "beta": "beta",
    "save_steps": "checkpointEvery",
    "logging_steps": "validateEvery",
}
WRITTEN = {
    ORIGINAL: (
        "max_seq_length", "lora_r", "lora_alpha", "lora_dropout", "batch_size", "grad_accumulation", "num_epochs",
        "learning_rate", "warmup_ratio", "beta", "save_steps", "logging_steps",
    ),
    MODIFIED: (
        "per_device_train_batch_size", "gradient_accumulation_steps", "num_train_epochs", "learning_rate",
        "warmup_ratio", "beta", "save_steps", "logging_steps", "max_seq_length", "lora_r", "lora_alpha", "lora_dropout",
    ),
}  # fmt: skip
FLOATS = ("epochs", "learningRate", "warmup", "beta", "loraAlpha", "loraDropout")


@dataclass(frozen=True)
class FactualSweep:
    """What the file asks for: `models` as (id, short), one config for plain DPO and one for each delta, their seeds."""

    models: tuple[tuple[str, str], ...]
    deltas: tuple[float, ...]
    original: dict[str, Any]
    modified: dict[str, Any]
    original_seed: int = SEED
    modified_seed: int = SEED
    prefix: str = DEFAULT_PREFIX
    ignored: tuple[str, ...] = field(default=())

    def launches(self) -> list[dict[str, Any]]:
        """Return name, stage, model, config and seed of every run, plain DPO first."""
        found: list[dict[str, Any]] = []
        for model, short in self.models:
            if self.original:
                found.append(launch(f"{short}_OriginalDPO", "dpo", model, self.original, self.original_seed))
            for delta in self.deltas:
                config = {**self.modified, "delta": delta}
                name = f"{self.prefix}_{short}_delta{delta:g}"
                found.append(launch(name, "fdpo", model, config, self.modified_seed))
        return found


def launch(name: str, stage: str, model: str, config: dict[str, Any], seed: int) -> dict[str, Any]:
    """Return one run."""
    return {"name": name, "stage": stage, "model": model, "config": config, "seed": seed}


def read_factual_config(text: str) -> FactualSweep:
    """Read the file's blocks; what has no counterpart, such as paths, is listed in `ignored`.

    Raises:
        StageFailure: it is no such file, or a setting is of another type or out of bounds.
    """
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise refusal(f"The file is no YAML: {error.__class__.__name__}.") from None
    if not isinstance(document, Mapping) or not (ORIGINAL in document or MODIFIED in document):
        raise refusal(f"The file has neither a block {ORIGINAL} nor {MODIFIED}.")
    ignored = [str(key) for key in document if key not in ("models", ORIGINAL, MODIFIED)]
    original, modified = (block_of(document.get(name), name) for name in (ORIGINAL, MODIFIED))
    first, seed = settings_of(original, ORIGINAL, ignored)
    second, other_seed = settings_of(modified, MODIFIED, ignored)
    if original:
        # Plain DPO trains on the pairs as they were before any was flipped.
        first["orientation"] = "original"
    prefix = block_of(modified.get("wandb"), f"{MODIFIED}.wandb").get("run_prefix", DEFAULT_PREFIX)
    deltas = list_of(modified.get("deltas"), f"{MODIFIED}.deltas")
    sweep = FactualSweep(
        models=models_of(document.get("models")),
        deltas=tuple(number_of(delta, f"Each of {MODIFIED}.deltas") for delta in deltas),
        original=first,
        modified=second,
        original_seed=seed,
        modified_seed=other_seed,
        prefix=str(prefix),
        ignored=tuple(ignored),
    )
    if not sweep.launches():
        raise refusal("The file asks for no run.", f"Give {MODIFIED} deltas, or {ORIGINAL} hyperparams.")
    for each in sweep.launches():
        validate(each)
    return sweep


def models_of(value: Any) -> tuple[tuple[str, str], ...]:
    """Return id and short name of every model.

    Raises:
        StageFailure: there is none, or one lacks a name.
    """
    models = list_of(value, "models")
    if not models or any(
        not isinstance(each, Mapping) or not each.get("id") or not each.get("short") for each in models
    ):
        raise refusal("The block models must list models, each with id and short.")
    return tuple((str(each["id"]), str(each["short"])) for each in models)


def settings_of(block: Mapping[str, Any], name: str, ignored: list[str]) -> tuple[dict[str, Any], int]:
    """Return the config of one block and its seed; adds to `ignored` what has no counterpart.

    Raises:
        StageFailure: a value is of another type.
    """
    ignored += [f"{name}.{key}" for key in block if key not in ("hyperparams", "deltas", "wandb")]
    ignored += [f"{name}.wandb.{key}" for key in block_of(block.get("wandb"), f"{name}.wandb") if key != "run_prefix"]
    config: dict[str, Any] = {}
    seed = SEED
    for key, value in block_of(block.get("hyperparams"), f"{name}.hyperparams").items():
        where = f"{name}.hyperparams.{key}"
        if key == "seed":
            seed = seed_of(value, where)
        elif key == "load_in_4bit":
            config["quantisation"] = "nf4" if switch_of(value, where) else "none"
        elif key in NAMES:
            config[NAMES[key]] = (number_of if NAMES[key] in FLOATS else whole_of)(value, where)
        else:
            ignored.append(where)
    return config, seed


def validate(launch: Mapping[str, Any]) -> None:
    """Raise StageFailure where a config is not one that its stage takes."""
    validate_config(DpoConfig if launch["stage"] == "dpo" else FdpoConfig, launch["config"])


def write_factual_config(sweep: FactualSweep) -> str:
    """Return the file that reads back as this sweep.

    Raises:
        StageFailure: the file has no place for a setting, or a setting is out of bounds.
    """
    document: dict[str, Any] = {"models": [{"id": model, "short": short} for model, short in sweep.models]}
    if sweep.original:
        words = hyperparameters(sweep.original, ORIGINAL)
        document[ORIGINAL] = {"hyperparams": {**words, "seed": sweep.original_seed}}
    if sweep.deltas:
        document[MODIFIED] = {
            "deltas": [int(delta) if delta == int(delta) else delta for delta in sweep.deltas],
            "hyperparams": {**hyperparameters(sweep.modified, MODIFIED), "seed": sweep.modified_seed},
            "wandb": {"run_prefix": sweep.prefix},
        }
    text: str = yaml.safe_dump(document, sort_keys=False)
    if read_factual_config(text).launches() != sweep.launches():
        known = ", ".join(sorted({*NAMES.values(), "quantisation"}))
        raise refusal(
            "The file would not read back as this sweep: it has no place for all of its settings.", f"It holds {known}."
        )
    return text


def hyperparameters(config: Mapping[str, Any], block: str) -> dict[str, Any]:
    """Return a config in the words of one block."""
    found = {name: config[NAMES[name]] for name in WRITTEN[block] if NAMES[name] in config}
    if "quantisation" in config:
        found["load_in_4bit"] = config["quantisation"] == "nf4"
    return found
