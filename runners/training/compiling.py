"""Whether a run compiles, and its layers compiled."""

import os
import shutil
import sysconfig
from pathlib import Path

import torch
from transformers import PreTrainedModel

from runners.track.stage_context import StageContext


def compiles(context: StageContext, wanted: bool, device: torch.device) -> bool:
    """Return whether to compile: where it is wanted, on CUDA; says in the log where it is wanted and cannot be."""
    if not wanted or device.type != "cuda":
        return False
    lacking = lacking_for_kernels()
    if lacking:
        context.log(f"nothing is compiled: {lacking} is not installed here, so the run is slower", "warning")
    return lacking is None


def lacking_for_kernels() -> str | None:
    """Return what Triton builds its launchers with and does not find; None where all is there."""
    if not (os.environ.get("CC") or shutil.which("gcc") or shutil.which("clang")):
        return "a C compiler"
    if not (Path(sysconfig.get_paths()["include"]) / "Python.h").is_file():
        return "the header Python.h"
    return None


def compile_layers(model: PreTrainedModel) -> None:
    """Compile each layer of the decoder by itself, so that equal layers are compiled once."""
    for layer in model.get_decoder().layers:
        layer.compile()
