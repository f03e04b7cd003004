"""Rewrites that a model writes: asked for one named error each, kept where the checks find it, or asked again."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from random import Random

import torch

from runners.contract.failure import StageFailure, StageStopped
from runners.contract.launch import ModelInput
from runners.contract.rewrites import NoteToRewrite, Refusal, RefusedRow, RewriteRow
from runners.models.load_model import end_token_ids, load_tokenizer, load_writer, require_device
from runners.models.prompt_template import PromptTemplate, use_chat
from runners.models.write_texts import Sampling, write_texts
from runners.stages.rewrite.ask import Asked, ask
from runners.stages.rewrite.plan_of import plan_of
from runners.stages.rewrite.spec import RewriteConfig
from runners.text.edits.judge_answer import judge_answer
from runners.text.edits.plan import dues, make_row, words_of
from runners.text.edits.reading import Reading
from runners.text.edits.record import refused_row, row_of
from runners.text.edits.rewriter import Rewrite, Rewriter
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
            if self.context.stop_requested:
                raise StageStopped
            torch.manual_seed(self.context.seed * 1_000_003 + self.batches)
            self.batches += 1
            for number, text in zip(batch, self._write([ids[number] for number in batch]), strict=True):
                yield number, Answer(text or "", prompts[number], "cut_off" if text is None else None)
            self.context.progress(phase, min(start + len(batch), len(fitting)), len(fitting), "answers")

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


@dataclass
class Owed:
    """What a note is owed: so many rewrites, its controls, and what has come of it."""

    note: NoteToRewrite
    reading: Reading
    wanted: int
    controls: list[RewriteRow]
    made: dict[int, RewriteRow] = field(default_factory=dict)
    refused: dict[int, Refusal] = field(default_factory=dict)

    @property
    def open(self) -> list[int]:
        """Numbers of the rewrites that are still to be made."""
        return [number for number in range(self.wanted) if number not in self.made]

    @property
    def worth_asking(self) -> list[int]:
        """Those of them that another question could make: a note that is too long stays so."""
        return [number for number in self.open if self.refused.get(number) != "too_long"]


def rewrite_by_model(
    context: StageContext, config: RewriteConfig, notes: Sequence[NoteToRewrite], given: ModelInput
) -> tuple[list[RewriteRow], list[RefusedRow]]:
    """Every row that the config asks for; says in the log how many answers were refused, and why.

    Controls are made by rules, before the model is asked: a note without one that is due gets no rewrite either.
    """
    owed, refused = what_is_owed(context, config, notes)
    generator = Generator(context, config, given)
    counted: Counter[str] = Counter()
    for turn in range(1, config.tries + 1):
        ask_all(generator, config, owed, given.model, turn, counted)
    too_long = counted.pop("too_long", 0)
    if too_long:
        room = f"{max(0, generator.room)} tokens beside {config.max_new_tokens} new ones"
        context.log(f"{too_long} questions were too long for the model, which has {room}, and not asked", "warning")
    answers = sum(counted.values())
    context.log(f"{answers} answers of the generator, {counted.pop('accepted', 0)} of them accepted")
    for reason, count in counted.most_common():
        context.log(f"{count} answers refused: {reason.replace('_', ' ')}", "warning")
    made: list[RewriteRow] = []
    for each in owed:
        made += each.made.values()
        made += each.controls[: len(each.controls) * len(each.made) // max(1, each.wanted)]
        refused += [refused_row(each.note, "rewrite", each.refused[number]) for number in each.open]
    return made, refused


def what_is_owed(
    context: StageContext, config: RewriteConfig, notes: Sequence[NoteToRewrite]
) -> tuple[list[Owed], list[RefusedRow]]:
    """The notes to ask about with their controls, and the rows of those that lack a control."""
    plan = plan_of(config, context.seed)
    by_rule = Rewriter(plan.weights, plan.fewest, plan.most, words_of(notes))
    owed, refused = [], []
    for note, wanted, controls in dues(notes, plan):
        reading, seen = Reading.of(note.text, note.source, note.section), {note.text}
        numbers = range(wanted, wanted + controls)
        rows = [make_row(by_rule, reading, note, "control", number, plan.seed, seen) for number in numbers]
        lacking = [row for row in rows if isinstance(row, RefusedRow)]
        if lacking:
            refused.append(lacking[0])
        else:
            owed.append(Owed(note, reading, wanted, [row for row in rows if isinstance(row, RewriteRow)]))
    return owed, refused


def ask_all(
    generator: Generator,
    config: RewriteConfig,
    owed: Sequence[Owed],
    model: str | None,
    turn: int,
    counted: Counter[str],
) -> None:
    """Ask once for every rewrite that is open, and keep what passes."""
    questions: list[tuple[Owed, Asked]] = []
    for each in owed:
        for number in each.worth_asking:
            random = Random(f"{generator.context.seed}:{each.note.id}:{number}:{turn}")
            asked = ask(each.reading, each.note, number, config.weights(), config.instruction, random)
            if isinstance(asked, Asked):
                questions.append((each, asked))
            else:
                each.refused[number] = asked
    phase = "asking the generator" if turn == 1 else f"asking the generator again, {turn} of {config.tries}"
    for at, answer in generator.answers([asked.question for _, asked in questions], phase):
        each, asked = questions[at]
        judged = answer.refusal or judge_answer(each.reading, answer.text, asked.site)
        if isinstance(judged, Rewrite) and judged.text in {row.text for row in each.made.values()}:
            judged = "used_up"
        counted["accepted" if isinstance(judged, Rewrite) else judged] += 1
        if isinstance(judged, Rewrite):
            row = row_of(each.note, asked.number, "rewrite", judged)
            generated = asked.record(model, answer.prompt, turn)
            each.made[asked.number] = row.model_copy(update={"generated": generated})
        else:
            each.refused[asked.number] = judged
