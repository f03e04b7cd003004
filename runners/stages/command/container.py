"""Containers by docker or podman."""

import json
import os
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from runners.contract.failure import StageFailure
from runners.stages.command.program import Program
from runners.track.container_record import CONTAINER_FILE


@dataclass(frozen=True)
class ContainerRequest:
    """What a container is to see. `passed` are variables of this process that go in by name, so in no argument."""

    image: str | None
    name: str
    folder: Path
    mounts: Sequence[str]
    gpus: Sequence[int]
    passed: Sequence[str]
    network: bool


def in_container(program: Program, request: ContainerRequest, record_in: Path) -> Program:
    """The engine's client in the program's place; who the container is stands in `record_in`, for whoever ends it.

    Raises:
        StageFailure: config, when no image is named or no engine is there.
    """
    engine = shutil.which("docker") or shutil.which("podman")
    if engine is None:
        remedy = "Install docker or podman, or choose another environment."
        raise StageFailure("config", "There is neither docker nor podman on this machine.", remedy, field="runtime")
    if not request.image:
        remedy = "Name an image, e.g. pytorch/pytorch:latest."
        raise StageFailure("config", "No container image is named.", remedy, field="runtimeName")
    record = {"engine": engine, "name": request.name}
    (record_in / CONTAINER_FILE).write_text(json.dumps(record))
    variables = {name: value for name, value in program.variables.items() if value is not None}
    name = Path(engine).name
    options = [
        *("--rm", "--init", "--network", "host" if request.network else "none", "--name", request.name),
        *("--user", f"{os.getuid()}:{os.getgid()}", "--workdir", str(request.folder)),
        *(["--userns", "keep-id"] if name == "podman" and os.getuid() != 0 else []),
        *_volumes([str(request.folder), *request.mounts]),
        *_gpu_options(name, request.gpus),
        *_by_name([*variables, *request.passed]),
    ]
    return Program((engine, "run", *options, request.image, *program.arguments), variables)


def _volumes(mounts: Sequence[str]) -> list[str]:
    options: list[str] = []
    for mount in dict.fromkeys(mounts):
        path, read_only = mount.removesuffix(":ro"), mount.endswith(":ro")
        options += ["--volume", f"{path}:{path}{':ro' if read_only else ''}"]
    return options


def _gpu_options(engine: str, gpus: Sequence[int]) -> list[str]:
    if not gpus:
        return []
    if engine == "podman":
        return [option for gpu in gpus for option in ("--device", f"nvidia.com/gpu={gpu}")]
    return ["--gpus", f'"device={",".join(map(str, gpus))}"']


def _by_name(names: Sequence[str]) -> list[str]:
    return [option for name in dict.fromkeys(names) for option in ("--env", name)]


def container_variables(variables: Mapping[str, str | None]) -> dict[str, str | None]:
    """Variables for inside: its devices are counted from 0 there, and its PATH is the image's own."""
    return {name: value for name, value in variables.items() if name not in {"PATH", "CUDA_VISIBLE_DEVICES"}}
