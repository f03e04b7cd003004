"""Which fields AIXpert's `config.yaml` has, and what they are called in a stage's config."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from runners.stages.fdpo.located_yaml import FileProblem, LocatedYaml

ORIGINAL, MODIFIED = "original_dpo", "modified_dpo"
BLOCKS = (ORIGINAL, MODIFIED)
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
}
HYPERPARAMETERS = (*NAMES, "logging_steps", "load_in_4bit", "seed")
FLOATS = ("epochs", "learningRate", "warmup", "beta", "loraAlpha", "loraDropout")
# AIXpert's second block "extends Original-DPO" without naming these; its published code takes them from the first.
INHERITED = {"load_in_4bit": "quantisation", "beta": "beta", "seed": "seed"}
# Known to the document, and nothing to Assay: its own datasets and outputs stand for them, and it logs as it trains.
LEFT_OUT = {
    "paths": ("train", "eval", "train_file", "eval_file", "output_root"),
    "wandb": ("project", "entity"),
    "hyperparams": ("logging_steps",),
}
KNOWN: dict[str, tuple[str, ...]] = {
    "": ("models", *BLOCKS),
    ORIGINAL: ("paths", "hyperparams", "wandb"),
    MODIFIED: ("deltas", "paths", "hyperparams", "wandb"),
}
SECRET_NAME = re.compile(r"(^|_)(token|secret|password|passwd|api_?key|credentials?|private_key)$", re.IGNORECASE)
SECRET_VALUE = re.compile(r"hf_[A-Za-z0-9]{10,}|sk-[A-Za-z0-9_-]{16,}|\b[0-9a-f]{40}\b")


def known_in(path: str) -> tuple[str, ...] | None:
    """The fields that a block may have; None where anything but a block stands."""
    if path in KNOWN:
        return KNOWN[path]
    block, _, inner = path.partition(".")
    if block not in BLOCKS:
        return ("id", "short") if re.fullmatch(r"models\.\d+", path) else None
    if inner == "hyperparams":
        return HYPERPARAMETERS
    if inner == "wandb":
        return (*LEFT_OUT["wandb"], "run_prefix")
    return LEFT_OUT.get(inner)


def is_left_out(path: str) -> bool:
    """Whether the document knows this field and Assay has nothing to do with it."""
    block, _, inner = path.partition(".")
    return block in BLOCKS and any(inner == f"{part}.{name}" for part, names in LEFT_OUT.items() for name in names)


def find_secrets(document: LocatedYaml) -> Iterator[FileProblem]:
    """Tokens and passwords by their names or their looks; a value is never repeated."""
    for path, value in leaves(document.value, "", set()):
        name = path.rpartition(".")[2]
        if SECRET_VALUE.search(path):
            yield secret("A field", document.line_of(path))
        elif SECRET_NAME.search(name) or (isinstance(value, str) and SECRET_VALUE.search(value)):
            yield secret(path, document.line_of(path))


def secret(path: str, line: int | None) -> FileProblem:
    """Return the problem of a file that holds a secret."""
    what = f"{path} looks like a secret. Nothing of the file was kept."
    return FileProblem(path, line, what, "Take it out of the file; a secret of the project reaches runs as a variable.")


def leaves(value: Any, path: str, seen: set[int]) -> Iterator[tuple[str, Any]]:
    """Give every value that is no block or list, with its path; what an alias repeats, once."""
    if isinstance(value, Mapping | list):
        if id(value) in seen:
            return
        seen.add(id(value))
        pairs = value.items() if isinstance(value, Mapping) else enumerate(value)
        for key, inner in pairs:
            yield from leaves(inner, f"{path}.{key}" if path else str(key), seen)
    else:
        yield path, value


def find_unknown(document: LocatedYaml) -> Iterator[FileProblem]:
    """Fields that the document does not have: read past, they would be settings that nobody notices are missing."""
    known = {path: known_in(path) for path in ["", *document.lines]}
    for path in document.lines:
        holder, _, name = path.rpartition(".")
        allowed = known.get(holder)
        if allowed is None or name in allowed or (name.isdigit() and holder.endswith(("models", "deltas"))):
            continue
        what = f"{path} is no field of AIXpert's training."
        where = holder or "The file"
        yield FileProblem(path, document.lines[path], what, f"{where} takes {', '.join(allowed)}.")
