"""Write a text for each example: batched, resumable, each with why and after how many tokens it ended."""

import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import torch

from runners.contract.failure import StageFailure, StageStopped
from runners.contract.launch import DatasetInput, ModelInput
from runners.contract.records import GenerationRow
from runners.models.load_model import end_token_ids, load_tokenizer, load_writer, require_device
from runners.models.prompt_template import PromptTemplate, use_chat
from runners.models.write_texts import Continuation, Sampling, write_texts
from runners.stages.generate.done_batches import DoneBatches
from runners.stages.generate.spec import GenerateConfig
from runners.track.stage_context import StageContext
from runners.training.encode_examples import cut_middle
from runners.training.read_rows import read_split


@dataclass(frozen=True)
class Prompt:
    """An example's prompt as token ids."""

    example: str
    ids: tuple[int, ...]


def run(context: StageContext) -> None:
    """Write one text for each example of the split.

    Raises:
        StageFailure: model, dataset and device do not go together, or the device runs out of memory.
        StageStopped: asked to stop; what is written is kept, and a resumed attempt goes on behind it.
    """
    config = context.config
    assert isinstance(config, GenerateConfig)
    given, dataset = inputs(context)
    device = require_device(context.device)
    tokenizer = load_tokenizer(given.folder)
    context.progress("loading the model", 0, None, "")
    model = load_writer(given.folder, given.adapter_folder, device, config.quantisation == "nf4")
    prompts = encode_prompts(context, config, dataset, tokenizer, model.config.max_position_embeddings)
    batches = plan_batches(prompts, config.batch_size)
    done = DoneBatches(context.checkpoints_folder / "generations.jsonl")
    sampling = Sampling(config.max_new_tokens, config.temperature, config.top_p)
    end_ids = end_token_ids(model, tokenizer)
    written = emit_earlier(context, done, len(batches))
    context.progress("generating", written, len(prompts), "examples")
    for number, batch in enumerate(batches):
        if number in done.batches:
            continue
        if context.stop_requested:
            raise StageStopped
        # Each batch has its own random state, so that a resumed run samples what a straight one would have.
        torch.manual_seed(context.seed * 1_000_003 + number)
        rows = write_batch(model, tokenizer, batch, sampling, end_ids)
        context.generations(rows)
        done.add(number, [asdict(row) for row in rows])
        written += len(batch)
        report(context, rows, written, len(prompts))
    cut = sum(row["finish_reason"] == "length" for rows in done.batches.values() for row in rows)
    context.log(f"wrote {len(prompts)} texts, {cut} of them cut at {config.max_new_tokens} tokens")


def inputs(context: StageContext) -> tuple[ModelInput, DatasetInput]:
    """Return model and dataset of the launch."""
    model, dataset = context.launch.inputs.get("model"), context.launch.inputs.get("dataset")
    if not isinstance(model, ModelInput):
        raise StageFailure("config", "No model is given.", "Choose a model.", "model")
    if not isinstance(dataset, DatasetInput):
        raise StageFailure("config", "No dataset is given.", "Choose a dataset.", "dataset")
    return model, dataset


def encode_prompts(
    context: StageContext, config: GenerateConfig, dataset: DatasetInput, tokenizer: Any, positions: int
) -> list[Prompt]:
    """Return the prompts of the split; too long ones lose their middle, and the log says how many."""
    template = PromptTemplate(config.prompt, config.system, use_chat(tokenizer, config.chat))
    rows = read_split(dataset.path, config.split, config.limit)
    if not rows:
        raise StageFailure(
            "data", f"The dataset has no rows in the split {config.split}.", "Choose another split.", "split"
        )
    room = positions - config.max_new_tokens
    if room < 16:
        raise StageFailure(
            "config", f"The model has {positions} positions.", "Ask for fewer new tokens.", "maxNewTokens"
        )
    limit = min(room, config.max_prompt_tokens or room)
    prompts, cut = [], 0
    for row in rows:
        ids = template.prompt_ids(tokenizer, row, dataset.type)
        cut += len(ids) > limit
        prompts.append(Prompt(str(row["id"]), cut_middle(ids, limit)))
    context.log(f"{len(prompts)} prompts, longest {max(len(prompt.ids) for prompt in prompts)} tokens")
    if cut:
        context.log(f"{cut} prompts cut in the middle to fit {limit} tokens", "warning")
    return prompts


def plan_batches(prompts: Sequence[Prompt], batch_size: int) -> list[list[Prompt]]:
    """Return prompts of like length together, the longest first: what does not fit into memory fails at once."""
    ordered = sorted(prompts, key=lambda prompt: (-len(prompt.ids), prompt.example))
    return [ordered[start : start + batch_size] for start in range(0, len(ordered), batch_size)]


def emit_earlier(context: StageContext, done: DoneBatches, batches: int) -> int:
    """Hand over again what an earlier attempt wrote, and return how many texts that is.

    A batch is handed over before it is recorded, so its text may be told twice but never lost.
    """
    if not done.batches:
        return 0
    rows = [GenerationRow(**row) for batch in done.batches.values() for row in batch]
    context.log(f"{len(rows)} texts in {len(done.batches)} of {batches} batches were written before")
    context.generations(rows)
    return len(rows)


def write_batch(
    model: Any, tokenizer: Any, batch: Sequence[Prompt], sampling: Sampling, end_ids: list[int]
) -> list[GenerationRow]:
    """Return the batch's texts."""
    began = time.perf_counter()
    try:
        texts = write_texts(model, [prompt.ids for prompt in batch], sampling, end_ids, tokenizer.pad_token_id)
    except torch.OutOfMemoryError as error:
        raise StageFailure(
            "memory", "The device ran out of memory.", "Lower the batch size or the new tokens.", "batchSize"
        ) from error
    share = (time.perf_counter() - began) / len(batch)
    return [record(tokenizer, prompt, text, share) for prompt, text in zip(batch, texts, strict=True)]


def record(tokenizer: Any, prompt: Prompt, text: Continuation, seconds: float) -> GenerationRow:
    """Return the row of one text."""
    decoded = tokenizer.decode(text.ids, skip_special_tokens=True).strip()
    return GenerationRow(prompt.example, decoded, text.finish_reason, len(prompt.ids), text.tokens, seconds)


def report(context: StageContext, rows: Sequence[GenerationRow], written: int, total: int) -> None:
    """Tell progress and speed after a batch."""
    context.progress("generating", written, total, "examples")
    seconds = sum(row.seconds for row in rows)
    tokens = sum(row.completion_tokens for row in rows)
    context.metrics({"generate/tokens_per_second": tokens / seconds}, written)
