"""The values of single notes: readings of failures, undefined ones, planted errors."""

import pytest

from runners.data.sample.generate_sample import generate_sample
from runners.metrics.catalogue import DEFINITIONS, METRIC_NAMES
from runners.metrics.score_note import GeneratedNote, score_note

SOURCE = "Patient: I take metformin, five hundred milligrams."


def note(text, reference="Metformin 500 mg.", finish="stop", example="e1"):
    return GeneratedNote(example, SOURCE, reference, text, finish)


def score(*given, **named):
    return score_note(note(*given, **named), METRIC_NAMES, stemmer=True)


def test_definition_ids_are_unique_and_versioned():
    ids = [definition.id for definition in DEFINITIONS]
    assert len(set(ids)) == len(ids)
    assert {definition.metric for definition in DEFINITIONS} == set(METRIC_NAMES)
    assert "text.rouge_l@1" in ids


def test_a_cut_off_note_has_three_readings():
    values = score("Metformin 500 mg", finish="length")
    assert values["text.rouge_l@1"] == 1
    assert values["text.rouge_l_strict@1"] == 0
    assert values["text.rouge_l_completed@1"] is None
    assert values["text.truncated_rate@1"] == 1
    assert values["text.empty_rate@1"] == 0


def test_a_note_that_ended_by_an_error_has_failed_but_is_not_cut_off():
    values = score("Metformin 500 mg", finish="error")
    assert values["text.truncated_rate@1"] == 0
    assert values["text.rouge_l_strict@1"] == 0
    assert values["text.rouge_l_completed@1"] is None


def test_an_empty_note_scores_0_and_states_nothing():
    values = score("  \n")
    assert values["text.token_f1@1"] == values["text.rouge_1@1"] == values["text.exact_match@1"] == 0
    assert values["text.rouge_l_completed@1"] is None
    assert values["text.unsupported_numbers@1"] is None
    assert values["text.unsupported_drugs_per_note@1"] is None
    assert values["text.empty_rate@1"] == 1
    assert score("", reference="the")["text.exact_match@1"] == 0


def test_without_a_reference_comparisons_are_null_and_the_rest_stays():
    values = score("Metformin 50 mg.", reference=None)
    assert values["text.rouge_l@1"] is values["text.length_ratio@1"] is values["text.exact_match_strict@1"] is None
    assert values["text.unsupported_numbers@1"] == 1


@pytest.mark.parametrize(
    ("text", "numbers", "drugs"),
    [
        ("Metformin 500 mg.", 0, 0),
        ("Glucophage 500 mg.", 0, 0),
        ("Metformin 50 mg twice for 3 days.", 2, 0),
        ("Lisinopril and Lasix 500 mg.", 0, 2),
    ],
)
def test_unsupported_counts_and_rates(text, numbers, drugs):
    values = score(text)
    assert values["text.unsupported_numbers_per_note@1"] == numbers
    assert values["text.unsupported_numbers@1"] == (numbers > 0)
    assert values["text.unsupported_drugs_per_note@1"] == drugs
    assert values["text.unsupported_drugs@1"] == (drugs > 0)


def test_planted_errors_in_true_notes_are_found():
    """Other numbers and other drugs in notes that are known to be true: all found, none before."""
    rows = [row for row in generate_sample(seed=5, dialogues=400) if row["section"] == "MEDICATIONS"]
    planted = 0
    for row in rows:
        for fact in row["metadata"]["facts"]:
            if fact["kind"] == "medication":
                planted += 1
                drug, dose = fact["values"]["drug"], fact["values"]["dose"]
                for wrong in (row["reference"].replace(dose, "987 mg"), row["reference"].replace(drug, "tamoxifen")):
                    given = GeneratedNote("e", row["source"], row["reference"], wrong, "stop")
                    values = score_note(given, ("unsupported_numbers", "unsupported_drugs"), stemmer=True)
                    assert values["text.unsupported_numbers@1"] == ("987" in wrong)
                    if "tamoxifen" in wrong.lower():
                        assert values["text.unsupported_drugs@1"] == 1
    assert planted > 40
