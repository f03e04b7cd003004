"""What a folder with a model must hold, read without loading it."""

import json
import struct
from dataclasses import dataclass
from math import prod
from pathlib import Path
from typing import Any

from runners.contract.failure import StageFailure

RANDOM_WEIGHTS = "random-weights.json"
TOKENIZER_FILES = ("tokenizer.json", "tokenizer.model")
PICKLED = ("*.bin", "*.pt", "*.pth", "*.ckpt", "*.pkl")


@dataclass(frozen=True)
class ModelFolder:
    """A checked folder of a model.

    `random_seed` is set where weights are drawn from that seed at loading instead of lying on disk.
    """

    path: Path
    architecture: str
    parameters: int
    bytes: int
    dtype: str
    chat_template: bool
    random_seed: int | None
    config: dict[str, Any]


def read_model_folder(path: Path, field: str | None = None) -> ModelFolder:
    """Check that a folder holds configuration, tokenizer and safetensors, and describe it.

    Raises:
        StageFailure: the folder misses a part or holds pickled weights only; says which and what to do.
    """
    if not path.is_dir():
        raise StageFailure("config", f"There is no model folder {path.name}.", "Give the path of a folder.", field)
    config_file = path / "config.json"
    if not config_file.is_file():
        raise StageFailure(
            "config", f"The folder {path.name} has no config.json.", "Point to the folder that holds it.", field
        )
    config = json.loads(config_file.read_text())
    if not any((path / name).is_file() for name in TOKENIZER_FILES):
        raise StageFailure(
            "config",
            f"The folder {path.name} has no tokenizer ({' or '.join(TOKENIZER_FILES)}).",
            "Save the tokenizer into the same folder with tokenizer.save_pretrained().",
            field,
        )
    architecture = str((config.get("architectures") or [config.get("model_type", "unknown")])[0])
    marker = path / RANDOM_WEIGHTS
    random_weights = json.loads(marker.read_text()) if marker.is_file() else None
    tensors = {} if random_weights else read_tensors(weight_files(path, field))
    return ModelFolder(
        path=path,
        architecture=architecture,
        parameters=random_weights["parameters"] if random_weights else sum(prod(t["shape"]) for t in tensors.values()),
        bytes=sum(file.stat().st_size for file in path.rglob("*") if file.is_file()),
        dtype=random_weights["dtype"] if random_weights else most_common([t["dtype"] for t in tensors.values()]),
        chat_template=has_chat_template(path),
        random_seed=random_weights["seed"] if random_weights else None,
        config=config,
    )


def weight_files(path: Path, field: str | None = None) -> list[Path]:
    """Return the safetensors files of a folder; an index names all it needs.

    Raises:
        StageFailure: no safetensors, pickled weights only, or a shard of the index is missing.
    """
    index = path / "model.safetensors.index.json"
    if index.is_file():
        names = sorted(set(json.loads(index.read_text())["weight_map"].values()))
        missing = [name for name in names if not (path / name).is_file()]
        if missing:
            raise StageFailure(
                "config",
                f"{len(missing)} of {len(names)} weight files are missing, the first is {missing[0]}.",
                "Copy the missing files into the folder.",
                field,
            )
        return [path / name for name in names]
    files = sorted(path.glob("*.safetensors"))
    if files:
        return files
    pickled = sorted(file.name for pattern in PICKLED for file in path.glob(pattern))
    if pickled:
        raise StageFailure(
            "config",
            f"The weights are pickled ({pickled[0]}), and loading a pickle runs code that it contains.",
            "Convert once where you trust it: AutoModelForCausalLM.from_pretrained(FOLDER)"
            ".save_pretrained(NEW, safe_serialization=True).",
            field,
        )
    raise StageFailure(
        "config", f"The folder {path.name} has no weights (*.safetensors).", "Add the weights to the folder.", field
    )


def read_tensors(files: list[Path]) -> dict[str, dict[str, Any]]:
    """Return name -> {dtype, shape} from the headers of safetensors files (length in 8 bytes, then JSON)."""
    tensors: dict[str, dict[str, Any]] = {}
    for file in files:
        with file.open("rb") as handle:
            (length,) = struct.unpack("<Q", handle.read(8))
            header = json.loads(handle.read(length))
        tensors |= {name: entry for name, entry in header.items() if name != "__metadata__"}
    return tensors


def most_common(values: list[str]) -> str:
    """Return the value that occurs most often; `unknown` of nothing."""
    return max(sorted(set(values)), key=values.count) if values else "unknown"


def has_chat_template(path: Path) -> bool:
    """Say whether the tokenizer of this folder brings a chat template."""
    if (path / "chat_template.jinja").is_file():
        return True
    settings = path / "tokenizer_config.json"
    return settings.is_file() and bool(json.loads(settings.read_text()).get("chat_template"))
