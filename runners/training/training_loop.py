"""The loop that every training shares: steps, validation when due, checkpoints worth keeping, stop and resume."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from runners.contract.failure import StageStopped
from runners.contract.records import CheckpointReason
from runners.track.stage_context import StageContext
from runners.training.checkpoint_store import CheckpointStore
from runners.training.master_weights import MasterAdamW
from runners.training.trained_model import TrainedModel
from runners.training.training_state import Counters, fingerprint, load_state, save_state


@dataclass(frozen=True)
class Pace:
    """How long a training is, and how often it validates and keeps a checkpoint; 0 is at the end only."""

    steps: int
    validates: bool
    validate_every: int
    checkpoint_every: int


class TrainingLoop(ABC):
    """The loop and what it carries from step to step.

    Args:
        context: the attempt.
        pace: how long, how often.
        trained: the model with its trained part.
        weight_decay: of AdamW.
        settings: what must be the same for a checkpoint to be continued.
    """

    def __init__(
        self, context: StageContext, pace: Pace, trained: TrainedModel, weight_decay: float, settings: Mapping[str, Any]
    ) -> None:
        self.context, self.pace, self.trained = context, pace, trained
        self.optimizer = MasterAdamW(trained.parameters, weight_decay)
        self.counters = Counters()
        self.store = CheckpointStore(context.checkpoints_folder)
        self.settings = fingerprint(settings)

    @abstractmethod
    def step(self) -> None:
        """Make one optimizer step and tell its metrics."""

    @abstractmethod
    def validate(self) -> bool:
        """Measure on held-out rows, unless hurried; return whether it is the best so far."""

    def resume(self) -> None:
        """Take over the checkpoint that the launch names, and drop those behind it."""
        step = self.context.launch.resume_from_step
        self.store.discard_after(step)
        if step is not None:
            self.counters = load_state(self.store.path(step), self.trained, self.optimizer, self.settings)
            best = self.counters.best_step
            if best is not None and not self.store.path(best).exists():
                # A later best had replaced it before this step was gone back to.
                self.counters.best_step = self.counters.best_loss = None
            self.context.log(f"resumed from step {step}")

    @property
    def hurried(self) -> bool:
        """Whether the grace after a stop is to be kept for the checkpoint."""
        return self.context.stop_requested and self.counters.step < self.pace.steps

    def loop(self) -> None:
        """Train until the last step; validate, log and keep checkpoints on the way."""
        pace, steps = self.pace, self.pace.steps
        if self.context.stop_requested:
            raise StageStopped
        if self.counters.owes_validation:
            self.validate()
        while self.counters.step < steps:
            self.step()
            done = self.counters.step
            self.context.progress("training", done, steps, "steps")
            last = done == steps
            due = pace.validate_every and done % pace.validate_every == 0
            improved = self.validate() if pace.validates and (last or due) else False
            if last:
                self.checkpoint("final")
            elif self.context.stop_requested:
                self.checkpoint("stop")
                raise StageStopped
            elif improved:
                self.checkpoint("best")
            elif pace.checkpoint_every and done % pace.checkpoint_every == 0:
                self.checkpoint("interval")

    def is_best(self, loss: float) -> bool:
        """Remember a validation loss; return whether it is the lowest so far."""
        self.counters.validation_loss = loss
        if self.counters.best_loss is not None and loss >= self.counters.best_loss:
            return False
        self.counters.best_step, self.counters.best_loss = self.counters.step, loss
        return True

    def checkpoint(self, reason: CheckpointReason) -> None:
        """Write a checkpoint and delete those that need not be kept."""
        counters, store = self.counters, self.store
        size = store.write(
            counters.step,
            lambda folder: save_state(folder, self.trained, self.optimizer, counters, self.settings),
        )
        kept = store.prune(counters.best_step)
        best = counters.best_loss if counters.best_step == counters.step else None
        self.context.checkpoint(counters.step, size, reason, kept, None if best is None else ("validation/loss", best))
