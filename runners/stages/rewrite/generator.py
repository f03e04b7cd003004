"""A model that is asked in batches; what it answered is kept, so that a resumed run asks it nothing twice."""

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import torch

from runners.contract.failure import StageFailure, StageStopped
from runners.contract.launch import ModelInput
from runners.contract.rewrites import Refusal
from runners.models.load_model import end_token_ids, load_tokenizer, load_writer, require_device
from runners.models.prompt_template import PromptTemplate, use_chat
from runners.models.write_texts import Sampling, write_texts
from runners.stages.generate.done_batches import DoneBatches
from runners.stages.rewrite.spec import RewriteConfig
from runners.track.stage_context import StageContext


@dataclass(frozen=True)
class Answer:
    """What the generator wrote to a prompt: its text, or why there is none."""

    text: str
    prompt: str
    refusal: Refusal | None = None


class Generator:
    """A model that answers questions in batches, with its random state from the run's seed."""

    def __init__(self, context: StageContext, config: RewriteConfig, given: ModelInput) -> None:
        self.context, self.config = context, config
        device = require_device(context.device)
        self.tokenizer = load_tokenizer(given.folder)
        context.progress("loading the model", 0, None, "")
        self.model = load_writer(given.folder, given.adapter_folder, device, config.quantisation == "nf4")
        self.template = PromptTemplate("{source}", config.system, use_chat(self.tokenizer, config.chat))
        self.sampling = Sampling(config.max_new_tokens, config.temperature, config.top_p)
        self.end_ids = end_token_ids(self.model, self.tokenizer)
        self.room = self.model.config.max_position_embeddings - config.max_new_tokens
        self.batches = 0
        self.done = DoneBatches(context.checkpoints_folder / "answers.jsonl")
        if self.done.batches:
            context.log(f"{len(self.done.batches)} batches of answers were written before")

    def answers(self, questions: Sequence[str], phase: str) -> Iterator[tuple[int, Answer]]:
        """Number of each question and its answer, the longest first; one that does not fit the model is not asked."""
        prompts = [self.template.prompt(self.tokenizer, {"source": question}, "sft") for question in questions]
        ids = [self.template.prompt_ids(self.tokenizer, {"source": question}, "sft") for question in questions]
        order = sorted(range(len(ids)), key=lambda number: (-len(ids[number]), number))
        fitting = [number for number in order if len(ids[number]) <= self.room]
        yield from (
            (number, Answer("", prompts[number], "too_long")) for number in order if len(ids[number]) > self.room
        )
        for start in range(0, len(fitting), self.config.batch_size):
            batch = fitting[start : start + self.config.batch_size]
            asked = [prompts[number] for number in batch], [ids[number] for number in batch]
            for number, text in zip(batch, self._next_batch(*asked), strict=True):
                yield number, Answer(text or "", prompts[number], "cut_off" if text is None else None)
            self.context.progress(phase, min(start + len(batch), len(fitting)), len(fitting), "answers")

    def _next_batch(self, prompts: Sequence[str], ids: Sequence[Sequence[int]]) -> list[str | None]:
        """Texts of the next batch of the run: those of an earlier attempt, where it was asked the same."""
        batch = self.batches
        self.batches += 1
        digests = [hashlib.sha256(prompt.encode()).hexdigest() for prompt in prompts]
        earlier = self.done.batches.get(batch, [])
        if [row["prompt"] for row in earlier] == digests:
            return [row["text"] for row in earlier]
        if self.context.stop_requested:
            raise StageStopped
        # Each batch has its own random state, so that a resumed run samples what a straight one would have.
        torch.manual_seed(self.context.seed * 1_000_003 + batch)
        texts = self._write(ids)
        rows = [{"prompt": digest, "text": text} for digest, text in zip(digests, texts, strict=True)]
        self.done.add(batch, rows)
        return texts

    def _write(self, prompts: Sequence[Sequence[int]]) -> list[str | None]:
        try:
            texts = write_texts(self.model, prompts, self.sampling, self.end_ids, self.tokenizer.pad_token_id)
        except torch.OutOfMemoryError as error:
            raise StageFailure(
                "memory", "The device ran out of memory.", "Lower the batch size or the new tokens.", "batchSize"
            ) from error
        return [
            self.tokenizer.decode(text.ids, skip_special_tokens=True) if text.finish_reason == "stop" else None
            for text in texts
        ]
