"""Attempts under a real supervisor process, for tests."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parent.parent.parent
TOKEN = "token-0123456789abcdef"


def write_launch(folder: Path, server_url: str, program: list[str], **changes: Any) -> Path:
    """An attempt folder of the stage `command`."""
    folder.mkdir(parents=True, exist_ok=True)
    launch = {
        "run": "k3m9x2p7q4w8za",
        "attempt": 1,
        "project": "p1",
        "stage": "command",
        "serverUrl": server_url,
        "serverFile": str(folder.parent / "server.json"),
        "token": TOKEN,
        "config": {"arguments": program},
        "seed": 1,
        "device": "cpu",
        "resumeFromStep": None,
        "beatSeconds": 0.2,
        "cancelGraceSeconds": 5,
        "folders": {
            "attempt": str(folder),
            "checkpoints": str(folder.parent / "checkpoints"),
            "objects": str(folder.parent / "objects"),
        },
        "inputs": {},
        **changes,
    }
    (folder / "launch.json").write_text(json.dumps(launch))
    return folder


def python(code: str) -> list[str]:
    """A program that runs `code`."""
    return [sys.executable, "-c", code]


def supervise(folder: Path, **environment: str) -> subprocess.Popen[bytes]:
    """A supervisor, started as the executor does."""
    return subprocess.Popen(
        [sys.executable, "-m", "runners", "supervise", str(folder)],
        cwd=ROOT,
        env={**os.environ, **environment},
        start_new_session=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def wait_until(condition: Callable[[], bool], seconds: float = 10) -> None:
    """Fails when the condition does not come true in time."""
    until = time.monotonic() + seconds
    while not condition():
        assert time.monotonic() < until, "did not happen in time"
        time.sleep(0.01)


def is_running(pid: int) -> bool:
    """Whether a process is there and no zombie."""
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
