"""The loop over pairs: steps, validation, records, alarms."""

import time
from collections.abc import Sequence
from dataclasses import dataclass
from math import isfinite
from typing import Any

import torch

from runners.contract.failure import StageFailure, StageStopped
from runners.contract.records import PairSplit
from runners.preferences.alarms import Alarms
from runners.preferences.engine import PairEngine, SharedPromptEngine
from runners.preferences.pair import EncodedPair
from runners.preferences.pair_metrics import for_validation, margin_metrics, reward_metrics
from runners.preferences.prepare_pairs import PairData
from runners.preferences.records import pair_rows, recorded_sample
from runners.preferences.scores import PairScores
from runners.preferences.training_settings import PreferenceSettings
from runners.track.stage_context import StageContext
from runners.training.data_order import DataOrder
from runners.training.learning_rate import learning_rate
from runners.training.trained_model import TrainedModel
from runners.training.training_loop import Pace, TrainingLoop


@dataclass(frozen=True)
class SplitPairs:
    """Pairs of one split with what the reference makes of them (pairs, 2)."""

    name: PairSplit
    pairs: Sequence[EncodedPair]
    reference: torch.Tensor


class PairTraining(TrainingLoop):
    """Steps on pairs. `engine` computes gradients, `meter` measures without one."""

    def __init__(
        self,
        context: StageContext,
        config: PreferenceSettings,
        data: PairData,
        references: Sequence[torch.Tensor],
        trained: TrainedModel,
        engine: PairEngine,
        meter: SharedPromptEngine,
        order: DataOrder,
        pace: Pace,
        settings: dict[str, Any],
    ) -> None:
        super().__init__(context, pace, trained, config.weight_decay, settings)
        self.config, self.engine, self.meter, self.order = config, engine, meter, order
        self.train = SplitPairs("train", data.train, references[0])
        self.validation = SplitPairs("validation", data.validation, references[1])
        self.objective = meter.objective
        self.alarms = Alarms(self.objective, config.alarm_nats)
        self.sample = recorded_sample(len(data.train), config.record_pairs, context.seed)

    def begin(self) -> None:
        """Take over a checkpoint, or record the pairs before the first step."""
        self.resume()
        if self.context.launch.resume_from_step is None and not self.context.stop_requested:
            self.record()

    def step(self) -> None:
        """One optimizer step and its metrics.

        Raises:
            StageFailure: the loss is not finite; the weights are left as they were.
        """
        config, index, began = self.config, self.counters.step, time.perf_counter()
        numbers = self.pairs_of(index)
        following = self.pairs_of(index + 1) if index + 1 < self.pace.steps else []
        rate = learning_rate(index, self.pace.steps, config.learning_rate, config.schedule, config.warmup)
        ahead = self.engine.accumulate(numbers, self.train.pairs, self.train.reference, following)
        length = self.optimizer.start_step(rate, config.max_gradient_norm, ahead.losses.isfinite().all())
        scores, norm = ahead.cpu(), float(length)
        if not isfinite(scores.loss):
            self.context.metrics({"train/loss": scores.loss, "train/learning_rate": rate}, index + 1)
            raise StageFailure(
                "config",
                f"The loss is no longer a number in step {index + 1}.",
                "Lower the learning rate, or switch gradient clipping on.",
                "learningRate",
            )
        self.counters.step, self.counters.last_loss = index + 1, scores.loss
        self.counters.tokens += scores.tokens
        reference = self.train.reference[list(scores.numbers)]
        seconds = time.perf_counter() - began
        values = {
            "train/loss": scores.loss,
            "train/grad_norm": norm,
            "train/learning_rate": rate,
            "train/epoch": (index + 1) * len(numbers) / len(self.train.pairs),
            "train/num_tokens": float(self.counters.tokens),
            "train/pairs_per_second": len(numbers) / seconds,
            **reward_metrics(scores, reference, config.beta),
        }
        self.context.metrics(values, index + 1)
        for sentence in self.alarms.watch(scores, reference, self.train.pairs):
            self.context.log(f"step {index + 1}: {sentence}", "warning")
        if self.counters.step == self.pace.steps or self._due(self.counters.step):
            self.record()

    def pairs_of(self, step: int) -> list[int]:
        """Return the numbers of the pairs of one step."""
        rows = self.order.step_rows(step, self.config.batch_size * self.config.accumulation)
        return [number for row in rows for number in row]

    def _due(self, step: int) -> bool:
        return bool(self.config.record_every) and step % self.config.record_every == 0 and not self.hurried

    def validate(self) -> bool:
        """Measure the validation pairs, unless asked to stop; return whether their loss is the best so far."""
        scores = self.measure(self.validation, range(len(self.validation.pairs)))
        self.counters.owes_validation = scores is None
        if scores is None:
            return False
        step, reference = self.counters.step, self.validation.reference[list(scores.numbers)]
        rewards = reward_metrics(scores, reference, self.config.beta)
        told = margin_metrics(scores, reference, self.validation.pairs, self.objective)
        self.context.metrics(for_validation({"loss": scores.loss, **rewards, **told}), step)
        self.context.log(
            f"step {step}: validation loss {scores.loss:.4f}, margin {rewards['rewards/margins']:.4f}, "
            f"{rewards['rewards/accuracies']:.1%} of {len(scores.numbers)} pairs ordered right"
        )
        return self.is_best(scores.loss)

    def record(self) -> None:
        """Tell of single pairs, of a sample of train and of validation."""
        step = self.counters.step
        for split, numbers in ((self.train, self.sample), (self.validation, range(len(self.validation.pairs)))):
            scores = self.measure(split, numbers) if numbers else None
            if scores is None:
                continue
            reference = split.reference[list(scores.numbers)]
            rows = pair_rows(scores, split.reference, split.pairs)
            self.context.pair_records(step, split.name, self.objective.wanted_margin, rows)
            if split.name == "train":
                self.context.metrics(margin_metrics(scores, reference, split.pairs, self.objective), step)

    def measure(self, split: SplitPairs, numbers: Sequence[int]) -> PairScores | None:
        """Score pairs without a gradient; None where a stop came first."""
        batches = self.meter.batcher.batches(numbers, split.pairs)
        stopped = False

        def until_hurried() -> Any:
            nonlocal stopped
            for batch in batches:
                stopped = self.hurried
                if stopped:
                    return
                yield batch

        scores = self.meter.measure(until_hurried(), split.pairs, split.reference)
        return None if stopped else scores


def stop_if_asked(context: StageContext) -> None:
    """Raise StageStopped once the run is to end."""
    if context.stop_requested:
        raise StageStopped
