"""What an attempt used so far: measured by the supervisor, told by whoever ends the attempt."""

import json
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path


@dataclass(slots=True)
class Usage:
    """Peaks over the whole process tree; None where the machine does not tell."""

    peak_memory_bytes: int | None = None
    peak_device_memory_bytes: int | None = None
    energy_joules: float | None = None

    def save(self, folder: Path) -> None:
        """Replaces `usage.json` in the attempt folder; a full disk keeps the one before."""
        fresh = folder / "usage.json.new"
        with suppress(OSError):
            fresh.write_text(json.dumps(asdict(self)))
            fresh.replace(folder / "usage.json")


def load_usage(folder: Path) -> Usage:
    """The last saved one, or an empty one: a stage without a supervisor measures only itself."""
    try:
        return Usage(**json.loads((folder / "usage.json").read_text()))
    except (OSError, ValueError):
        return Usage()


def larger(one: int | None, other: int | None) -> int | None:
    """The larger of two peaks, of which either may be unknown."""
    known = [each for each in (one, other) if each is not None]
    return max(known) if known else None
