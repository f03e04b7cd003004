"""Logs a `transformers` training: `Trainer(…, callbacks=[assay.transformers.AssayCallback(project="clinic")])`."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

from transformers import TrainerCallback, TrainerControl, TrainerState, TrainingArguments

from assay.run import Run
from assay.start import init
from runners.contract.records import ArtifactKind

_PREFIXES = ("eval_", "test_")
_TOTALS = ("train_runtime", "train_samples_per_second", "train_steps_per_second", "total_flos", "train_loss")


class AssayCallback(TrainerCallback):
    """Registers a run when training begins, and logs what the trainer reports, from the first process alone.

    Names are those that Assay's own stages use: `train/loss`, `validation/loss`. A run that the script itself began
    by `assay.init` is used, and left open for it; so is the run of an Assay stage `command`. A run of its own stays
    open after the training, for what the script evaluates then, and ends with the program or where the next begins.
    """

    def __init__(
        self,
        project: str | None = None,
        name: str | None = None,
        tags: Sequence[str] = (),
        stage: str = "sft",
        run: Run | None = None,
        log_model: bool = False,
    ) -> None:
        self.run = run
        self._own = run is None
        self._wanted: dict[str, Any] = {"project": project, "name": name, "tags": tags, "stage": stage}
        self._log_model = log_model

    def on_train_begin(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> None:
        """Registers the run, with the arguments and the model's settings as its config."""
        if self.run is not None and self.run.ends_with_next:
            self.run = None
        if not state.is_world_process_zero or self.run is not None:
            return
        config = _config_of(args, kwargs.get("model"))
        name = self._wanted["name"] or getattr(args, "run_name", None)
        self.run = init(config=config, **{**self._wanted, "name": name})

    def on_log(
        self,
        args: TrainingArguments,
        state: TrainerState,
        control: TrainerControl,
        logs: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        """One point of every number that the trainer reports."""
        if self.run is None or not state.is_world_process_zero:
            return
        values = {metric_name(key): value for key, value in (logs or {}).items() if _is_number(value)}
        if values:
            self.run.log(values, step=state.global_step)

    def on_train_end(
        self, args: TrainingArguments, state: TrainerState, control: TrainerControl, **kwargs: Any
    ) -> None:
        """Keeps the model where that was asked for, and leaves the run to the next training or the program's end."""
        if self.run is None or not state.is_world_process_zero:
            return
        model = kwargs.get("model")
        if self._log_model and model is not None:
            self._keep_model(model, kwargs.get("processing_class"))
        self.run.ends_with_next = self._own

    def _keep_model(self, model: Any, processing_class: Any) -> None:
        import tempfile

        if self.run is None:
            return
        with tempfile.TemporaryDirectory(prefix="assay-model-") as folder:
            model.save_pretrained(folder)
            if processing_class is not None:
                processing_class.save_pretrained(folder)
            kind: ArtifactKind = "adapter" if hasattr(model, "peft_config") else "model"
            self.run.log_artifact(folder, name=kind, kind=kind)


def metric_name(key: str) -> str:
    """`eval_loss` is `validation/loss`, `loss` is `train/loss`; totals of the end keep their name below `train/`."""
    for prefix in _PREFIXES:
        if key.startswith(prefix):
            return f"{'validation' if prefix == 'eval_' else 'test'}/{key.removeprefix(prefix)}"
    if key in _TOTALS:
        return f"train/total_{re.sub('^(train|total)_', '', key)}"
    return key if "/" in key else f"train/{key}"


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) or (hasattr(value, "__float__") and getattr(value, "ndim", 0) == 0)


def _config_of(args: TrainingArguments, model: Any) -> dict[str, Any]:
    config: dict[str, Any] = args.to_sanitized_dict()
    settings = getattr(model, "config", None)
    if settings is not None and hasattr(settings, "to_dict"):
        config["model"] = settings.to_dict()
    return {name: value for name, value in config.items() if not _is_secret(name)}


def _is_secret(name: str) -> bool:
    return "token" in name.split("_") and not name.endswith("tokens")
