"""What is ready before the first step: model, rows, order, optimizer."""

import math
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch

from runners.contract.failure import StageFailure
from runners.contract.launch import DatasetInput, Launch, ModelInput
from runners.models.load_model import load_base_model
from runners.models.prompt_template import PromptTemplate, use_chat
from runners.stages.sft.spec import SftConfig
from runners.track.stage_context import StageContext
from runners.training.batcher import Batcher
from runners.training.best_step import require_validation
from runners.training.checkpoint_activations import checkpoint_activations
from runners.training.compiling import compile_layers, compiles
from runners.training.data_order import DataOrder
from runners.training.encode_examples import EncodedExample, encode_rows
from runners.training.packed_attention import PACKABLE, use_packed_attention
from runners.training.read_rows import read_split
from runners.training.trained_model import TrainedModel, train_adapter, train_adapter_further, train_everything


@dataclass(frozen=True)
class TrainingData:
    """Encoded rows, the order in which they come, and how many steps that makes."""

    train: list[EncodedExample]
    validation: list[EncodedExample]
    order: DataOrder
    batcher: Batcher
    steps: int
    rows_per_step: int


def model_input(launch: Launch) -> ModelInput:
    """Return the model to start from."""
    value = launch.inputs.get("model")
    if not isinstance(value, ModelInput):
        raise StageFailure("config", "No model is given.", "Choose the model to start from.", "model")
    return value


def dataset_input(launch: Launch) -> DatasetInput:
    """Return the dataset to train on."""
    value = launch.inputs.get("dataset")
    if not isinstance(value, DatasetInput):
        raise StageFailure("config", "No dataset is given.", "Choose a dataset of type notes or sft.", "dataset")
    return value


def prepare_data(context: StageContext, config: SftConfig, tokenizer: Any) -> TrainingData:
    """Read and encode the splits, and say in the log what became of every row.

    Raises:
        StageFailure: nothing is left to train on.
    """
    dataset = dataset_input(context.launch)
    template = PromptTemplate(config.prompt, config.system, use_chat(tokenizer, config.chat))
    encoded = {}
    for split, limit in (("train", None), ("validation", config.validation_examples)):
        rows = read_split(dataset.path, split, limit)
        context.progress(f"reading {split}", 0, len(rows), "rows")
        report = encode_rows(tokenizer, template, rows, dataset.type, config.max_tokens, config.over_limit)
        context.progress(f"reading {split}", len(rows), len(rows), "rows")
        context.log(report.sentence(split, config.max_tokens), "warning" if report.dropped else "info")
        encoded[split] = report.examples
    if not encoded["train"]:
        raise StageFailure(
            "data",
            "No row of the split train can be trained on.",
            "Check that the dataset has a split train with references, and raise the token limit.",
            "dataset",
        )
    require_validation(config.result, len(encoded["validation"]))
    packed = config.batching == "packed"
    lengths = [len(example.ids) for example in encoded["train"]]
    order = DataOrder(lengths, context.seed, config.max_tokens if packed else None)
    rows_per_step = config.batch_size * config.accumulation
    steps = config.steps or max(1, math.ceil(config.epochs * len(order.epoch(0)) / rows_per_step))
    batcher = Batcher(config.batch_size, config.max_tokens, packed, tokenizer.pad_token_id)
    return TrainingData(encoded["train"], encoded["validation"], order, batcher, steps, rows_per_step)


def prepare_model(context: StageContext, config: SftConfig, device: torch.device) -> TrainedModel:
    """Load the model and make trainable what the method trains.

    Raises:
        StageFailure: method, model, adapter and device do not go together.
    """
    given = model_input(context.launch)
    if given.adapter_folder and config.method == "full":
        raise StageFailure(
            "config",
            "Full training cannot start from an adapter.",
            "Start from the base model, or train the adapter further with lora.",
            "method",
        )
    context.progress("loading the model", 0, None, "")
    model = load_base_model(given.folder, device, nf4=config.method == "qlora")
    if config.batching == "packed":
        if model.config.model_type not in PACKABLE:
            raise StageFailure(
                "config",
                f"Packing is not known to be right for {model.config.model_type}.",
                'Set "batching" to "padded".',
                "batching",
            )
        use_packed_attention(model)
    trained = trainable(model, given, config)
    if config.gradient_checkpointing:
        checkpoint_activations(trained.model)
    if compiles(context, config.compile, device):
        compile_layers(trained.model)
    count = sum(value.numel() for value in trained.parameters.values())
    context.log(f"{config.method}: {count:,} trained parameters in {len(trained.parameters)} tensors on {device}")
    trained.model.train()
    return trained


def trainable(model: Any, given: ModelInput, config: SftConfig) -> TrainedModel:
    """Return the model with its trained part, by method."""
    base = given.model or Path(given.folder).name
    if config.method == "full":
        return train_everything(model, base)
    if given.adapter_folder:
        return train_adapter_further(model, base, given.adapter_folder)
    return train_adapter(model, base, config.lora_rank, config.lora_alpha, config.lora_dropout, config.lora_targets)
