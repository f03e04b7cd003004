"""Which checks each stage gets."""

from pathlib import Path
from typing import Any

from runners.check.check_data import (
    check_best,
    check_rows,
    check_split_overlap,
    check_tokens,
    check_trained_on,
    count_tokens,
    failed,
)
from runners.check.check_room import CHECKPOINTS_AT_ONCE, check_device, check_disk, check_memory
from runners.check.request import CheckRequest
from runners.check.result import Check
from runners.contract.failure import StageFailure
from runners.contract.launch import DatasetInput, ModelInput
from runners.models.light_tokenizer import LightTokenizer
from runners.models.model_folder import ModelFolder, read_model_folder
from runners.training.estimate_memory import (
    TrainingPlan,
    checkpoint_bytes,
    memory_bytes,
    model_sizes,
    trained_parameters,
)
from runners.training.read_rows import read_split

Estimates = dict[str, int | None]


def check_sft(request: CheckRequest, config: Any) -> tuple[list[Check], Estimates]:
    """Check a fine-tuning."""
    checks, estimates = [], Estimates()
    device, memory = check_device(request.device)
    checks.append(device)
    if config.method == "qlora" and not request.device.startswith("cuda"):
        checks.append(
            Check(
                "method",
                "block",
                "Method",
                "QLoRA's 4-bit weights need a CUDA device.",
                "Choose method lora, or a device with CUDA.",
                "method",
            )
        )
    model = model_of(request, checks)
    dataset = request.inputs.get("dataset")
    if isinstance(dataset, DatasetInput):
        train = read_split(dataset.path, "train")
        checks += [check_rows(train, "train", True), check_split_overlap(dataset, dataset.path)]
        checks += check_best(config, dataset.path)
        if model:
            estimates |= token_check(checks, model, config, train, dataset.type, config.max_tokens, config.over_limit)
    sizes = model_sizes(model.config, model.parameters) if model else None
    if sizes and memory:
        plan = training_plan(config, request.device)
        trained = trained_parameters(sizes, plan)
        needed, one = memory_bytes(sizes, plan), checkpoint_bytes(trained)
        estimates |= {"trainedParameters": trained, "memoryBytes": needed, "checkpointBytes": one}
        estimates["diskBytes"] = CHECKPOINTS_AT_ONCE * one
        checks.append(check_memory(needed, memory))
        folder = request.folders.checkpoints or Path.cwd()
        checks.append(check_disk(CHECKPOINTS_AT_ONCE * one, folder, f"Up to {CHECKPOINTS_AT_ONCE} checkpoints"))
    return checks, estimates


def check_generate(request: CheckRequest, config: Any) -> tuple[list[Check], Estimates]:
    """Check a generation."""
    device, _ = check_device(request.device)
    checks, estimates = [device], Estimates()
    if config.quantisation == "nf4" and not request.device.startswith("cuda"):
        remedy = "Choose weights none, or a device with CUDA."
        checks.append(Check("method", "block", "Weights", "4-bit weights need a CUDA device.", remedy, "quantisation"))
    model, dataset = model_of(request, checks), request.inputs.get("dataset")
    if isinstance(dataset, DatasetInput):
        rows = read_split(dataset.path, config.split, config.limit)
        checks.append(check_rows(rows, config.split, False))
        seen = check_trained_on(rows, request.trained_on_hashes, config.split)
        checks += [seen] if seen else []
        if model:
            positions = int(model.config.get("max_position_embeddings", 2**31))
            room = positions - config.max_new_tokens
            limit = min(room, config.max_prompt_tokens or room)
            estimates |= token_check(checks, model, config, rows, dataset.type, limit, None)
    return checks, estimates


def check_import(request: CheckRequest, config: Any) -> tuple[list[Check], Estimates]:
    """Check the import of a model from a hub or a folder."""
    if config.source == "hub" and not request.egress.hub:
        detail = "Downloads from a model hub are closed on this installation."
        remedy = "Ask an admin to open them under Egress, or import a folder."
        return [Check("egress", "block", "Egress", detail, remedy, "source")], {}
    if config.source != "folder" or config.folder is None:
        return [], {}
    try:
        model = read_model_folder(Path(config.folder), "folder")
    except StageFailure as failure:
        return [failed(failure, "model", "Model")], {}
    objects = request.folders.objects or Path.cwd()
    described = Check("model", "pass", "Model", f"{model.architecture} with {model.parameters:,} parameters.")
    return [described, check_disk(model.bytes, objects, "A copy of the model")], {"diskBytes": model.bytes}


def model_of(request: CheckRequest, checks: list[Check]) -> ModelFolder | None:
    """Return the described model of a request; says in `checks` where it cannot be read."""
    given = request.inputs.get("model")
    if not isinstance(given, ModelInput):
        return None
    try:
        model = read_model_folder(given.folder, "model")
    except StageFailure as failure:
        checks.append(failed(failure, "model", "Model"))
        return None
    checks.append(Check("model", "pass", "Model", f"{model.architecture} with {model.parameters:,} parameters."))
    return model


def token_check(
    checks: list[Check],
    model: ModelFolder,
    config: Any,
    rows: list[dict[str, Any]],
    dataset_type: str,
    limit: int,
    over_limit: str | None,
) -> Estimates:
    """Count tokens with the model's own tokenizer; `over_limit` None: prompts only, cut in the middle."""
    if not rows or not (model.path / "tokenizer.json").is_file():
        return {}
    try:
        tokenizer = LightTokenizer(model.path)
        counts = count_tokens(tokenizer, config, rows, dataset_type, over_limit is not None)
    except StageFailure as failure:
        checks.append(failed(failure, "template", "Chat template"))
        return {}
    field = "maxTokens" if over_limit else "maxPromptTokens"
    checks.append(check_tokens(counts, limit, over_limit or "truncate", field))
    return {"tokens": sum(counts), "longestTokens": max(counts, default=0)}


def training_plan(config: Any, device: str) -> TrainingPlan:
    """Return what of a config decides about memory."""
    return TrainingPlan(
        method=config.method,
        rank=config.lora_rank,
        attention_only=config.lora_targets == "attention",
        dropout=config.lora_dropout > 0,
        tokens_a_pass=config.batch_size * config.max_tokens,
        checkpointing=config.gradient_checkpointing,
        loss_chunk=config.loss_chunk,
        half_precision=device.startswith("cuda"),
    )
