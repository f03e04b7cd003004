"""Everything a training needs to go on as if it had never stopped: weights, moments, random state, counters.

Tensors are safetensors and the rest is JSON, so that loading a checkpoint never runs code that lies in it.
"""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file

from runners.contract.failure import StageFailure
from runners.training.master_weights import MasterAdamW
from runners.training.trained_model import TrainedModel

STATE_VERSION = 1


@dataclass
class Counters:
    """How far a training is. `step` counts finished optimizer steps, `tokens` those seen without padding."""

    step: int = 0
    tokens: int = 0
    best_step: int | None = None
    best_loss: float | None = None
    last_loss: float | None = None
    validation_loss: float | None = None
    owes_validation: bool = False
    """A stop cut this step's validation short; whoever resumes makes up for it."""


def fingerprint(settings: Mapping[str, Any]) -> str:
    """Return a digest of what must be the same for a checkpoint to be continued."""
    return hashlib.sha256(json.dumps(settings, sort_keys=True, default=str).encode()).hexdigest()


def save_state(
    folder: Path, trained: TrainedModel, optimizer: MasterAdamW, counters: Counters, settings_digest: str
) -> None:
    """Write the whole state into `folder`."""
    trained.save({name: value.data for name, value in optimizer.masters.items()}, folder)
    save_file(
        {key: value.cpu().contiguous() for key, value in optimizer.state().items()}, folder / "optimizer.safetensors"
    )
    save_file(random_state(), folder / "random.safetensors")
    record = {"version": STATE_VERSION, "settings": settings_digest, "torch": torch.__version__, **asdict(counters)}
    (folder / "state.json").write_text(json.dumps(record, indent=2))


def load_state(folder: Path, trained: TrainedModel, optimizer: MasterAdamW, settings_digest: str) -> Counters:
    """Take over the state in `folder`.

    Raises:
        StageFailure: there is no checkpoint, or one of other settings, weights or version.
    """
    if not (folder / "state.json").is_file():
        raise StageFailure(
            "machine",
            f"The checkpoint {folder.name} is not on this machine.",
            "Resume where the checkpoint lies, or retry from the beginning.",
        )
    record = json.loads((folder / "state.json").read_text())
    if record.pop("version") != STATE_VERSION:
        raise StageFailure(
            "code", f"{folder.name} was written by another version of Assay.", "Retry from the beginning."
        )
    if record.pop("settings") != settings_digest:
        raise StageFailure(
            "config",
            f"{folder.name} belongs to other settings, data or seed, so going on from it would be neither run.",
            "Resume with the settings of the first attempt, or retry from the beginning.",
        )
    record.pop("torch")
    weights, state = trained.read(folder), load_file(folder / "optimizer.safetensors")
    if set(weights) != set(optimizer.masters):
        raise StageFailure("code", f"{folder.name} holds other weights than are trained.", "Retry from the beginning.")
    optimizer.restore(weights, state)
    restore_random_state(load_file(folder / "random.safetensors"))
    return Counters(**record)


def random_state() -> dict[str, torch.Tensor]:
    """Return torch's random state on the CPU and on every CUDA device in use, as bytes."""
    state = {"cpu": torch.get_rng_state()}
    if torch.cuda.is_available():
        state["cuda"] = torch.cuda.get_rng_state()
    return state


def restore_random_state(state: Mapping[str, torch.Tensor]) -> None:
    """Set torch's random state."""
    torch.set_rng_state(state["cpu"])
    if "cuda" in state and torch.cuda.is_available():
        torch.cuda.set_rng_state(state["cuda"])
