"""The folder of a run that a program started itself, the same as for any attempt, so that it can be delivered later."""

import json
import os
import re
import sys
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assay.registration import Registration

_BEAT_SECONDS = 5
_GRACE_SECONDS = 30
_REQUEST = "register.json"


def folder_of(home: Path, name: str, run: str) -> Path:
    """Where a run lies that no server knows yet."""
    return home / "offline" / f"{re.sub(r'[^A-Za-z0-9]', '-', name)[:40]}-{run}"


def write_request(folder: Path, request: Mapping[str, Any]) -> None:
    """What to register the run with once a server answers."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write_private(folder / _REQUEST, {**request, "startedAt": time.time()})


def read_request(folder: Path) -> dict[str, Any]:
    """What `write_request` kept.

    Raises:
        OSError, ValueError: when the folder holds none.
    """
    request = json.loads((folder / _REQUEST).read_bytes())
    if not isinstance(request, dict):
        raise ValueError(f"{folder / _REQUEST} holds no request")
    return request


def write_launch(home: Path, folder: Path, request: Mapping[str, Any], made: Registration | None) -> None:
    """`launch.json`; without a registration it has no token, and nobody can deliver by it yet."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    _write_private(
        folder / "launch.json",
        {
            "run": made.run if made else request["run"],
            "attempt": made.attempt if made else 1,
            "project": request.get("project") or "only",
            "stage": request["stage"],
            "serverUrl": made.server_url if made else "http://127.0.0.1",
            "serverFile": str(home / "server.json"),
            "token": made.token if made else "",
            "url": made.url if made else None,
            "config": dict(request["config"]),
            "seed": 0,
            "device": device(),
            "resumeFromStep": None,
            "beatSeconds": _BEAT_SECONDS,
            "cancelGraceSeconds": _GRACE_SECONDS,
            "folders": {
                "attempt": str(folder),
                "checkpoints": str(folder.parent / "checkpoints"),
                "objects": str(objects_of(home, folder)),
            },
            "inputs": {},
        },
    )


def read_launch(folder: Path) -> dict[str, Any]:
    """What `launch.json` says now; nothing while it cannot be read."""
    try:
        launch = json.loads((folder / "launch.json").read_bytes())
    except (OSError, ValueError):
        return {}
    return launch if isinstance(launch, dict) else {}


def objects_of(home: Path, folder: Path) -> Path:
    """Files of a run that no server knows lie with it, so that the folder can be carried away as it is."""
    return folder / "objects" if folder.parent.name == "offline" else home / "objects"


def device() -> str:
    """What this program trains on, as far as it has said yet."""
    torch = sys.modules.get("torch")
    return "cuda:0" if torch is not None and torch.cuda.is_available() else "cpu"


def _write_private(path: Path, content: Mapping[str, Any]) -> None:
    unfinished = path.with_name(f"{path.name}.{os.getpid()}")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(content, file)
    unfinished.replace(path)
