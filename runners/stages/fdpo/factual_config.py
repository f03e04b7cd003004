"""`config.yaml` of the Factual-DPO template of AIXpert's pipeline, read with every problem by line and field."""

from collections.abc import Callable, Mapping
from typing import Any

from runners.contract.failure import StageFailure
from runners.stages.dpo.spec import DpoConfig
from runners.stages.fdpo.factual_fields import (
    BLOCKS,
    FLOATS,
    INHERITED,
    MODIFIED,
    NAMES,
    ORIGINAL,
    find_secrets,
    find_unknown,
    is_left_out,
)
from runners.stages.fdpo.factual_sweep import DEFAULT_PREFIX, SEED, FactualSweep
from runners.stages.fdpo.located_yaml import FileProblem, LocatedYaml, read_located
from runners.stages.fdpo.spec import FdpoConfig
from runners.stages.fdpo.yaml_values import (
    block_of,
    list_of,
    number_of,
    seed_of,
    short_of,
    switch_of,
    text_of,
    whole_of,
)
from runners.track.config_check import validate_config


class Reading:
    """Takes values out of a file, and keeps what is wrong with them instead of ending at the first."""

    def __init__(self, document: LocatedYaml) -> None:
        self.document = document
        self.problems = list(document.problems)

    def add(self, field: str, what: str, remedy: str | None = None) -> None:
        """One problem of a field."""
        self.problems.append(FileProblem(field, self.document.line_of(field), what, remedy))

    def take(self, read: Callable[[Any, str], Any], value: Any, field: str, otherwise: Any = None) -> Any:
        """The value as `read` gives it, or `otherwise` with a problem."""
        try:
            return read(value, field)
        except StageFailure as failure:
            self.add(field, failure.reason)
            return otherwise


def read_factual_config(text: str) -> FactualSweep:
    """Read the file's blocks.

    Raises:
        StageFailure: it is no such file, or something in it is unknown, of another type, out of bounds or a secret;
            the first of these, in the order of the file.
    """
    sweep, problems = examine_factual_config(text)
    if problems:
        first = problems[0]
        place = f"Line {first.line}: " if first.line else ""
        raise StageFailure("config", f"{place}{first.what}", first.remedy, first.field)
    return sweep


def examine_factual_config(text: str) -> tuple[FactualSweep, list[FileProblem]]:
    """Return what the file asks for and everything that is wrong with it, in the order of its lines."""
    document = read_located(text)
    reading = Reading(document)
    top = document.value
    if document.value is None and document.problems:
        return FactualSweep(), reading.problems
    if not isinstance(top, Mapping) or not any(name in top for name in BLOCKS):
        reading.add("", f"The file has neither a block {ORIGINAL} nor {MODIFIED}.")
        return FactualSweep(), reading.problems
    secrets = list(find_secrets(document))
    if secrets:
        # Nothing else is said: names of fields would be repeated, and one of them may be the secret.
        return FactualSweep(), secrets
    reading.problems += find_unknown(document)
    sweep = read_sweep(reading, top)
    if not reading.problems and not sweep.launches():
        reading.add("", "The file asks for no run.", f"Give {MODIFIED} deltas, or {ORIGINAL} hyperparams.")
    return sweep, sorted(reading.problems, key=lambda each: each.line or 0)


def read_sweep(reading: Reading, top: Mapping[str, Any]) -> FactualSweep:
    """Read models and both blocks."""
    original, modified = (reading.take(block_of, top.get(name), name, {}) for name in BLOCKS)
    first, second = settings_of(reading, original, ORIGINAL), settings_of(reading, modified, MODIFIED)
    # Plain DPO trains on the pairs as they were before any was flipped.
    first["orientation"] = "original"
    where = f"{MODIFIED}.wandb"
    prefix = reading.take(block_of, modified.get("wandb"), where, {}).get("run_prefix", DEFAULT_PREFIX)
    deltas = deltas_of(reading, modified)
    validate(reading, ORIGINAL, original, first)
    validate(reading, MODIFIED, modified, second)
    lines = reading.document.lines
    inherited = [name for name, key in INHERITED.items() if deltas and key in first and key not in second]
    second.update({INHERITED[name]: first[INHERITED[name]] for name in inherited})
    seeds = first.pop("seed", SEED), second.pop("seed", SEED)
    return FactualSweep(
        models=models_of(reading, top.get("models")),
        deltas=deltas,
        original=first if original.get("hyperparams") else None,
        modified=second,
        original_seed=seeds[0],
        modified_seed=seeds[1],
        prefix=reading.take(short_of, prefix, f"{where}.run_prefix", DEFAULT_PREFIX),
        left_out=tuple(FileProblem(path, line, "left out") for path, line in lines.items() if is_left_out(path)),
        inherited=tuple(
            FileProblem(path, lines.get(path), f"holds for {MODIFIED} too")
            for path in (f"{ORIGINAL}.hyperparams.{name}" for name in inherited)
        ),
    )


