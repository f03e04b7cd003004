"""Marks an attempt folder of which the server has everything, so that nobody asks again."""

from contextlib import suppress
from pathlib import Path

_NAME = "delivered"


def mark_delivered(folder: Path) -> None:
    """Remembers how long the journal was; a full disk forgets it, and delivering again changes nothing."""
    with suppress(OSError):
        (folder / _NAME).write_text(str((folder / "journal.frames").stat().st_size))


def is_delivered(folder: Path) -> bool:
    """Whether nothing was written since it was marked."""
    try:
        return int((folder / _NAME).read_text()) == (folder / "journal.frames").stat().st_size
    except (OSError, ValueError):
        return False
