"""Checks of a training on pairs and of its reference."""

from pathlib import Path
from typing import Any

from runners.check.check_data import check_best, failed
from runners.check.check_pairs import (
    check_labels,
    check_pair_rows,
    check_pair_tokens,
    check_saturation,
    encode_all,
)
from runners.check.check_room import CHECKPOINTS_AT_ONCE, check_device, check_disk, check_memory
from runners.check.check_stages import Estimates, model_of
from runners.check.devices import DeviceMemory
from runners.check.request import CheckRequest
from runners.check.result import Check
from runners.contract.failure import StageFailure
from runners.contract.launch import DatasetInput, FilesInput, ModelInput
from runners.models.light_tokenizer import LightTokenizer
from runners.models.model_folder import ModelFolder
from runners.preferences.pair import EncodedPair
from runners.training.estimate_memory import (
    TrainingPlan,
    checkpoint_bytes,
    memory_bytes,
    model_sizes,
    trained_parameters,
)
from runners.training.read_rows import read_split

TRL_HAS = ("dpo", "fdpo", "safedpo")


def check_preferences(request: CheckRequest, config: Any) -> tuple[list[Check], Estimates]:
    """Check a run of dpo, fdpo or reference."""
    device, memory = check_device(request.device)
    checks, estimates = [device], Estimates()
    if config.quantisation != "none" and not request.device.startswith("cuda"):
        detail = "4-bit and 8-bit weights need a CUDA device."
        remedy = "Choose weights as they are, or a device with CUDA."
        checks.append(Check("quantisation", "block", "Weights", detail, remedy, "quantisation"))
    model, dataset = model_of(request, checks), request.inputs.get("dataset")
    pairs: list[EncodedPair] = []
    if isinstance(dataset, DatasetInput):
        rows = read_split(dataset.path, "train")
        delta = getattr(config, "delta", None)
        checks += [check_pair_rows(rows), *check_labels(rows, getattr(config, "orientation", None), delta)]
        if request.stage != "reference":
            checks += check_best(config, dataset.path)
        pairs = encoded(checks, model, config, rows)
        lengths = [pair.longest for pair in pairs]
        estimates |= {"tokens": sum(pair.tokens for pair in pairs), "longestTokens": max(lengths, default=0)}
    if request.stage != "reference":
        checks += [check for check in training_checks(request, config, pairs) if check]
        if model and memory:
            estimates |= room(checks, request, config, model, memory)
    return checks, estimates


def encoded(
    checks: list[Check], model: ModelFolder | None, config: Any, rows: list[dict[str, Any]]
) -> list[EncodedPair]:
    """Return the pairs in tokens, and say in `checks` how many are over the limit."""
    if model is None or not (model.path / "tokenizer.json").is_file():
        return []
    try:
        pairs = encode_all(LightTokenizer(model.path), config, rows)
    except StageFailure as failure:
        checks.append(failed(failure, "template", "Chat template"))
        return []
    if pairs:
        checks.append(check_pair_tokens(pairs, config.max_tokens, config.over_limit))
    return pairs


def training_checks(request: CheckRequest, config: Any, pairs: list[EncodedPair]) -> list[Check | None]:
    """Return what is to be said of loss, reference and engine."""
    delta = getattr(config, "delta", 0.0)
    wanted = delta / config.beta if config.loss == "safedpo" else delta
    completions = [len(side) for pair in pairs for side in (pair.chosen, pair.rejected)]
    checks = [check_saturation(config.beta, wanted, completions)]
    model = request.inputs.get("model")
    tuned = isinstance(model, ModelInput) and model.adapter_folder is not None
    if config.reference == "adapter-off" and tuned:
        detail = "The model brings an adapter; without it the reference would be the model before its fine-tuning."
        checks.append(Check("reference", "block", "Reference", detail, "Choose frozen-copy.", "reference"))
    if config.reference == "stored" and not isinstance(request.inputs.get("reference"), FilesInput):
        detail = "The stored reference is not there yet; a run that measures it is launched with this one."
        remedy = "Name a finished reference run, or choose frozen-copy."
        checks.append(Check("reference", "warn", "Reference", detail, remedy, "reference"))
    if config.engine == "trl" and config.loss not in TRL_HAS:
        detail = f"TRL's {config.loss} is another loss than ours."
        checks.append(Check("engine", "block", "Engine", detail, "Choose engine assay.", "engine"))
    return checks


def room(
    checks: list[Check], request: CheckRequest, config: Any, model: ModelFolder, memory: DeviceMemory
) -> Estimates:
    """Compare what the training takes with what there is."""
    sizes = model_sizes(model.config, model.parameters)
    if sizes is None:
        return {}
    plan = TrainingPlan(
        method="qlora" if config.quantisation == "nf4" else "lora",
        rank=config.lora_rank,
        attention_only=config.lora_targets == "attention",
        dropout=config.lora_dropout > 0,
        tokens_a_pass=max(config.row_tokens, config.max_tokens),
        checkpointing=config.gradient_checkpointing,
        loss_chunk=config.loss_chunk,
        half_precision=request.device.startswith("cuda"),
    )
    trained = trained_parameters(sizes, plan)
    needed, one = memory_bytes(sizes, plan), checkpoint_bytes(trained)
    checks.append(check_memory(needed, memory))
    folder = request.folders.checkpoints or Path.cwd()
    checks.append(check_disk(CHECKPOINTS_AT_ONCE * one, folder, f"Up to {CHECKPOINTS_AT_ONCE} checkpoints"))
    return {
        "trainedParameters": trained,
        "memoryBytes": needed,
        "checkpointBytes": one,
        "diskBytes": CHECKPOINTS_AT_ONCE * one,
    }