def deltas_of(reading: Reading, modified: Mapping[str, Any]) -> tuple[float, ...]:
    """Return the margins, each once and one that the stage takes."""
    where = f"{MODIFIED}.deltas"
    given = reading.take(list_of, modified.get("deltas"), where, [])
    deltas = [reading.take(number_of, delta, f"{where}.{at}", 0.0) for at, delta in enumerate(given)]
    for at, delta in enumerate(deltas):
        if delta in deltas[:at]:
            reading.add(f"{where}.{at}", f"{where}: {delta:g} stands twice.", "Keep one.")
        try:
            validate_config(FdpoConfig, {"delta": delta})
        except StageFailure as failure:
            reading.add(f"{where}.{at}", f"{where}: {failure.reason}")
    return tuple(deltas)


def models_of(reading: Reading, value: Any) -> tuple[tuple[str, str], ...]:
    """Return id and short name of every model; no two of one name, since their runs would have equal names."""
    models = reading.take(list_of, value, "models", [])
    if not models:
        reading.add("models", "The block models must list models, each with id and short.")
    found: list[tuple[str, str]] = []
    for at, each in enumerate(models):
        where = f"models.{at}"
        block = reading.take(block_of, each, where, {})
        if not block.get("id") or not block.get("short"):
            reading.add(where, "The block models must list models, each with id and short.")
            continue
        identifier = reading.take(text_of, block["id"], f"{where}.id", "")
        short = reading.take(short_of, block["short"], f"{where}.short", "")
        if short and short in [name for _, name in found]:
            reading.add(f"{where}.short", "Two models have the same short, so their runs would have equal names.")
        if identifier and identifier in [name for name, _ in found]:
            reading.add(f"{where}.id", "This model stands twice.")
        found.append((identifier, short))
    return tuple(found)


def settings_of(reading: Reading, block: Mapping[str, Any], name: str) -> dict[str, Any]:
    """Return the config of one block, and beside it `seed` where the block gives one."""
    config: dict[str, Any] = {}
    for key, value in reading.take(block_of, block.get("hyperparams"), f"{name}.hyperparams", {}).items():
        where = f"{name}.hyperparams.{key}"
        if key == "seed":
            config["seed"] = reading.take(seed_of, value, where, SEED)
        elif key == "load_in_4bit":
            config["quantisation"] = "nf4" if reading.take(switch_of, value, where, False) else "none"
        elif key in NAMES:
            kind = number_of if NAMES[key] in FLOATS else whole_of
            found = reading.take(kind, value, where)
            if NAMES[key] in config:
                reading.add(where, f"{where} stands here under another name too.", "Keep one.")
            if found is not None:
                config[NAMES[key]] = found
    return config


def validate(reading: Reading, block: str, given: Mapping[str, Any], config: Mapping[str, Any]) -> None:
    """Add the first setting that its stage does not take, under the name that the file gives it."""
    try:
        settings = {name: value for name, value in config.items() if name != "seed"}
        validate_config(DpoConfig if block == ORIGINAL else FdpoConfig, settings)
    except StageFailure as failure:
        hyperparameters = given.get("hyperparams")
        keys = list(hyperparameters) if isinstance(hyperparameters, Mapping) else []
        key = next((key for key in keys if NAMES.get(key) == failure.field), None)
        field = f"{block}.hyperparams.{key}" if key else block
        reading.add(field, f"{field}: {failure.reason}")
