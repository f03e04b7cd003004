"""`config.yaml` of the Factual-DPO template (the mission's document 3), read into launches and written from them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from runners.contract.failure import StageFailure
from runners.stages.dpo.spec import DpoConfig
from runners.stages.fdpo.spec import FdpoConfig
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
        "max_seq_length",
        "lora_r",
        "lora_alpha",
        "lora_dropout",
        "batch_size",
        "grad_accumulation",
        "num_epochs",
        "learning_rate",
        "warmup_ratio",
        "beta",
        "save_steps",
        "logging_steps",
    ),
    MODIFIED: (
        "per_device_train_batch_size",
        "gradient_accumulation_steps",
        "num_train_epochs",
        "learning_rate",
        "warmup_ratio",
        "beta",
        "save_steps",
        "logging_steps",
        "max_seq_length",
        "lora_r",
        "lora_alpha",
        "lora_dropout",
    ),
}
FLOATS = ("epochs", "learningRate", "warmup", "beta", "loraAlpha", "loraDropout")


@dataclass(frozen=True)
class FactualSweep:
    """What the file asks for: `models` as (id, short), one config for plain DPO and one for each delta, a seed."""

    models: tuple[tuple[str, str], ...]
    deltas: tuple[float, ...]
    original: dict[str, Any]
    modified: dict[str, Any]
    seed: int = SEED
    prefix: str = DEFAULT_PREFIX
    ignored: tuple[str, ...] = field(default=())

    def launches(self) -> list[dict[str, Any]]:
        """Return name, stage, model, config and seed of every run, plain DPO first."""
        found: list[dict[str, Any]] = []
        for model, short in self.models:
            if self.original:
                found.append(self._launch(f"{short}_OriginalDPO", "dpo", model, self.original))
            for delta in self.deltas:
                name = f"{self.prefix}_{short}_delta{delta:g}"
                found.append(self._launch(name, "fdpo", model, {**self.modified, "delta": delta}))
        return found

    def _launch(self, name: str, stage: str, model: str, config: dict[str, Any]) -> dict[str, Any]:
        return {"name": name, "stage": stage, "model": model, "config": config, "seed": self.seed}


def read_factual_config(text: str) -> FactualSweep:
    """Read the file's blocks; what has no counterpart, such as paths, is listed in `ignored`.

    Raises:
        StageFailure: it is no such file, or a setting is out of bounds.
    """
    try:
        document = yaml.safe_load(text)
    except yaml.YAMLError as error:
        raise refusal(f"The file is no YAML: {error.__class__.__name__}.") from None
    if not isinstance(document, Mapping) or not (ORIGINAL in document or MODIFIED in document):
        raise refusal(f"The file has neither a block {ORIGINAL} nor {MODIFIED}.")
    models = document.get("models") or []
    if not models or any(not isinstance(each, Mapping) or "id" not in each or "short" not in each for each in models):
        raise refusal("The block models must list models, each with id and short.")
    ignored: list[str] = [key for key in document if key not in ("models", ORIGINAL, MODIFIED)]
    original, modified = document.get(ORIGINAL) or {}, document.get(MODIFIED) or {}
    first, seed = settings_of(original, ORIGINAL, ignored)
    second, other_seed = settings_of(modified, MODIFIED, ignored)
    prefix = (modified.get("wandb") or {}).get("run_prefix", DEFAULT_PREFIX)
    sweep = FactualSweep(
        models=tuple((str(each["id"]), str(each["short"])) for each in models),
        deltas=tuple(float(delta) for delta in modified.get("deltas") or []),
        original=first,
        modified=second,
        seed=seed if seed is not None else other_seed if other_seed is not None else SEED,
        prefix=str(prefix),
        ignored=tuple(ignored),
    )
    for launch in sweep.launches():
        validate(launch)
    return sweep


def settings_of(block: Mapping[str, Any], name: str, ignored: list[str]) -> tuple[dict[str, Any], int | None]:
    """Return the config of one block and its seed; adds to `ignored` what has no counterpart."""
    ignored += [f"{name}.{key}" for key in block if key not in ("hyperparams", "deltas", "wandb")]
    ignored += [f"{name}.wandb.{key}" for key in block.get("wandb") or {} if key != "run_prefix"]
    config: dict[str, Any] = {}
    seed: int | None = None
    for key, value in (block.get("hyperparams") or {}).items():
        if key == "seed":
            seed = int(value)
        elif key == "load_in_4bit":
            config["quantisation"] = "nf4" if value else "none"
        elif key in NAMES:
            # YAML reads 1.8e-6 as text, since it wants a sign or a point in other places.
            config[NAMES[key]] = float(value) if NAMES[key] in FLOATS else int(value)
        else:
            ignored.append(f"{name}.hyperparams.{key}")
    return config, seed


def validate(launch: Mapping[str, Any]) -> None:
    """Raise StageFailure where a config is not one that its stage takes."""
    validate_config(DpoConfig if launch["stage"] == "dpo" else FdpoConfig, launch["config"])


def write_factual_config(sweep: FactualSweep) -> str:
    """Return the file that reads back as this sweep."""
    document: dict[str, Any] = {"models": [{"id": model, "short": short} for model, short in sweep.models]}
    if sweep.original:
        document[ORIGINAL] = {"hyperparams": {**hyperparameters(sweep.original, ORIGINAL), "seed": sweep.seed}}
    if sweep.deltas:
        document[MODIFIED] = {
            "deltas": [int(delta) if delta == int(delta) else delta for delta in sweep.deltas],
            "hyperparams": {**hyperparameters(sweep.modified, MODIFIED), "seed": sweep.seed},
            "wandb": {"run_prefix": sweep.prefix},
        }
    return yaml.safe_dump(document, sort_keys=False)


def hyperparameters(config: Mapping[str, Any], block: str) -> dict[str, Any]:
    """Return a config in the words of one block."""
    found = {name: config[NAMES[name]] for name in WRITTEN[block] if NAMES[name] in config}
    if "quantisation" in config:
        found["load_in_4bit"] = config["quantisation"] == "nf4"
    return found


def refusal(reason: str, remedy: str = "Give a config.yaml as Factual-DPO's training reads it.") -> StageFailure:
    """Return the failure of a file that cannot be read."""
    return StageFailure("config", reason, remedy)
