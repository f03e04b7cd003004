"""Rewrites of many notes: how many of each, and what came of every one."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from random import Random

from runners.contract.rewrites import NoteToRewrite, RefusedRow, RewriteRow
from runners.text.edits.families.paraphrase import phrases
from runners.text.edits.lexicon import concept_index
from runners.text.edits.reading import Reading
from runners.text.edits.record import refused_row, row_of
from runners.text.edits.rewriter import Rewrite, Rewriter

_DRAWS = 5
_COUNTED_NOTES = 2_000
_FEWEST_COUNTED = 50
_ROUNDING = 1e-9


@dataclass(frozen=True)
class RewritePlan:
    """How many rows; `adversarial_ratio` are wrong rewrites a note, `controls_share` is of all rows."""

    weights: dict[str, float]
    fewest: int = 1
    most: int = 3
    adversarial_ratio: float = 1.0
    controls_share: float = 0.5
    seed: int = 0


def words_of(notes: Sequence[NoteToRewrite]) -> Counter[str]:
    """How often at most 2,000 summaries name what an edit could put in or take out; nothing of a few."""
    counted: Counter[str] = Counter()
    if len(notes) < _FEWEST_COUNTED:
        return counted
    step = max(1, len(notes) // _COUNTED_NOTES)
    for note in notes[::step]:
        counted.update(each.concept.written.lower() for each in concept_index().mentions(note.text) if each.plain)
        counted.update(match.lower() for match in phrases().findall(note.text))
    return counted


def rewrite_notes(notes: Sequence[NoteToRewrite], plan: RewritePlan) -> Iterator[RewriteRow | RefusedRow]:
    """Rows note by note: wrong rewrites, then their controls; equal notes and an equal plan give equal rows.

    A note for which a control is due and none can be made gets no rewrite either, so that what controls are made of
    tells nothing about which notes they come from.
    """
    rewriter = Rewriter(plan.weights, plan.fewest, plan.most, words_of(notes))
    for note, wanted, controls in dues(notes, plan):
        yield from _rows(rewriter, note, wanted, controls, plan.seed)


def dues(notes: Sequence[NoteToRewrite], plan: RewritePlan) -> Iterator[tuple[NoteToRewrite, int, int]]:
    """How many rewrites and how many controls each note owes; fractions are carried on to the next."""
    controls_each = plan.controls_share / (1 - plan.controls_share)
    rewrites_due = controls_due = 0.0
    for note in notes:
        rewrites_due += plan.adversarial_ratio
        wanted, rewrites_due = int(rewrites_due + _ROUNDING), rewrites_due - int(rewrites_due + _ROUNDING)
        controls_due += wanted * controls_each
        controls, controls_due = int(controls_due + _ROUNDING), controls_due - int(controls_due + _ROUNDING)
        yield note, wanted, controls


def _rows(
    rewriter: Rewriter, note: NoteToRewrite, wanted: int, controls: int, seed: int
) -> Iterator[RewriteRow | RefusedRow]:
    reading = Reading.of(note.text, note.source, note.section)
    seen = {note.text}
    made: list[RewriteRow] = []
    number = 0
    for kind, asked in (("rewrite", wanted), ("control", controls)):
        due = asked if kind == "rewrite" else asked * len(made) // max(1, wanted)
        for _ in range(due):
            row = make_row(rewriter, reading, note, kind, number, seed, seen)
            number += 1
            if isinstance(row, RefusedRow):
                yield row
                if kind == "control":
                    return
                break
            made.append(row)
    yield from made


def make_row(
    rewriter: Rewriter, reading: Reading, note: NoteToRewrite, kind: str, number: int, seed: int, seen: set[str]
) -> RewriteRow | RefusedRow:
    """A row unlike those of the note so far."""
    random = Random(f"{seed}:{note.id}:{number}")
    for _ in range(_DRAWS):
        made = rewriter.control(reading, random) if kind == "control" else rewriter.rewrite(reading, random)
        if not isinstance(made, Rewrite):
            return refused_row(note, kind, made)
        if made.text not in seen:
            seen.add(made.text)
            return row_of(note, number, kind, made)
    return refused_row(note, kind, "used_up")
