"""Keeps the engine's own socket out of containers: who can write to it starts others, as root of the machine."""

import os
from collections.abc import Sequence
from pathlib import Path

from runners.contract.failure import StageFailure

_REMEDY = "Leave it out; a folder beside it that holds the data is enough."


def refuse_sockets(mounts: Sequence[str], field: str) -> None:
    """Refuses what is a socket, and a folder that an engine listens in.

    Raises:
        StageFailure: config, naming the mount.
    """
    sockets = [each for each in _engine_sockets() if os.path.lexists(each)]
    for mount in mounts:
        path = Path(mount.removesuffix(":ro")).resolve()
        if path.is_socket() or path in _engine_sockets() or any(each.is_relative_to(path) for each in sockets):
            what = f"With {path} in it a container would rule the machine: an engine of containers listens there."
            raise StageFailure("config", what, _REMEDY, field=field)


def _engine_sockets() -> list[Path]:
    user = os.environ.get("XDG_RUNTIME_DIR") or f"/run/user/{os.getuid()}"
    named = [
        os.environ.get(name, "").removeprefix("unix://") for name in ("DOCKER_HOST", "CONTAINER_HOST", "DOCKER_SOCK")
    ]
    known = [
        *("/run/docker.sock", "/run/podman/podman.sock", "/run/containerd/containerd.sock", "/run/crio/crio.sock"),
        *(f"{user}/docker.sock", f"{user}/podman/podman.sock"),
        *(str(Path.home() / ".docker" / inside / "docker.sock") for inside in ("run", "desktop")),
        *(each for each in named if each.startswith("/")),
    ]
    return [Path(each).resolve() for each in known]
