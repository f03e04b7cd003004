"""A run that a training script logs to."""

import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Literal, Self

from assay.access import is_interactive
from assay.attempt_folder import read_launch
from assay.display import link
from assay.evaluation import evaluation_table, read_rows
from assay.failure import Unreachable
from assay.output_tee import keep_output, leave_output
from assay.program_exit import forget_caught_exit, heard_exit, outcome_of
from runners.contract.records import ArtifactKind, EvaluationRole, LogLevel
from runners.track.artifact_list import add_objects
from runners.track.event_log import EventLog
from runners.track.failure_report import describe_failure, describe_stack
from runners.track.host import peak_device_memory_bytes, peak_memory_bytes
from runners.track.objects import object_digests, store

if TYPE_CHECKING:
    import pandas

    from assay.stored_run import StoredRun


class Run:
    """What was logged when a call returned survives kill -9 and a server that is away.

    One run may be used from threads and forked workers at once.
    """

    def __init__(self, name: str, id: str, url: str | None, config: Mapping[str, Any], events: EventLog) -> None:
        self.name = name
        self.id = id
        self._url = url
        self.config = dict(config)
        self.ends_itself = True
        """False inside a run that Assay started: its supervisor sees the end."""
        self.ends_with_next = False
        """True once its work is done, so that the next `init` begins another run."""
        self.shipper: subprocess.Popen[bytes] | None = None
        self.when_ended: Callable[[], object] = lambda: None
        self._events = events
        self._step = -1
        self._began = time.monotonic()
        self._ended = False

    def place(self, folder: Path, objects: Path, project: str | None) -> None:
        """Where it keeps its journal and its files, and the project that it belongs to."""
        self.folder = folder
        self._objects = objects
        self._project = project

    @property
    def url(self) -> str | None:
        """Where to look at it; None while no server knows it."""
        if self._url is None:
            self._url = read_launch(self.folder).get("url")
        return self._url

    def log(self, values: Mapping[str, float], step: int | None = None) -> None:
        """A point of each series; without `step`, one after the last.

        Raises:
            TypeError: when a value is no number, naming its key.
        """
        forget_caught_exit()
        self._step = self._step + 1 if step is None else step
        self._events.point("metrics", values, self._step)

    def log_text(self, text: str, level: LogLevel = "info") -> None:
        """Text for the run's log; secrets known from the environment are masked."""
        self._events.line(text, level)

    def keep_output(self) -> None:
        """From now on what Python prints in this process stands in the run's log too, until the run ends."""
        keep_output(self._events)

    def log_artifact(
        self,
        path: str | Path,
        name: str | None = None,
        kind: ArtifactKind = "file",
        metadata: Mapping[str, str | float | int | bool | None] | None = None,
    ) -> str:
        """Keeps a copy of a file or a folder with the run, and returns its SHA-256 digest.

        The copy is made before the call returns, so the original may change afterwards; a server on another machine
        gets it in the background. `kind` is `file`, `table`, `model` or `adapter`; the last two become models that
        other runs can start from.

        Raises:
            OSError: when the path cannot be read, or the disk is full.
        """
        source = Path(path)
        if not source.exists():
            raise FileNotFoundError(f"There is no {source} to keep with the run.")
        stored = store(self._objects, source)
        add_objects(self.folder, self._objects, object_digests(self._objects, stored, source.is_dir()))
        self._events.write(
            "artifact",
            name=name or source.resolve().name,
            kind=kind,
            digest=stored.digest,
            bytes=stored.bytes,
            files=stored.files,
            metadata=dict(metadata or {}),
        )
        return stored.digest

    def log_evaluation(
        self, rows: Iterable[Mapping[str, Any]], role: EvaluationRole = "candidate", level: float = 0.95
    ) -> list[dict[str, Any]]:
        """Values of single examples, as mappings: each number becomes a metric with n and interval.

        `example` names the example of a dataset in Assay where there is one, so that runs can be compared pair by
        pair. All rows, text too, are kept as a table with the run. Returns the estimates.

        Raises:
            TypeError, ValueError: when a row cannot be read, naming row and key.
        """
        read = read_rows(rows)
        with evaluation_table(read, role) as table:
            self.log_artifact(table, kind="table", metadata={"rows": len(read.plain)})
        estimates = read.estimates(level)
        self._events.evaluation_rows(self.id, role, read.named)
        summary = {"estimates": estimates, "differences": []}
        self._events.write("evaluation", generationsRun=self.id, role=role, rows=[], summary=summary)
        return estimates

    def stored(self) -> "StoredRun":
        """The run as the server has it.

        Raises:
            Unreachable: while no server knows it.
        """
        if not read_launch(self.folder).get("token"):
            raise Unreachable(f"No server knows {self.name} yet: `assay sync` delivers it.")
        from assay.stored_run import open_run

        project = self._project if self._project != "only" else None
        return open_run(self.id, project)

    def metrics(self, keys: Sequence[str] | None = None, points: int = 2_000) -> "pandas.DataFrame":
        """What the server has of the series, as `StoredRun.metrics` returns it."""
        return self.stored().metrics(keys, points)

    def finish(self, outcome: Literal["completed", "stopped"] = "completed") -> None:
        """Ends the run; called at exit too. What is not at the server yet is shipped after this process."""
        if self._ended or not self.ends_itself:
            return
        seconds = self._close()
        self._events.finished(outcome, seconds, peak_memory_bytes(), peak_device_memory_bytes(), None)

    def fail(self, error: BaseException) -> None:
        """Ends the run as failed, with the reason and the stack of `error`."""
        if self._ended or not self.ends_itself:
            return
        seconds = self._close()
        self._events.failed(describe_failure(error, self.config), describe_stack(error), seconds, peak_memory_bytes())

    def _close(self) -> float:
        """Seconds since the run began."""
        self._ended = True
        leave_output()
        self.when_ended()
        return time.monotonic() - self._began

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, stack: TracebackType | None
    ) -> None:
        self._end_by(error)

    def end_with_interpreter(self) -> None:
        """Ends the run as the program ended: by the exception that nobody caught, by its exit code, or well."""
        # In an interactive session the last error is an old one, which somebody has seen.
        self._end_by(None if is_interactive() else getattr(sys, "last_value", None) or heard_exit())

    def _end_by(self, error: BaseException | None) -> None:
        outcome = outcome_of(error)
        if outcome is not None:
            self.finish(outcome)
        elif error is not None:
            self.fail(error)

    def __repr__(self) -> str:
        return f"<assay run {self.name} {self.url or 'kept in ' + str(self.folder)}>"

    def _repr_html_(self) -> str:
        state = "ended" if self._ended else "logging"
        return f"{link(self.url, self.name)} <small>{state}, step {max(self._step, 0)}</small>"
