"""Finds the stages: a stage is a folder of this package with `spec.py` (light) and `run.py` (heavy)."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, cast

from runners.contract.failure import StageFailure
from runners.contract.stage import StageSpec

if TYPE_CHECKING:
    from runners.track.stage_context import StageContext


def stage_names() -> list[str]:
    """Names of all stages, e.g. `import-model` for the folder `import_model`."""
    return sorted(path.parent.name.replace("_", "-") for path in Path(__file__).parent.glob("*/spec.py"))


def load_spec(stage: str) -> StageSpec:
    """What a stage says about itself, without importing torch.

    Raises:
        StageFailure: config, when there is no such stage.
    """
    if stage not in stage_names():
        known = ", ".join(stage_names())
        raise StageFailure("config", f"There is no stage “{stage}”.", f"Use one of: {known}.", field="stage")
    return cast(StageSpec, import_module(f"runners.stages.{stage.replace('-', '_')}.spec").SPEC)


def load_run(stage: str) -> "Callable[[StageContext], None]":
    """The function that does the work; importing it may take seconds."""
    return cast("Callable[[StageContext], None]", import_module(f"runners.stages.{stage.replace('-', '_')}.run").run)
