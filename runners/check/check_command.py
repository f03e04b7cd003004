"""Checks of a person's own program before it takes a device."""

import shutil
from pathlib import Path

from runners.check.check_room import check_device
from runners.check.request import CheckRequest
from runners.check.result import Check
from runners.stages.command.spec import CLOSED, CLOSED_REMEDY, CommandConfig


def check_command(request: CheckRequest, config: CommandConfig) -> tuple[list[Check], dict[str, int | None]]:
    """Check that folder, environment and program are there."""
    checks = [check_device(request.device)[0]]
    if not request.egress.programs and config.runtime != "container":
        checks.append(Check("egress", "block", "Egress", CLOSED, CLOSED_REMEDY, "runtime"))
    if config.folder is not None and not Path(config.folder).is_dir():
        detail = f"There is no folder {config.folder}."
        checks.append(Check("folder", "block", "Folder", detail, "Name a folder that exists.", "folder"))
    checks.append(_environment(config))
    return checks, {}


def _environment(config: CommandConfig) -> Check:
    if config.runtime == "container":
        return _container(config)
    if config.runtime == "conda":
        there = shutil.which("conda") or shutil.which("mamba")
        remedy = "Install conda, or set CONDA_EXE where Assay is started."
        if not there:
            return Check("runtime", "warn", "Environment", "There is no conda on the path.", remedy, "runtime")
        return _named(config, f"The conda environment {config.runtime_name}.")
    if config.runtime == "venv":
        if config.runtime_name and not (Path(config.runtime_name) / "bin" / "python").exists():
            detail = f"{config.runtime_name} holds no bin/python."
            remedy = "Name the folder of a virtual environment."
            return Check("runtime", "block", "Environment", detail, remedy, "runtimeName")
        return _named(config, f"The virtual environment {config.runtime_name}.")
    program = config.arguments[0]
    if shutil.which(program) is None and not (config.folder and (Path(config.folder) / program).exists()):
        detail = f"{program} is not on the path of this machine."
        return Check("program", "block", "Program", detail, "Name a program that is there.", "arguments")
    return Check("program", "pass", "Program", f"{program} is there.")


def _container(config: CommandConfig) -> Check:
    engine = shutil.which("docker") or shutil.which("podman")
    if engine is None:
        detail = "There is neither docker nor podman on this machine."
        return Check(
            "runtime", "block", "Environment", detail, "Install one, or choose another environment.", "runtime"
        )
    return _named(config, f"The image {config.runtime_name}, by {Path(engine).name}.")


def _named(config: CommandConfig, detail: str) -> Check:
    if config.runtime_name:
        return Check("runtime", "pass", "Environment", detail)
    return Check("runtime", "block", "Environment", "It has no name.", "Say which one.", "runtimeName")
