"""Brings the journal to the server: at once when it is there, all of it when it comes back."""

import threading
import time
from collections.abc import Callable

from runners.track.ingest_connection import IngestConnection, NotDelivered, Refused
from runners.track.journal_head import JournalHead
from runners.track.journal_reader import Batch, JournalReader

_LOOK_SECONDS = 0.02
_BETWEEN_POSTS_SECONDS = 0.08
_FULL_BATCH_BYTES = 1024 * 1024
_FIRST_PAUSE_SECONDS = 0.1
_LONGEST_PAUSE_SECONDS = 5.0


class Shipper:
    """Posts what the server has not acknowledged, and a beat when there is nothing to post.

    `cancel_requested` and `superseded` say what the server wants of the stage.
    """

    def __init__(
        self,
        connection: IngestConnection,
        reader: JournalReader,
        head: JournalHead,
        beat_seconds: float,
        note: Callable[[str], None],
    ) -> None:
        self._connection = connection
        self._reader = reader
        self._head = head
        self._beat_seconds = beat_seconds
        self._note = note
        self._ending = threading.Event()
        self._given_up = threading.Event()
        self._acknowledged: int | None = None
        self._last_post = float("-inf")
        self._in_trouble = False
        self._refused_since: float | None = None
        self._unanswered_since: float | None = None
        self.cancel_requested = False
        self.superseded = False

    @property
    def delivered(self) -> bool:
        """Whether everything in the journal is stored by the server."""
        return self._acknowledged is not None and self._acknowledged >= self._head.position.sequence

    @property
    def refused_seconds(self) -> float:
        """For how long the server has said that it does not know the attempt."""
        return 0.0 if self._refused_since is None else time.monotonic() - self._refused_since

    @property
    def silent_seconds(self) -> float:
        """For how long the server has taken nothing of what it was given."""
        since = self._unanswered_since
        return 0.0 if since is None else time.monotonic() - since

    def run(self) -> None:
        """Ships until `give_up`, or until everything is delivered once `end_when_delivered` was called."""
        pause = _FIRST_PAUSE_SECONDS
        while not (self._ending.is_set() and self.delivered):
            try:
                rest = self._ship_once()
            except NotDelivered as error:
                self._say_once(f"Not delivered, will try again: {error}")
                if not isinstance(error, Refused):
                    self._refused_since = None
                elif self._refused_since is None:
                    self._refused_since = time.monotonic()
                rest, pause = pause, min(pause * 2, _LONGEST_PAUSE_SECONDS)
            else:
                self._say_once(None)
                self._refused_since = None
                pause = _FIRST_PAUSE_SECONDS
            if self._given_up.wait(rest):
                return

    def _ship_once(self) -> float:
        """Posts one batch or a due beat; the seconds to rest until the next look."""
        if self._acknowledged is None:
            self._post(None)
            return 0
        position = self._head.position
        batch = self._reader.read_after(self._acknowledged, position.end)
        if batch is None and position.sequence > self._acknowledged:
            if self._head.position != position:
                # A writer stood between sequence and end.
                return 0
            self._reader.go_back(0)
            batch = self._reader.read_after(self._acknowledged, self._head.position.end)
            if batch is None:
                raise NotDelivered(f"the journal cannot be read beyond sequence {self._acknowledged}")
        if batch is not None:
            self._post(batch)
            return 0 if len(batch.frames) >= _FULL_BATCH_BYTES else _BETWEEN_POSTS_SECONDS
        if time.monotonic() - self._last_post >= self._beat_seconds:
            self._post(None)
        return _LOOK_SECONDS

    def _post(self, batch: Batch | None) -> None:
        before = self._acknowledged
        # Unknown until the answer: the server may have stored what it could not acknowledge.
        self._acknowledged = None
        self._unanswered_since = self._unanswered_since or time.monotonic()
        answer = self._connection.post(batch.frames if batch else b"")
        self._last_post = time.monotonic()
        self._acknowledged = answer.acknowledged
        self.cancel_requested = self.cancel_requested or answer.cancel
        self.superseded = self.superseded or answer.superseded
        if batch is not None and answer.acknowledged < batch.last:
            self._reader.go_back(answer.acknowledged)
            if before is not None and answer.acknowledged <= before:
                raise NotDelivered(f"the server takes nothing after sequence {answer.acknowledged}: {answer.problem}")
        if batch is not None or self.delivered:
            self._unanswered_since = None

    def _say_once(self, trouble: str | None) -> None:
        """Notes when delivery stops and when it goes on, not each attempt between."""
        if trouble is not None and not self._in_trouble:
            self._note(trouble)
        if trouble is None and self._in_trouble:
            self._note("Delivering again.")
        self._in_trouble = trouble is not None

    def end_when_delivered(self) -> None:
        """Nothing more will be written."""
        self._ending.set()

    def give_up(self) -> None:
        """Stops shipping; the journal keeps what is not delivered."""
        self._given_up.set()
