"""Shows on standard error how much of a transfer is done."""

import sys
import time

from assay.printing import format_bytes, format_duration

_TERMINAL_SECONDS = 0.2
_QUIET_SECONDS = 10.0


class TransferProgress:
    """One line that is drawn over on a terminal; elsewhere a line every ten seconds."""

    def __init__(self, total: int) -> None:
        self._total = total
        self._done = 0
        self._began = time.monotonic()
        self._terminal = sys.stderr.isatty()
        self._due = self._began + (0 if self._terminal else _QUIET_SECONDS)

    def add(self, count: int) -> None:
        """So many bytes more."""
        self._done += count
        if time.monotonic() >= self._due:
            self._show()

    def _show(self) -> None:
        now = time.monotonic()
        self._due = now + (_TERMINAL_SECONDS if self._terminal else _QUIET_SECONDS)
        rate = self._done / max(now - self._began, 0.001)
        left = format_duration((self._total - self._done) / rate) if rate > 0 else "unknown time"
        share = 100 * self._done / self._total if self._total else 100
        amount = f"{format_bytes(self._done)} of {format_bytes(self._total)} ({share:.0f} %)"
        text = f"{amount}, {format_bytes(rate)}/s, {left} left"
        sys.stderr.write(f"\r\x1b[2K{text}" if self._terminal else f"{text}\n")
        sys.stderr.flush()

    def end(self) -> None:
        """Leaves the last line as it is."""
        if self._terminal and self._done:
            self._show()
            sys.stderr.write("\n")
