"""What a generator wrote, held against summary and source: accepted only where the error asked for is found."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runners.contract.rewrites import Family, NoteToRewrite
from runners.text.edits.judge_answer import changed_span, judge_answer
from runners.text.edits.reading import Reading
from runners.text.edits.record import row_of, undo
from runners.text.edits.rewriter import Rewrite, apply
from runners.text.edits.site import Site

SOURCE = """Doctor: What do you take?
Patient: Metformin, 500 mg twice a day, for three years now.
Doctor: Does the knee hurt?
Patient: Yes, my left knee hurts. It hurts for 5 days.
Doctor: Any chest pain?
Patient: No, no chest pain. I am allergic to penicillin."""
SUMMARY = (
    "She takes metformin 500 mg. Her left knee hurts for 5 days. She denies chest pain. She is allergic to penicillin. "
    "She came with her sister and would like to go home again today."
)


def asked_of(family: Family, behind: str = "hurts for 5 days.") -> Site:
    """What was asked for: of a made-up finding, behind a sentence of the summary."""
    place = SUMMARY.index(behind) + len(behind)
    return Site(place, place, family, (), (), None, None)


def judged(answer: str, family: Family) -> str:
    found = judge_answer(Reading.of(SUMMARY, SOURCE), answer, asked_of(family))
    return "accepted" if isinstance(found, Rewrite) else found


def changed(old: str, new: str) -> str:
    assert SUMMARY.count(old) == 1
    return SUMMARY.replace(old, new)


@pytest.mark.parametrize(
    ("old", "new", "family"),
    [
        ("metformin", "glipizide", "entity_swap"),
        ("500 mg", "850 mg", "number"),
        ("500 mg", "500 mcg", "number"),
        ("for 5 days", "for 9 days", "number"),
        ("for 5 days", "for 5 weeks", "temporal"),
        ("for 5 days", "for seven days", "temporal"),
        ("left knee", "right knee", "laterality"),
        ("denies chest pain", "reports chest pain", "negation"),
        (" She is allergic to penicillin.", "", "omission"),
        ("hurts for 5 days.", "hurts for 5 days. She was started on warfarin.", "fabricated_finding"),
        ("hurts for 5 days.", "hurts for 5 days. She has no fever.", "fabricated_finding"),
        ("hurts for 5 days.", "hurts for 5 days. There she saw a pale rash.", "fabricated_finding"),
        ("hurts for 5 days.", "hurts for 5 days, with a fever.", "fabricated_finding"),
    ],
)
def test_an_error_of_the_kind_asked_for_is_accepted(old: str, new: str, family: Family) -> None:
    answer = changed(old, new)
    found = judge_answer(Reading.of(SUMMARY, SOURCE), f"  {answer}\n", asked_of(family))
    assert isinstance(found, Rewrite), found
    assert found.text == answer
    row = row_of(NoteToRewrite(id="1", source=SOURCE, text=SUMMARY), 0, "rewrite", found)
    (edit,) = row.edits
    assert edit.family == family
    assert edit.checked
    assert (edit.types == {}) == (family == "omission")
    assert undo(row.text, row.edits) == SUMMARY


@pytest.mark.parametrize(
    ("old", "new", "family", "reason"),
    [
        (SUMMARY, "", "number", "empty_answer"),
        ("metformin", "Metformin", "number", "unchanged"),
        # Another error than the one asked for.
        ("left knee", "right knee", "number", "not_the_error"),
        ("500 mg", "850 mg", "entity_swap", "not_the_error"),
        # The source says it too, or nobody can tell.
        ("for 5 days", "for three years", "temporal", "not_the_error"),
        ("metformin", "penicillin", "entity_swap", "not_the_error"),
        ("metformin", "pills", "entity_swap", "not_the_error"),
        ("metformin", "knee", "entity_swap", "not_the_error"),
        # A number is wrong, and so is something else.
        ("500 mg", "850 mg and ibuprofen", "number", "not_the_error"),
        ("hurts for 5 days.", "hurts for 5 days. She takes metformin.", "fabricated_finding", "not_the_error"),
        ("She takes metformin 500 mg. Her left", "She takes metformin 850 mg. My left", "number", "changed_elsewhere"),
        (SUMMARY, "Here is the summary: she is well.", "number", "changed_elsewhere"),
        ("hurts for 5 days.", "hurts for 5 days." + " She was started on warfarin" + " and has a rash" * 4 + ".",
         "fabricated_finding", "length"),
        ("hurts for 5 days.", "hurts for 5 days.. She was started on warfarin.", "fabricated_finding", "not_fluent"),
        # More than one sentence, another line, another place, or an error that says so of itself.
        ("hurts for 5 days.", "hurts for 5 days. She had a stroke. She has a rash.", "fabricated_finding",
         "changed_elsewhere"),
        ("hurts for 5 days.", "hurts for 5 days.\n\nShe has a rash.", "fabricated_finding", "changed_elsewhere"),
        ("again today.", "again today.\n\nNote: I added pneumonia.", "fabricated_finding", "changed_elsewhere"),
        ("again today.", "again today. She was started on warfarin.", "fabricated_finding", "not_the_error"),
        ("again today.", "again today. She also reports nausea.", "fabricated_finding", "not_the_error"),
        ("hurts for 5 days.", "hurts for 5 days. Note: I added pneumonia.", "fabricated_finding", "not_the_error"),
        # The words of a rule, and several right sentences between the first and the last difference.
        ("left knee hurts for 5 days. She denies chest pain. She is", "right knee hurts for 5 days; she denies chest "
         "pain; she is", "laterality", "changed_elsewhere"),
    ],
)  # fmt: skip
def test_anything_else_is_refused_with_its_reason(old: str, new: str, family: Family, reason: str) -> None:
    assert judged(changed(old, new), family) == reason


def test_the_span_of_a_made_up_finding_is_the_sentence_that_was_added() -> None:
    answer = changed("hurts for 5 days.", "hurts for 5 days. She had a stroke.")
    found = judge_answer(Reading.of(SUMMARY, SOURCE), answer, asked_of("fabricated_finding"))
    assert isinstance(found, Rewrite)
    (edit,) = found.edits
    assert (edit.change.start, edit.change.after) == (asked_of("number").start, " She had a stroke.")


def test_a_last_sentence_may_be_left_out() -> None:
    allergy = " She is allergic to penicillin."
    summary = SUMMARY.replace(allergy, "") + allergy
    found = judge_answer(Reading.of(summary, SOURCE), summary.removesuffix(allergy), asked_of("omission"))
    assert isinstance(found, Rewrite), found
    assert [edit.change.after for edit in found.edits] == [""]


def test_other_stops_in_the_changed_sentence_are_let_pass() -> None:
    answer = changed("Her left knee hurts for 5 days.", "Her right knee hurts, for 5 days.")
    found = judge_answer(Reading.of(SUMMARY, SOURCE), answer, asked_of("laterality"))
    assert isinstance(found, Rewrite)
    assert found.text == answer


def test_white_space_around_a_summary_stays() -> None:
    found = judge_answer(Reading.of(f"\n{SUMMARY} \n", SOURCE), changed("500", "850"), asked_of("number"))
    assert isinstance(found, Rewrite)
    assert found.text == f"\n{changed('500', '850')} \n"


@given(st.lists(st.sampled_from(["a", "b", "c"]), max_size=8), st.lists(st.sampled_from(["a", "b", "c"]), max_size=8))
def test_a_changed_span_makes_the_one_text_the_other(old: list[str], new: list[str]) -> None:
    before, after = " ".join(old), " ".join(new)
    change = changed_span(before, after)
    assert apply(before, [change]) == after
    assert before[: change.start] == after[: change.start]
