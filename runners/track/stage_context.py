"""What a stage is given to work with, and how it tells what it does."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from runners.contract.estimate import Estimate
from runners.contract.launch import Launch
from runners.contract.records import (
    ArtifactKind,
    CheckpointReason,
    Device,
    EvaluationRole,
    EvaluationRow,
    GenerationRow,
    LogLevel,
    PairRecord,
    PairSplit,
)
from runners.contract.stage import StageConfig
from runners.track.event_log import EventLog
from runners.track.objects import store
from runners.track.progress import PhaseProgress


class StageContext:
    """One attempt, seen from its stage. What a method wrote is in the journal when it returns.

    No method takes the text of an example, except `generations`.
    """

    def __init__(self, launch: Launch, config: StageConfig, events: EventLog) -> None:
        self.launch = launch
        self.config = config
        self.device = launch.device
        self.seed = launch.seed
        self.work_folder: Path = launch.folders.attempt / "work"
        self.checkpoints_folder: Path = launch.folders.checkpoints
        self.stop_requested = False
        """True once the run is to end: write a checkpoint and raise `StageStopped`."""
        self._events = events
        self._progress: PhaseProgress | None = None

    def started(
        self, resolved_config: Mapping[str, Any], devices: Sequence[Device], versions: Mapping[str, str]
    ) -> None:
        """Called for the stage before `run`."""
        self._events.started(resolved_config, devices, versions, self.launch.resume_from_step)

    def metrics(self, values: Mapping[str, float], step: int) -> None:
        """A point of each series, e.g. `{"train/loss": 2.31}`; NaN and infinities are kept.

        Raises:
            TypeError: when a value is no number, naming its key.
        """
        self._events.point("metrics", values, step)

    def progress(self, phase: str, done: float, total: float | None, unit: str) -> None:
        """How far a phase is, e.g. `("training", 12, 60, "steps")`; rate and time left are worked out here."""
        if self._progress is None or self._progress.phase != phase:
            self._progress = PhaseProgress(phase, done)
        if self._progress.due(done, total):
            self._events.write("progress", **self._progress.fields(done, total, unit))

    def log(self, text: str, level: LogLevel = "info") -> None:
        """A line of the run's log; never the text of an example."""
        self._events.line(text, level)

    def generations(self, rows: Sequence[GenerationRow]) -> None:
        """Texts that the model wrote; hand them over as each batch is done."""
        self._events.generations(rows)

    def evaluation_rows(self, generations_run: str, role: EvaluationRole, rows: Sequence[EvaluationRow]) -> None:
        """Metric values of single examples of `generations_run`."""
        self._events.evaluation_rows(generations_run, role, rows)

    def evaluation_summary(
        self,
        generations_run: str,
        role: EvaluationRole,
        estimates: Sequence[Estimate],
        differences: Sequence[Estimate] = (),
    ) -> None:
        """Closes one evaluation; `differences` are candidate minus baseline on shared examples."""
        summary = {
            "estimates": [each.model_dump(mode="json", by_alias=True) for each in estimates],
            "differences": [each.model_dump(mode="json", by_alias=True) for each in differences],
        }
        self._events.write("evaluation", generationsRun=generations_run, role=role, rows=[], summary=summary)

    def pair_records(self, step: int, split: PairSplit, delta: float, rows: Sequence[PairRecord]) -> None:
        """What model and reference make of single pairs at this step; 0 is before the first one."""
        self._events.pair_records(step, split, delta, rows)

    def artifact(
        self,
        path: Path,
        name: str,
        kind: ArtifactKind,
        metadata: Mapping[str, str | float | int | bool | None] | None = None,
    ) -> str:
        """Stores a file or a folder under its content's digest, and returns the digest."""
        stored = store(self.launch.folders.objects, path)
        self._events.write(
            "artifact",
            name=name,
            kind=kind,
            digest=stored.digest,
            bytes=stored.bytes,
            files=stored.files,
            metadata=dict(metadata or {}),
        )
        return stored.digest

    def checkpoint(
        self,
        step: int,
        bytes: int,
        reason: CheckpointReason,
        kept_steps: Sequence[int],
        metric: tuple[str, float] | None = None,
    ) -> None:
        """A checkpoint lies in `checkpoints_folder/step-<8 digits>`; `kept_steps` are all that still do."""
        best = None if metric is None else {"key": metric[0], "value": metric[1]}
        self._events.write("checkpoint", step=step, bytes=bytes, reason=reason, keptSteps=list(kept_steps), metric=best)
