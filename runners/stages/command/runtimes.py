"""Virtual environments of Python and conda: how a program is started inside of them."""

import os
import shutil
from pathlib import Path

from runners.contract.failure import StageFailure
from runners.stages.command.program import Program

# What `conda activate` does in a shell, and then the shell becomes the program, so that signals are the program's own.
_ACTIVATE = 'script=$("$0" shell.posix activate "$1") || exit 1; eval "$script" && shift && exec "$@"'


def in_venv(program: Program, name: str | None) -> Program:
    """As after `source NAME/bin/activate`.

    Raises:
        StageFailure: config, when there is no virtual environment of that name.
    """
    folder = Path(name or "")
    if not name or not (folder / "bin" / "python").exists():
        what = f"{folder} holds no bin/python." if name else "No virtual environment is named."
        raise StageFailure("config", what, "Name the folder of a virtual environment.", field="runtimeName")
    path = os.pathsep.join([str(folder / "bin"), os.environ.get("PATH", os.defpath)])
    return program.with_variables({"VIRTUAL_ENV": str(folder), "PATH": path, "PYTHONHOME": None})


def in_conda(program: Program, name: str | None) -> Program:
    """As after `conda activate NAME`, activation scripts included.

    Raises:
        StageFailure: config, when conda or the environment's name is missing.
    """
    conda = os.environ.get("CONDA_EXE") or shutil.which("conda") or shutil.which("mamba")
    if conda is None:
        remedy = "Install conda, or set CONDA_EXE where Assay is started."
        raise StageFailure("config", "There is no conda on this machine.", remedy, field="runtime")
    if not name:
        remedy = "Name an environment that `conda env list` shows."
        raise StageFailure("config", "No conda environment is named.", remedy, field="runtimeName")
    return Program(("/bin/sh", "-c", _ACTIVATE, conda, name, *program.arguments), program.variables)
