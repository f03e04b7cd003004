"""Becomes the person's program."""

import os
import sys
from pathlib import Path
from typing import cast

from runners.contract.failure import StageFailure, StageStopped
from runners.stages.command.code_state import read_code_state
from runners.stages.command.container import ContainerRequest, container_variables, in_container
from runners.stages.command.program import Program, by_torchrun
from runners.stages.command.runtimes import in_conda, in_venv
from runners.stages.command.spec import CLOSED, CLOSED_REMEDY, CommandConfig
from runners.track.import_path import import_folders, python_path
from runners.track.stage_context import StageContext


def run(context: StageContext) -> None:
    """Replaces this process: the program keeps its id, so stopping, watching and exit codes are its own.

    It finds the attempt through `ASSAY_ATTEMPT_FOLDER`, where `assay.init()` looks. Its end is written by the
    supervisor.

    Raises:
        StageFailure: config, when the program, its folder or its environment is not there.
        StageStopped: asked to stop before the program began.
    """
    config = cast(CommandConfig, context.config)
    folder = Path(config.folder) if config.folder is not None else context.work_folder
    if not folder.is_dir():
        raise StageFailure("config", f"There is no folder {folder}.", "Name a folder that exists.", field="folder")
    if config.folder is not None:
        _keep_code_state(context, folder)
    if not context.launch.egress.programs and config.runtime != "container":
        raise StageFailure("config", CLOSED, CLOSED_REMEDY, field="runtime")
    program = _program(context, config, folder)
    if context.stop_requested:
        raise StageStopped
    _become(program, folder, config.arguments[0])


def _keep_code_state(context: StageContext, folder: Path) -> None:
    state = read_code_state(folder)
    if state is None:
        return
    facts = {"commit": state.commit, "branch": state.branch, "changed": state.changed, "untracked": state.untracked}
    if state.too_large:
        context.log("The difference to the commit is over 8 MiB and was not kept.", "warning")
    if state.difference is None or state.untracked is None:
        what = "the difference to the commit" if state.difference is None else "which files are untracked"
        context.log(f"git did not tell {what}: whether the code was changed is not known.", "warning")
    difference = context.work_folder / "code.diff"
    difference.write_bytes(b"" if state.too_large else state.difference or b"")
    context.artifact(difference, "code.diff", "file", facts)


def _program(context: StageContext, config: CommandConfig, folder: Path) -> Program:
    given = [context.device, *context.launch.further_devices]
    gpus = [int(each.removeprefix("cuda:")) for each in given if each != "cpu"]
    attempt = context.launch.folders.attempt
    program = Program(
        tuple(config.arguments),
        {
            **config.environment,
            "ASSAY_ATTEMPT_FOLDER": str(attempt),
            "ASSAY_DEVICE": "cuda:0" if gpus else "cpu",
            "ASSAY_SEED": str(context.seed),
            "CUDA_VISIBLE_DEVICES": ",".join(map(str, gpus)),
            "PYTHONPATH": python_path(),
            "PYTHONUNBUFFERED": "1",
        },
    )
    if config.torchrun:
        program = by_torchrun(program, max(1, len(gpus)))
    if config.runtime == "venv":
        return in_venv(program, config.runtime_name)
    if config.runtime == "conda":
        return in_conda(program, config.runtime_name)
    if config.runtime == "container":
        request = ContainerRequest(
            image=config.runtime_name,
            name=f"assay-{context.launch.run}-{context.launch.attempt}",
            folder=folder,
            mounts=config.mounts,
            own=[str(attempt), str(context.launch.folders.objects), *_read_only(import_folders())],
            gpus=gpus,
            secrets=config.secrets,
            network=context.launch.egress.programs,
        )
        # By which the executor finds every process of an attempt.
        marked = {**program.variables, "ASSAY_ATTEMPT": os.environ.get("ASSAY_ATTEMPT")}
        inside = Program(program.arguments, container_variables(marked))
        return in_container(inside, request, attempt)
    return program


def _read_only(folders: list[Path]) -> list[str]:
    return [f"{folder}:ro" for folder in folders]


def _become(program: Program, folder: Path, named: str) -> None:
    environment = program.environment(os.environ)
    os.chdir(folder)
    sys.stdout.flush()
    sys.stderr.flush()
    try:
        os.execvpe(program.arguments[0], program.arguments, environment)
    except OSError as error:
        reason = f"{named} cannot be started: {(error.strerror or 'unknown').lower()}."
        raise StageFailure("config", reason, "Name a program that is on this machine.", "arguments") from error
