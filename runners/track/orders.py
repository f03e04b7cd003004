"""What the supervisor reads of the launch file, without pydantic: it is to start its stage within milliseconds."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple


class Orders(NamedTuple):
    """The part of `runners.contract.launch.Launch` that concerns no stage."""

    folder: Path
    run: str
    attempt: int
    stage: str
    device: str
    further_devices: tuple[str, ...]
    token: str
    server_url: str
    server_file: Path
    beat_seconds: float
    cancel_grace_seconds: float
    offline: bool
    secrets: Mapping[str, str]
    """Variables for the stage; they stand in no file once the supervisor has read them."""


def take_secrets(folder: Path) -> dict[str, str]:
    """What `secrets.json` of an attempt folder holds; the file is gone afterwards."""
    file = folder / "secrets.json"
    try:
        held: dict[str, str] = json.loads(file.read_bytes())
    except FileNotFoundError:
        return {}
    file.unlink()
    return held


def read_orders(folder: Path) -> Orders:
    """The orders in an attempt folder, without its secrets.

    Raises:
        OSError, ValueError, KeyError: when the launch file is missing, no JSON, or lacks one of them.
    """
    launch = json.loads((folder / "launch.json").read_bytes())
    return Orders(
        folder=folder.resolve(),
        run=launch["run"],
        attempt=launch["attempt"],
        stage=launch["stage"],
        device=launch["device"],
        further_devices=tuple(launch.get("furtherDevices", ())),
        token=launch["token"],
        server_url=launch["serverUrl"],
        server_file=Path(launch["serverFile"]),
        beat_seconds=launch["beatSeconds"],
        cancel_grace_seconds=launch["cancelGraceSeconds"],
        offline=not launch.get("egress", {}).get("hub", True),
        secrets={},
    )
