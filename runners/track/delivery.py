"""The journal of an attempt with its way to the server, as a supervisor holds it."""

import fcntl
import os
import sys
import threading
import time
from datetime import UTC, datetime

from runners.track.event_log import EventLog
from runners.track.ingest_connection import IngestConnection
from runners.track.journal import Journal
from runners.track.journal_reader import JournalReader
from runners.track.orders import Orders
from runners.track.shipper import Shipper

_SYNC_SECONDS = 1.0

UNDELIVERED = 75
"""Exit code of a process that leaves a journal behind which the server does not have in full."""


def note(text: str) -> None:
    """A line for `supervisor.log`."""
    now = datetime.now(UTC).strftime("%Y-%m-%d %H:%M:%S")
    sys.stderr.write(f"{now} {text}\n")
    sys.stderr.flush()


def take_over(orders: Orders) -> bool:
    """Makes this process the attempt's only supervisor; False if there is one."""
    # The descriptor stays open, and with it the lock, until the process ends.
    lock = os.open(orders.folder / "supervisor.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return False
    return True


def write_to_log(orders: Orders) -> None:
    """Makes `supervisor.log` this process's output."""
    log = os.open(orders.folder / "supervisor.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.close(log)


class Delivery:
    """Ships on a thread of its own and syncs the journal to disk about once a second."""

    def __init__(self, orders: Orders) -> None:
        self._journal = Journal(orders.folder, orders.run, orders.attempt)
        self.events = EventLog(self._journal)
        self.head = self._journal.head
        connection = IngestConnection(orders.server_url, orders.server_file, orders.token)
        self.shipper = Shipper(connection, JournalReader(orders.folder), self.head, orders.beat_seconds, note)
        self._thread = threading.Thread(target=self.shipper.run, name="shipper", daemon=True)
        self._synced_end = 0
        self._synced_at = float("-inf")

    def start(self) -> None:
        """Begins to ship."""
        self._thread.start()

    def sync_when_due(self) -> None:
        """A power cut costs at most the last second."""
        end = self.head.position.end
        if end != self._synced_end and time.monotonic() - self._synced_at >= _SYNC_SECONDS:
            self._journal.sync()
            self._synced_end, self._synced_at = end, time.monotonic()

    def finish(self, patience_seconds: float, given_up: threading.Event) -> bool:
        """Waits until all is delivered, the patience is over, or `given_up` is set; whether all is."""
        self._journal.sync()
        self.shipper.end_when_delivered()
        until = time.monotonic() + patience_seconds
        while self._thread.is_alive() and time.monotonic() < until and not given_up.is_set():
            self._thread.join(0.05)
        self.shipper.give_up()
        if not self.shipper.delivered:
            note("Left undelivered; `python -m runners ship FOLDER` or `assay runs import JOURNAL` delivers it.")
        return self.shipper.delivered
