"""The container that an attempt's program runs in: the engine's client can die without it."""

import json
import subprocess
from pathlib import Path

CONTAINER_FILE = "container.json"
_SECONDS = 20.0


def kill_container(attempt_folder: Path) -> bool:
    """Ends the container that `container.json` of an attempt folder names; False when none lives."""
    try:
        record = json.loads((attempt_folder / CONTAINER_FILE).read_bytes())
    except FileNotFoundError:
        return False
    command = [record["engine"], "kill", record["name"]]
    try:
        return subprocess.run(command, capture_output=True, timeout=_SECONDS, check=False).returncode == 0
    except subprocess.TimeoutExpired:
        return False
