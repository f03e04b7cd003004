"""Turns what a program writes to stdout or stderr into log events."""

import os
import select
import time
from collections import deque
from typing import Literal

from runners.track.event_log import EventLog
from runners.track.log_level import guess_level

_READ_BYTES = 256 * 1024
_BATCH_SECONDS = 0.1
_BATCH_LINES = 2000
_BATCH_CHARACTERS = 1024 * 1024
_LONGEST_LINE = 32 * 1024
_PARTIAL_SECONDS = 1.0


class OutputCapture:
    """One stream of one child. ANSI codes stay, no line is left out.

    Of a line that overwrites itself with carriage returns, as progress bars do, what a terminal would show is
    kept once a second.
    """

    def __init__(self, fd: int, stream: Literal["stdout", "stderr"], events: EventLog) -> None:
        self._fd = fd
        self._stream = stream
        self._events = events
        self._closed = False
        self._rest = b""
        self._rest_since = 0.0
        self._lines: list[dict[str, object]] = []
        self._characters = 0
        self.last_lines: deque[str] = deque(maxlen=20)

    def run(self) -> None:
        """Reads until the stream is closed; returns with everything in the journal."""
        while not self._closed:
            self._read(_PARTIAL_SECONDS if self._rest else None)
            deadline = time.monotonic() + _BATCH_SECONDS
            while 0 < len(self._lines) < _BATCH_LINES and self._characters < _BATCH_CHARACTERS and not self._closed:
                if not self._read(max(0, deadline - time.monotonic())):
                    break
            if self._rest and (self._closed or time.monotonic() - self._rest_since >= _PARTIAL_SECONDS):
                self._take(b"\n")
            self._flush()

    def _read(self, timeout: float | None) -> bool:
        """Takes what is there within `timeout` seconds; False when nothing was."""
        if not select.select([self._fd], [], [], timeout)[0]:
            return False
        chunk = os.read(self._fd, _READ_BYTES)
        self._closed = not chunk
        self._take(chunk)
        return not self._closed

    def _take(self, chunk: bytes) -> None:
        *whole, rest = (self._rest + chunk).split(b"\n")
        if rest and (whole or not self._rest):
            self._rest_since = time.monotonic()
        while len(rest) > _LONGEST_LINE:
            whole.append(rest[:_LONGEST_LINE])
            rest = rest[_LONGEST_LINE:]
        self._rest = rest
        now = time.time()
        for line in whole:
            self._add(line, now)

    def _add(self, line: bytes, now: float) -> None:
        shown = line.rstrip(b"\r").rpartition(b"\r")[2]
        for start in range(0, max(len(shown), 1), _LONGEST_LINE):
            text = shown[start : start + _LONGEST_LINE].decode("utf-8", "replace")
            self.last_lines.append(text)
            self._characters += len(text)
            self._lines.append({"time": now, "stream": self._stream, "level": guess_level(text), "text": text})

    def _flush(self) -> None:
        for start in range(0, len(self._lines), _BATCH_LINES):
            self._events.lines(self._lines[start : start + _BATCH_LINES])
        self._lines.clear()
        self._characters = 0
