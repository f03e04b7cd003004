"""An attempt folder to measure in."""

import json
from pathlib import Path

RUN = "bench"


def write_attempt(folder: Path, server_url: str) -> Path:
    """A launch file that points to `server_url`; returns the folder."""
    folder.mkdir(parents=True)
    launch = {
        "run": RUN,
        "attempt": 1,
        "project": "bench",
        "stage": "command",
        "serverUrl": server_url,
        "serverFile": str(folder / "server.json"),
        "token": "bench",
        "config": {},
        "seed": 0,
        "device": "cpu",
        "resumeFromStep": None,
        "beatSeconds": 5,
        "cancelGraceSeconds": 5,
        "folders": {"attempt": str(folder), "checkpoints": str(folder), "objects": str(folder)},
        "inputs": {},
    }
    (folder / "launch.json").write_text(json.dumps(launch))
    return folder
