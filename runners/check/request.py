"""What is to be checked: a launch file, as far as it is known before the run starts."""

from pathlib import Path
from typing import Any

from pydantic import ConfigDict, Field

from runners.contract.launch import Egress, StageInputValue
from runners.contract.wire import WireModel


class CheckFolders(WireModel):
    """Where checkpoints and objects will lie."""

    model_config = ConfigDict(extra="ignore")

    checkpoints: Path | None = None
    objects: Path | None = None


class CheckRequest(WireModel):
    """The parts of a launch file that checks read; an input that another run has still to make is left out."""

    model_config = ConfigDict(extra="ignore")

    stage: str
    config: dict[str, Any]
    device: str = Field(default="cpu", pattern=r"^(cpu|cuda:\d+)$")
    inputs: dict[str, StageInputValue] = Field(default_factory=dict)
    folders: CheckFolders = Field(default_factory=CheckFolders)
    egress: Egress = Field(default_factory=Egress)
    trained_on_hashes: list[str] = Field(default_factory=list)
    """Hashes of the source texts (`runners.text.normal_form.text_hash`) that the model learned from."""
