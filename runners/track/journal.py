"""The journal of an attempt: one append-only file, one frame a call, one sequence for all its writers."""

import fcntl
import json
import os
import threading
import time
import weakref
from datetime import UTC, datetime
from pathlib import Path

from runners.contract.frame import FRAME_MAX_BYTES, encode_frame
from runners.track.event_json import event_json
from runners.track.journal_head import JournalHead
from runners.track.journal_recovery import is_end, recover


class Journal:
    """Writes events so that a call that returned survives kill -9, and a full disk never stops training.

    Threads, forked workers, other processes and the supervisor may write at once, each through its own `Journal`.
    """

    def __init__(self, folder: Path, run: str, attempt: int) -> None:
        self._path = folder / "journal.frames"
        self._envelope = f'{{"run":{json.dumps(run)},"attempt":{attempt},"sequence":'.encode()
        self._open()
        self.head = JournalHead(folder / "journal.head")
        self._lock = threading.RLock()
        self._writing = False
        self._deferred: list[tuple[bytes, bytes]] = []
        own = weakref.ref(self)
        os.register_at_fork(after_in_child=lambda: _reopen(own))
        self._agree()

    def _open(self) -> None:
        self._fd = os.open(self._path, os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_CLOEXEC, 0o600)

    def _agree(self) -> None:
        fcntl.flock(self._fd, fcntl.LOCK_EX)
        try:
            if not self.head.trusted:
                recover(self._fd, self.head, from_start=True)
        finally:
            fcntl.flock(self._fd, fcntl.LOCK_UN)

    def after_fork(self) -> None:
        """A forked child shares its parent's open file, and with it the file lock; it takes its own."""
        os.close(self._fd)
        self._open()
        self._lock = threading.RLock()
        self._writing = False
        self._deferred = []

    def append(self, event: bytes, body: bytes = b"") -> None:
        """Writes one event.

        Args:
            event: its JSON without the opening brace and the envelope: `"type":"log","lines":[…]}`.
            body: float64 columns, little-endian.
        """
        with self._lock:
            if self._writing:
                # A signal handler or a finaliser logs in the middle of a call of the same thread.
                self._deferred.append((event, body))
                return
            self._writing = True
            try:
                fcntl.flock(self._fd, fcntl.LOCK_EX)
                self._write(event, body)
            finally:
                fcntl.flock(self._fd, fcntl.LOCK_UN)
                self._writing = False
            while self._deferred:
                self.append(*self._deferred.pop(0))

    def _write(self, event: bytes, body: bytes) -> None:
        """Writes under the file lock, after what earlier writers left undone."""
        sequence, end, dropped = self.head.state()
        if os.lseek(self._fd, 0, os.SEEK_END) != end:
            recover(self._fd, self.head)
            sequence, end, dropped = self.head.state()
        if dropped and self._report_dropped(sequence, end):
            sequence, end, _ = self.head.state()
        ends = is_end(event)
        if not (ends and self.head.settled) and self._put(sequence, end, event, body) and ends:
            self.head.settle()

    def _put(self, sequence: int, end: int, event: bytes, body: bytes) -> bool:
        """Appends one frame and moves the head past it; False when the disk does not take it."""
        now = time.time()
        frame = encode_frame(b'%b%d,"time":%.6f,%b' % (self._envelope, sequence + 1, now, event), body)
        if len(frame) > FRAME_MAX_BYTES:
            raise ValueError(f"An event of {len(frame)} bytes is over the {FRAME_MAX_BYTES} that a frame holds.")
        try:
            written = os.write(self._fd, frame)
        except OSError:
            written = 0
        if written == len(frame):
            self.head.advance(sequence + 1, end + written)
            return True
        if written:
            os.ftruncate(self._fd, end)
        self.head.count_dropped(now)
        return False

    def _report_dropped(self, sequence: int, end: int) -> bool:
        count, since = self.head.dropped
        first = datetime.fromtimestamp(since, UTC).strftime("%H:%M:%S")
        text = f"The disk did not take {count} logging calls from {first} UTC on; they are not recorded."
        line = {"time": time.time(), "stream": "log", "level": "error", "text": text}
        told = self._put(sequence, end, event_json({"type": "log", "lines": [line]}), b"")
        if told:
            self.head.forget_dropped()
        else:
            self.head.uncount_dropped()
        return told

    def sync(self) -> None:
        """Brings everything written to the disk itself, against a power cut."""
        os.fsync(self._fd)

    def close(self) -> None:
        """Ends this writer; the journal stays."""
        os.close(self._fd)


def _reopen(own: "weakref.ref[Journal]") -> None:
    journal = own()
    if journal is not None:
        journal.after_fork()
