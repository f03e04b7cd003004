"""Supervised fine-tuning, from the launch file to the artifact; reads from top to bottom."""

import time
from itertools import takewhile
from math import isfinite

import torch

from runners.contract.failure import StageFailure
from runners.models.load_model import load_tokenizer, require_device
from runners.stages.sft.finish import store_result
from runners.stages.sft.prepare import TrainingData, dataset_input, model_input, prepare_data, prepare_model
from runners.stages.sft.spec import SftConfig
from runners.track.stage_context import StageContext
from runners.training.learning_rate import learning_rate
from runners.training.train_step import accumulate_gradient, measure_loss
from runners.training.trained_model import TrainedModel
from runners.training.training_loop import Pace, TrainingLoop


def run(context: StageContext) -> None:
    """Train, and leave an adapter (or a model, for full training) as artifact.

    Raises:
        StageFailure: the run cannot go on; says whose fault it is and what to do.
        StageStopped: asked to stop; a checkpoint was written, unless not a step was made.
    """
    config = context.config
    assert isinstance(config, SftConfig)
    device = require_device(context.device)
    tokenizer = load_tokenizer(model_input(context.launch).folder)
    data = prepare_data(context, config, tokenizer)
    torch.manual_seed(context.seed)
    trained = prepare_model(context, config, device)
    training = Training(context, config, data, trained, device)
    try:
        training.resume()
        training.loop()
    except torch.OutOfMemoryError as error:
        raise StageFailure(
            "memory",
            f"The device ran out of memory in step {training.counters.step + 1}.",
            "Lower the batch size and raise accumulation, lower the token limit, or switch gradient checkpointing on.",
            "batchSize",
        ) from error
    store_result(context, config, trained, training.optimizer, training.counters, training.store, tokenizer)


class Training(TrainingLoop):
    """Supervised steps: the mean cross-entropy of the completion tokens."""

    def __init__(
        self,
        context: StageContext,
        config: SftConfig,
        data: TrainingData,
        trained: TrainedModel,
        device: torch.device,
    ) -> None:
        settings = {
            "config": config.model_dump(mode="json"),
            "seed": context.seed,
            "dataset": dataset_input(context.launch).version,
            "model": model_input(context.launch).model,
            "rows": len(data.train),
        }
        pace = Pace(data.steps, bool(data.validation), config.validate_every, config.checkpoint_every)
        super().__init__(context, pace, trained, config.weight_decay, settings)
        self.config, self.data, self.device = config, data, device

    def step(self) -> None:
        """One optimizer step and its metrics.

        Raises:
            StageFailure: the loss is not finite; the weights are left as they were.
        """
        config, index, began = self.config, self.counters.step, time.perf_counter()
        rows = self.data.order.step_rows(index, self.data.rows_per_step)
        passes = self.data.batcher.passes(rows, self.data.train)
        loss = accumulate_gradient(self.trained.model, passes, self.device, config.loss_chunk)
        rate = learning_rate(index, self.data.steps, config.learning_rate, config.schedule, config.warmup)
        if not isfinite(loss.loss):
            self.context.metrics({"train/loss": loss.loss, "train/learning_rate": rate}, index + 1)
            raise StageFailure(
                "config",
                f"The loss is no longer a number in step {index + 1}.",
                "Lower the learning rate, or switch gradient clipping on.",
                "learningRate",
            )
        norm = self.optimizer.step(rate, config.max_gradient_norm)
        self.counters.step, self.counters.last_loss = index + 1, loss.loss
        self.counters.tokens += loss.tokens
        self.context.metrics(
            {
                "train/loss": loss.loss,
                "train/grad_norm": norm,
                "train/learning_rate": rate,
                "train/tokens": float(self.counters.tokens),
                "train/tokens_per_second": loss.tokens / (time.perf_counter() - began),
            },
            index + 1,
        )

    def validate(self) -> bool:
        """Measure the validation loss, unless asked to stop; return whether it is the best so far."""
        batches = self.data.batcher.validation(self.data.validation)
        measured = measure_loss(
            self.trained.model, takewhile(lambda _: not self.hurried, batches), self.device, self.config.loss_chunk
        )
        self.counters.owes_validation = self.hurried
        if self.counters.owes_validation:
            return False
        step = self.counters.step
        self.context.metrics({"validation/loss": measured.loss}, step)
        self.context.log(
            f"step {step}: validation loss {measured.loss:.4f} over {measured.learned} completion tokens of "
            f"{len(self.data.validation)} examples"
        )
        return self.is_best(measured.loss)
