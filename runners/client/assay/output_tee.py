"""Keeps what a program prints in the run's log, while it still goes where it went."""

import os
import sys
import threading
import time
import weakref
from typing import Any, Literal, TextIO, cast

from runners.track.event_log import EventLog
from runners.track.log_level import guess_level

_LONGEST_LINE = 32 * 1024
_PARTIAL_SECONDS = 1.0

StreamName = Literal["stdout", "stderr"]


class OutputTee:
    """Stands for `sys.stdout` or `sys.stderr`; all but writing is left to the stream behind it.

    Of a line that overwrites itself, as progress bars do, what a terminal would show is kept once a second.
    """

    def __init__(self, stream: TextIO, name: StreamName, events: EventLog) -> None:
        self.stream = stream
        self._name = name
        self._events = events
        self._rest = ""
        self._kept_at = time.monotonic()
        self._lock = threading.RLock()
        own = weakref.ref(self)
        os.register_at_fork(after_in_child=lambda: _renew(own))

    def after_fork(self) -> None:
        """Another thread may have held the lock, and that thread is not in the child; nor is its half a line."""
        self._lock = threading.RLock()
        self._rest = ""

    def write(self, text: str) -> int:
        """Writes it through, and keeps every line that is whole."""
        written = self.stream.write(text)
        with self._lock:
            *whole, self._rest = (self._rest + text).split("\n")
            overdue = "\r" in self._rest and time.monotonic() - self._kept_at >= _PARTIAL_SECONDS
            if overdue or len(self._rest) > _LONGEST_LINE:
                whole.append(self._rest)
                self._rest = ""
            self._keep(whole)
        return written

    def writelines(self, lines: Any) -> None:
        """Each as `write` does."""
        for line in lines:
            self.write(line)

    def keep_rest(self) -> None:
        """What was printed without an end of line."""
        with self._lock:
            rest, self._rest = self._rest, ""
            self._keep([rest] if rest else [])

    def _keep(self, lines: list[str]) -> None:
        if not lines:
            return
        self._kept_at = time.monotonic()
        now = time.time()
        shown = [line.rstrip("\r").rpartition("\r")[2] for line in lines]
        self._events.lines(
            [
                {"time": now, "stream": self._name, "level": guess_level(each), "text": each[at : at + _LONGEST_LINE]}
                for each in shown
                for at in range(0, max(len(each), 1), _LONGEST_LINE)
            ]
        )

    def __getattr__(self, name: str) -> Any:
        return getattr(self.stream, name)


def _renew(tee: "weakref.ref[OutputTee]") -> None:
    own = tee()
    if own is not None:
        own.after_fork()


def keep_output(events: EventLog) -> None:
    """From now on what Python prints in this process stands in the log too."""
    sys.stdout = cast(TextIO, OutputTee(sys.stdout, "stdout", events))
    sys.stderr = cast(TextIO, OutputTee(sys.stderr, "stderr", events))


def leave_output() -> None:
    """Keeps what is left and puts the streams back, unless somebody has put others in their place."""
    if isinstance(sys.stdout, OutputTee):
        sys.stdout.keep_rest()
        sys.stdout = sys.stdout.stream
    if isinstance(sys.stderr, OutputTee):
        sys.stderr.keep_rest()
        sys.stderr = sys.stderr.stream
