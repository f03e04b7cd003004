"""A run that a training script logs to."""

import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from types import TracebackType
from typing import Any, Literal, Self

from runners.contract.failure import StageFailure
from runners.contract.records import LogLevel
from runners.track.event_log import EventLog
from runners.track.failure_report import describe_failure, describe_stack
from runners.track.host import peak_device_memory_bytes, peak_memory_bytes


class Run:
    """What was logged when a call returned survives kill -9 and a server that is away.

    One run may be used from threads and forked workers at once.
    """

    def __init__(self, name: str, url: str | None, config: Mapping[str, Any], events: EventLog) -> None:
        self.name = name
        self.url = url
        """Where to look at it; None while no server knows it."""
        self.config = dict(config)
        self.ends_itself = True
        """False inside a run that Assay started: its supervisor sees the end."""
        self.shipper: subprocess.Popen[bytes] | None = None
        self.when_ended: Callable[[], object] = lambda: None
        self._events = events
        self._step = -1
        self._began = time.monotonic()
        self._ended = False

    def log(self, values: Mapping[str, float], step: int | None = None) -> None:
        """A point of each series; without `step`, one after the last.

        Raises:
            TypeError: when a value is no number, naming its key.
        """
        self._step = self._step + 1 if step is None else step
        self._events.point("metrics", values, self._step)

    def log_text(self, text: str, level: LogLevel = "info") -> None:
        """Text for the run's log; secrets known from the environment are masked."""
        self._events.line(text, level)

    def finish(self, outcome: Literal["completed", "stopped"] = "completed") -> None:
        """Ends the run; called at exit too. What is not at the server yet is shipped after this process."""
        if self._ended or not self.ends_itself:
            return
        self._ended = True
        self.when_ended()
        seconds = time.monotonic() - self._began
        self._events.finished(outcome, seconds, peak_memory_bytes(), peak_device_memory_bytes(), None)

    def fail(self, error: BaseException) -> None:
        """Ends the run as failed, with the reason and the stack of `error`."""
        if self._ended or not self.ends_itself:
            return
        self._ended = True
        self.when_ended()
        failure: StageFailure = describe_failure(error, self.config)
        seconds = time.monotonic() - self._began
        self._events.failed(failure, describe_stack(error), seconds, peak_memory_bytes())

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, stack: TracebackType | None
    ) -> None:
        self._end_by(error)

    def end_with_interpreter(self) -> None:
        """Ends the run as the program ended: by the exception that nobody caught, or well."""
        # In an interactive session the last error is an old one, which somebody has seen.
        self._end_by(None if hasattr(sys, "ps1") else getattr(sys, "last_value", None))

    def _end_by(self, error: BaseException | None) -> None:
        if error is None:
            self.finish()
        elif isinstance(error, KeyboardInterrupt):
            self.finish("stopped")
        else:
            self.fail(error)
