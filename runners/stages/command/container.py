"""Containers by docker or podman."""

import json
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryFile

from runners.contract.failure import StageFailure
from runners.stages.command.engine_sockets import refuse_sockets
from runners.stages.command.program import Program
from runners.track.container_record import CONTAINER_FILE

_VARIABLE = re.compile(r"[^\s=#][^\s=]*")
_IMAGE = re.compile(r"[A-Za-z0-9]\S*")


@dataclass(frozen=True)
class ContainerRequest:
    """What a container is to see: `mounts` of the person and those of our `own`, and `secrets` by their names."""

    image: str | None
    name: str
    folder: Path
    mounts: Sequence[str]
    own: Sequence[str]
    gpus: Sequence[int]
    secrets: Sequence[str]
    network: bool


def in_container(program: Program, request: ContainerRequest, attempt: Path) -> Program:
    """The engine's client in the program's place; who the container is stands in `attempt`, for whoever ends it.

    Variables of the program and secrets reach the container alone: the client runs on the machine itself, and its own
    variables say which engine it talks to.

    Raises:
        StageFailure: config, when no image is named, no engine is there, or something cannot be given to it.
    """
    engine = shutil.which("docker") or shutil.which("podman")
    if engine is None:
        remedy = "Install docker or podman, or choose another environment."
        raise StageFailure("config", "There is neither docker nor podman on this machine.", remedy, field="runtime")
    image = _checked_image(request.image)
    refuse_sockets([str(request.folder)], "folder")
    refuse_sockets(request.mounts, "mounts")
    secrets = {name: os.environ[name] for name in request.secrets if name in os.environ}
    given = {name: value for name, value in program.variables.items() if value is not None}
    name = Path(engine).name
    options = [
        *("--rm", "--init", "--network", *(["host"] if request.network else ["none", "--pull", "never"])),
        *("--name", request.name),
        *("--user", f"{os.getuid()}:{os.getgid()}", "--workdir", str(request.folder)),
        *(["--userns", "keep-id"] if name == "podman" and os.getuid() != 0 else []),
        *_volumes([str(request.folder), *request.mounts, *request.own]),
        *_gpu_options(name, request.gpus),
        *("--env-file", _env_file({**given, **secrets}, attempt)),
    ]
    record = {"engine": engine, "name": request.name}
    (attempt / CONTAINER_FILE).write_text(json.dumps(record))
    return Program((engine, "run", *options, image, *program.arguments), dict.fromkeys(request.secrets))


def _checked_image(image: str | None) -> str:
    remedy = "Name an image, e.g. pytorch/pytorch:latest."
    if not image:
        raise StageFailure("config", "No container image is named.", remedy, field="runtimeName")
    if not _IMAGE.fullmatch(image):
        raise StageFailure("config", f"{image} is no name of an image.", remedy, field="runtimeName")
    return image


def _env_file(variables: Mapping[str, str], folder: Path) -> str:
    """An open file of `NAME=value` lines that has no name any more; the engine finds it by its number."""
    for name, value in variables.items():
        if not _VARIABLE.fullmatch(name):
            raise StageFailure("config", f"“{name}” is no name of a variable.", "Rename it.", field="environment")
        if "\n" in value or "\r" in value or "\0" in value:
            what = f"{name} has several lines, and a container takes variables of one line."
            raise StageFailure("config", what, "Write it in one line, e.g. in base64.", field="environment")
    with TemporaryFile(dir=folder) as file:
        file.write("".join(f"{name}={value}\n" for name, value in variables.items()).encode())
        file.flush()
        file.seek(0)
        number = os.dup(file.fileno())
    os.set_inheritable(number, True)
    return f"/dev/fd/{number}"


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


def container_variables(variables: Mapping[str, str | None]) -> dict[str, str | None]:
    """Variables for inside: its devices are counted from 0 there, and its PATH is the image's own."""
    return {name: value for name, value in variables.items() if name not in {"PATH", "CUDA_VISIBLE_DEVICES"}}
