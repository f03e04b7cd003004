"""Writes the end of an attempt, whichever way its stage was left."""

import sys
import time
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any, Literal, Self

from runners.contract.failure import StageFailure, StageStopped
from runners.track.event_log import EventLog
from runners.track.failure_report import describe_failure, describe_stack
from runners.track.host import peak_device_memory_bytes, peak_memory_bytes
from runners.track.usage import larger, load_usage


class AttemptEnd:
    """`with AttemptEnd(...) as end:` around a stage; `end.exit_code` says afterwards how it went."""

    def __init__(self, events: EventLog, folder: Path, config: Mapping[str, Any]) -> None:
        self._events = events
        self._folder = folder
        self._config = config
        self._began = time.monotonic()
        self.exit_code = 1

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, stack: TracebackType | None
    ) -> Literal[True]:
        if error is None or isinstance(error, StageStopped | KeyboardInterrupt):
            self._finish("completed" if error is None else "stopped")
        else:
            self._fail(error)
        return True

    def _finish(self, outcome: Literal["completed", "stopped"]) -> None:
        usage = load_usage(self._folder)
        self._events.finished(
            outcome,
            seconds=time.monotonic() - self._began,
            peak_memory_bytes=larger(usage.peak_memory_bytes, peak_memory_bytes()),
            peak_device_memory_bytes=larger(usage.peak_device_memory_bytes, peak_device_memory_bytes()),
            energy_joules=usage.energy_joules,
        )
        self.exit_code = 0

    def _fail(self, error: BaseException) -> None:
        failure: StageFailure = describe_failure(error, self._config)
        peak = larger(load_usage(self._folder).peak_memory_bytes, peak_memory_bytes())
        detail = describe_stack(error)
        self._events.failed(failure, detail, time.monotonic() - self._began, peak)
        foreseen = isinstance(error, StageFailure)
        sys.stderr.write(f"{failure.reason}\n" if foreseen else f"{failure.reason}\n{detail}\n")
