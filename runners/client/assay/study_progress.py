"""Shows how far a study is."""

import shutil
import sys
import time
from collections.abc import Sequence

from assay.printing import format_duration, tell
from assay.study_lines import Line

_QUIET_SECONDS = 10.0


class StudyProgress:
    """On a terminal the lines are drawn over; elsewhere a line is written when it says something new.

    While a phase only counts, that is at most every ten seconds.
    """

    def __init__(self) -> None:
        self._terminal = sys.stderr.isatty()
        self._drawn = 0
        self._said: dict[str, tuple[str, float]] = {}

    def show(self, lines: Sequence[Line]) -> None:
        """Says what is new."""
        if self._terminal:
            self._draw(lines)
            return
        for line in lines:
            self._say(line)

    def _draw(self, lines: Sequence[Line]) -> None:
        width = shutil.get_terminal_size((120, 24)).columns - 1
        up = f"\x1b[{self._drawn}A" if self._drawn else ""
        sys.stderr.write(up + "".join(f"\x1b[2K{_written(line)[:width]}\n" for line in lines))
        sys.stderr.flush()
        self._drawn = len(lines)

    def _say(self, line: Line) -> None:
        before = self._said.get(line.id)
        now = time.monotonic()
        due = before is not None and line.counts and now - before[1] > _QUIET_SECONDS
        if before is not None and before[0] == line.phase and not due:
            return
        self._said[line.id] = (line.phase, now)
        if not line.waits:
            tell(_written(line))


def _written(line: Line) -> str:
    took = "" if line.seconds is None else f"  ({format_duration(line.seconds)})"
    return f"{line.name:<30} {line.text}{took}"
