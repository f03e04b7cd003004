"""The journal of an attempt with its way to the server, as a supervisor holds it."""

import threading
import time

from runners.track.event_log import EventLog
from runners.track.ingest_connection import IngestConnection
from runners.track.journal import Journal
from runners.track.journal_reader import JournalReader
from runners.track.orders import Orders
from runners.track.shipper import Shipper
from runners.track.supervisor_process import note

PATIENCE_SECONDS = 7 * 24 * 3600.0
"""So long a supervisor waits for a server that is away; what it then leaves, `ship` delivers."""
SILENCE_SECONDS = 5.0
"""So long once it was told to stop."""
_SYNC_SECONDS = 1.0
_REFUSED_SECONDS = 600.0


class Delivery:
    """Ships on a thread of its own and syncs the journal to disk about once a second."""

    def __init__(self, orders: Orders) -> None:
        self._journal = Journal(orders.folder, orders.run, orders.attempt)
        self.events = EventLog(self._journal, [orders.token, *orders.secrets.values()])
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
            self._sync()
            self._synced_end, self._synced_at = end, time.monotonic()

    def _sync(self) -> None:
        try:
            self._journal.sync()
        except OSError as error:
            note(f"The journal could not be synced to disk: {error.strerror}.")

    def finish(self, patience_seconds: float, stop: threading.Event, silence_seconds: float = 0) -> bool:
        """Waits until all is delivered or the patience is over; whether all is.

        Once `stop` is set, a server that has been silent for `silence_seconds` is waited for no longer.
        """
        self._sync()
        self.shipper.end_when_delivered()
        until = time.monotonic() + patience_seconds
        while self._thread.is_alive() and time.monotonic() < until:
            if stop.is_set() and self.shipper.silent_seconds >= silence_seconds:
                break
            if self.shipper.refused_seconds > _REFUSED_SECONDS:
                break
            self._thread.join(0.05)
        self.shipper.give_up()
        if not self.shipper.delivered:
            note("Left undelivered; `python -m runners ship FOLDER` or `assay runs import JOURNAL` delivers it.")
        return self.shipper.delivered
