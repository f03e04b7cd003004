"""Reads journals in tests."""

import json
from pathlib import Path
from typing import Any

from runners.contract.frame import columns, scan_frames


def events_of(folder: Path) -> list[dict[str, Any]]:
    """All events of an attempt folder; columns stand under `columns`. Fails on anything but whole frames."""
    scan = scan_frames((folder / "journal.frames").read_bytes())
    assert scan.problem is None
    events = []
    for frame in scan.frames:
        event = json.loads(frame.header)
        if "keys" in event:
            event["columns"] = [list(column) for column in columns(frame, len(event["keys"]) + 2)]
        events.append(event)
    return events
