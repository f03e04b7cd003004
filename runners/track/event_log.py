"""Writes each kind of event into the journal in the shape of `domain/runner-events.ts`."""

import os
import platform
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import fields
from struct import Struct, error
from typing import Any, Literal

from runners.contract.failure import StageFailure
from runners.contract.records import (
    Device,
    EvaluationRole,
    EvaluationRow,
    GenerationRow,
    LogLevel,
    LogStream,
    PairRecord,
    PairSplit,
)
from runners.track.event_json import event_json
from runners.track.journal import Journal
from runners.track.redact import SecretMask, environment_secrets

_ROWS_A_FRAME = 500
_PAIRS_A_FRAME = 1000
_PAIR_COLUMNS = [field.name for field in fields(PairRecord) if field.name != "example"]


class EventLog:
    """The journal by kinds of event. In text for people, secrets are masked: those given and the environment's."""

    def __init__(self, journal: Journal, secrets: Iterable[str] = ()) -> None:
        self.journal = journal
        self._mask = SecretMask([*secrets, *environment_secrets()])
        self._columnar: dict[tuple[str, ...], tuple[bytes, Struct]] = {}

    def write(self, event_type: str, /, **fields: object) -> None:
        """One event of any kind without columns."""
        self.journal.append(event_json({"type": event_type, **fields}))

    def point(self, kind: str, values: Mapping[str, float], step: float) -> None:
        """One row of `metrics` or `resource`; NaN and infinities keep their bits.

        Raises:
            TypeError: when a value is no number, naming its key.
        """
        names = (kind, *values)
        known = self._columnar.get(names)
        if known is None:
            known = self._prepare(names)
        header, columns = known
        try:
            body = columns.pack(step, time.time(), *values.values())
        except error:
            raise TypeError(f"A step and its values are numbers, not {_not_numbers(step, values)}.") from None
        self.journal.append(header, body)

    def _prepare(self, names: tuple[str, ...]) -> tuple[bytes, Struct]:
        kind, *keys = names
        if not keys or any(not 0 < len(key) <= 200 for key in keys):
            raise ValueError("A point needs at least one key, and a key has 1 to 200 characters.")
        prepared = event_json({"type": kind, "keys": keys, "rows": 1}), Struct(f"<{len(keys) + 2}d")
        self._columnar[names] = prepared
        return prepared

    def lines(self, lines: Sequence[Mapping[str, object]]) -> None:
        """A batch of log lines, each with time, stream, level and text."""
        self.write("log", lines=[{**line, "text": self._mask.apply(str(line["text"]))} for line in lines])

    def line(self, text: str, level: LogLevel = "info", stream: LogStream = "log") -> None:
        """Log text, one line of it a line of the log."""
        now = time.time()
        parts = text.splitlines() or [""]
        self.lines([{"time": now, "stream": stream, "level": level, "text": part} for part in parts])

    def started(
        self,
        resolved_config: Mapping[str, Any],
        devices: Sequence[Device],
        versions: Mapping[str, str],
        resumed_from_step: int | None,
    ) -> None:
        """The stage runs, on these devices, with this config."""
        self.write(
            "started",
            host=platform.node(),
            pid=os.getpid(),
            devices=[{"kind": each.kind, "name": each.name, "memoryBytes": each.memory_bytes} for each in devices],
            versions=dict(versions),
            resolvedConfig=dict(resolved_config),
            resumedFromStep=resumed_from_step,
        )

    def generations(self, rows: Sequence[GenerationRow]) -> None:
        """Texts that the model wrote, in batches."""
        for first in range(0, len(rows), _ROWS_A_FRAME):
            batch = [
                {
                    "example": row.example,
                    "text": row.text,
                    "finishReason": row.finish_reason,
                    "promptTokens": row.prompt_tokens,
                    "completionTokens": row.completion_tokens,
                    "seconds": row.seconds,
                }
                for row in rows[first : first + _ROWS_A_FRAME]
            ]
            self.write("sample", generations=batch)

    def evaluation_rows(self, generations_run: str, role: EvaluationRole, rows: Sequence[EvaluationRow]) -> None:
        """Metric values of single examples, in batches."""
        for first in range(0, len(rows), _ROWS_A_FRAME):
            batch = [
                {"example": row.example, "values": dict(row.values)} for row in rows[first : first + _ROWS_A_FRAME]
            ]
            self.write("evaluation", generationsRun=generations_run, role=role, rows=batch, summary=None)

    def pair_records(self, step: int, split: PairSplit, delta: float, rows: Sequence[PairRecord]) -> None:
        """What model and reference make of single pairs, as columns of equal length."""
        for first in range(0, len(rows), _PAIRS_A_FRAME):
            batch = rows[first : first + _PAIRS_A_FRAME]
            columns = {name: [getattr(row, name) for row in batch] for name in _PAIR_COLUMNS}
            ids = [row.example for row in batch]
            self.write("pair_records", step=step, split=split, delta=delta, ids=ids, **columns)

    def finished(
        self,
        outcome: Literal["completed", "stopped"],
        seconds: float,
        peak_memory_bytes: int | None,
        peak_device_memory_bytes: int | None,
        energy_joules: float | None,
    ) -> None:
        """The attempt ended well; of several ends only the first is recorded."""
        self.write(
            "finished",
            outcome=outcome,
            seconds=seconds,
            peakMemoryBytes=peak_memory_bytes,
            peakDeviceMemoryBytes=peak_device_memory_bytes,
            energyJoules=energy_joules,
        )

    def failed(self, failure: StageFailure, detail: str, seconds: float, peak_memory_bytes: int | None) -> None:
        """The attempt ended badly; of several ends only the first is recorded."""
        self.write(
            "failed",
            fault=failure.fault,
            reason=self._mask.apply(failure.reason),
            remedy=failure.remedy,
            field=failure.field,
            detail=self._mask.apply(detail),
            seconds=seconds,
            peakMemoryBytes=peak_memory_bytes,
        )


def _not_numbers(step: object, values: Mapping[str, object]) -> str:
    named = {"step": step, **values}
    return ", ".join(f"{type(value).__name__} for {key}" for key, value in named.items() if not _is_number(value))


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) or hasattr(value, "__float__") or hasattr(value, "__index__")
