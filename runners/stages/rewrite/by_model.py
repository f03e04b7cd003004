"""Rewrites that a model writes: asked for one named error each, kept where the checks find it, or asked again."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from runners.contract.launch import ModelInput
from runners.contract.rewrites import NoteToRewrite, Refusal, RefusedRow, RewriteRow
from runners.stages.rewrite.ask import Asked, ask
from runners.stages.rewrite.generator import Generator
from runners.stages.rewrite.plan_of import plan_of
from runners.stages.rewrite.spec import RewriteConfig
from runners.text.edits.judge_answer import judge_answer
from runners.text.edits.plan import dues, make_row, words_of
from runners.text.edits.reading import Reading
from runners.text.edits.record import refused_row, row_of
from runners.text.edits.rewriter import Rewrite, Rewriter
from runners.track.stage_context import StageContext


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
