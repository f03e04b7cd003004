"""Becomes the person's program."""

import os
import sys
from pathlib import Path
from typing import cast

from runners.contract.failure import StageFailure, StageStopped
from runners.stages.command.spec import CommandConfig
from runners.track.import_path import python_path
from runners.track.stage_context import StageContext


def run(context: StageContext) -> None:
    """Replaces this process: the program keeps its id, so stopping, watching and exit codes are its own.

    It finds the attempt through `ASSAY_ATTEMPT_FOLDER`, where `assay.init()` looks. Its end is written by the
    supervisor.

    Raises:
        StageFailure: config, when the program or the folder is not there.
        StageStopped: asked to stop before the program began.
    """
    config = cast(CommandConfig, context.config)
    folder = Path(config.folder) if config.folder is not None else context.work_folder
    if not folder.is_dir():
        raise StageFailure("config", f"There is no folder {folder}.", "Name a folder that exists.", field="folder")
    environment = {
        **os.environ,
        **config.environment,
        "ASSAY_ATTEMPT_FOLDER": str(context.launch.folders.attempt),
        "ASSAY_DEVICE": context.device,
        "ASSAY_SEED": str(context.seed),
        "PYTHONPATH": python_path(),
        "PYTHONUNBUFFERED": "1",
    }
    if context.device == "cpu":
        environment["CUDA_VISIBLE_DEVICES"] = ""
    if context.stop_requested:
        raise StageStopped
    os.chdir(folder)
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        os.execvpe(config.arguments[0], config.arguments, environment)
    except OSError as error:
        program = config.arguments[0]
        reason = f"{program} cannot be started: {(error.strerror or 'unknown').lower()}."
        raise StageFailure("config", reason, "Name a program that is on this machine.", "arguments") from error
