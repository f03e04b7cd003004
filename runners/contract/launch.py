"""The launch file: everything the runner is told about one attempt."""

from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import Field

from runners.contract.wire import WireModel

DatasetType = Literal["sft", "preference", "unpaired", "qa", "prompts", "tagged", "notes"]


class Folders(WireModel):
    """Where an attempt may write. Checkpoints and objects outlive it."""

    attempt: Path
    checkpoints: Path
    objects: Path


class DatasetInput(WireModel):
    """A dataset version as JSONL: id, split, group, section, source, reference, metadata.

    Of `preference`: id, split, group, section, prompt, chosen, rejected, h_chosen, h_rejected (0 factual, 1
    hallucinated), flipped, origin. Of `unpaired`: id, split, group, section, prompt, completion, label, h, origin.
    """

    kind: Literal["dataset"] = "dataset"
    version: str = Field(min_length=1)
    type: DatasetType
    path: Path


class ModelInput(WireModel):
    """A model as a folder of weights, with the folder of an adapter where one stands on it."""

    kind: Literal["model"] = "model"
    model: str | None = None
    """Registry id; null where the folder comes straight from another run."""
    folder: Path
    adapter_folder: Path | None = None


class GenerationsInput(WireModel):
    """Another run's texts as JSONL: example, section, source, reference, text, finishReason and token counts."""

    kind: Literal["run"] = "run"
    run: str = Field(min_length=1)
    path: Path


class FilesInput(WireModel):
    """Another run's artifact as a folder, such as a stored reference."""

    kind: Literal["files"] = "files"
    run: str = Field(min_length=1)
    folder: Path


StageInputValue = Annotated[DatasetInput | ModelInput | GenerationsInput | FilesInput, Field(discriminator="kind")]


class Egress(WireModel):
    """Ways out of the building that are open to an attempt."""

    hub: bool = True
    """Whether models may be fetched from a hub."""
    programs: bool = True
    """Whether a person's own program may use the network."""


class Launch(WireModel):
    """One attempt of one run, written by the executor as `launch.json` (mode 0600: it holds the token)."""

    run: str = Field(min_length=1)
    attempt: int = Field(ge=1)
    project: str = Field(min_length=1)
    stage: str = Field(min_length=1)
    server_url: str = Field(pattern=r"^https?://")
    server_file: Path
    """`server.json`, which says where the server is once `serverUrl` no longer answers."""
    token: str = Field(min_length=1, repr=False)
    config: dict[str, Any]
    """As the person gave it; the stage's own model validates it and fills the defaults."""
    seed: int = Field(ge=0, lt=2**32)
    device: str = Field(pattern=r"^(cpu|cuda:\d+)$")
    further_devices: list[Annotated[str, Field(pattern=r"^cuda:\d+$")]] = Field(default_factory=list)
    """What the attempt was given beside `device`."""
    resume_from_step: int | None = Field(default=None, ge=0)
    beat_seconds: float = Field(gt=0)
    cancel_grace_seconds: float = Field(ge=0)
    folders: Folders
    inputs: dict[str, StageInputValue]
    egress: Egress = Field(default_factory=Egress)


def read_launch(folder: Path) -> Launch:
    """The launch file of an attempt folder.

    Raises:
        OSError: when it cannot be read.
        pydantic.ValidationError: when it does not keep to the contract.
    """
    return Launch.model_validate_json((folder / "launch.json").read_bytes())
