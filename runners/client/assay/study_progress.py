"""Shows how far the runs of a study are."""

import shutil
import sys
import time
from typing import Any

from assay.printing import format_duration, tell
from assay.progress_text import progress_text
from assay.times import seconds_of

_QUIET_SECONDS = 10.0


class StudyProgress:
    """One line a run. On a terminal the lines are drawn over; elsewhere a line is written when it says something new.

    While a phase only counts, that is at most every ten seconds.
    """

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._drawn = 0
        self._said: dict[str, tuple[str, float]] = {}

    def show(self, study: dict[str, Any]) -> None:
        """Says what is new."""
        if self._terminal:
            self._draw(study["runs"])
            return
        for run in study["runs"]:
            self._say(run)

    def _draw(self, runs: list[dict[str, Any]]) -> None:
        width = shutil.get_terminal_size((120, 24)).columns - 1
        up = f"\x1b[{self._drawn}A" if self._drawn else ""
        sys.stderr.write(up + "".join(f"\x1b[2K{_line(run)[:width]}\n" for run in runs))
        sys.stderr.flush()
        self._drawn = len(runs)

    def _say(self, run: dict[str, Any]) -> None:
        before = self._said.get(run["id"])
        now = time.monotonic()
        key = f"{run['state']} {(run.get('progress') or {}).get('phase', '')}"
        due = before is not None and run["state"] == "running" and now - before[1] > _QUIET_SECONDS
        if before is not None and before[0] == key and not due:
            return
        self._said[run["id"]] = (key, now)
        if before is not None or run["state"] != "waiting":
            tell(_line(run))


def _line(run: dict[str, Any]) -> str:
    seconds = seconds_of(run)
    took = "" if seconds is None else f"  ({format_duration(seconds)})"
    return f"{run['name']:<30} {progress_text(run)}{took}"
