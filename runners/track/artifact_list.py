"""Names the objects that a server on another machine has yet to get: `artifacts.list`, one a line."""

import json
import os
from collections.abc import Sequence
from pathlib import Path

_NAME = "artifacts.list"


def add_objects(folder: Path, objects: Path, digests: Sequence[str]) -> None:
    """Adds digests and where they lie; written before the event, so that no artifact is told and forgotten."""
    lines = "".join(json.dumps({"objects": str(objects), "digest": digest}) + "\n" for digest in digests)
    handle = os.open(folder / _NAME, os.O_WRONLY | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        os.write(handle, lines.encode())
    finally:
        os.close(handle)


def read_objects(folder: Path, first: int = 0) -> list[tuple[str, Path]]:
    """Digest and file of each, from the entry `first` on.

    A folder that was carried to another machine brings its objects beside the list.
    """
    try:
        lines = (folder / _NAME).read_text().splitlines()[first:]
    except OSError:
        return []
    return [(entry["digest"], _locate(folder, entry)) for entry in map(json.loads, filter(_whole, lines))]


def _whole(line: str) -> bool:
    return line.startswith("{") and line.endswith("}")


def _locate(folder: Path, entry: dict[str, str]) -> Path:
    inside = Path(entry["digest"][:2], entry["digest"])
    carried = folder / "objects" / inside
    return carried if carried.is_file() else Path(entry["objects"]) / inside
