"""The edits: what each family does and leaves alone, and what holds of every rewrite."""

from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from runners.contract.rewrites import FAMILIES, NoteToRewrite, RewriteRow
from runners.data.sample.generate_sample import generate_sample
from runners.text.edits.fluency import takes_an
from runners.text.edits.length_rule import LENGTH_FLOOR, beyond_a_tenth
from runners.text.edits.plan import RewritePlan, rewrite_notes
from runners.text.edits.reading import Reading
from runners.text.edits.record import undo
from runners.text.edits.rewriter import Rewrite, Rewriter, changes_of, sites_of

SAMPLE = [(row["source"], row["reference"]) for row in generate_sample(5, 30)]
ALL = dict.fromkeys(FAMILIES, 1.0)


def edits(family: Any, text: str, source: str, section: str = "") -> set[str]:
    """Every summary that one edit of a family makes of `text`."""
    reading = Reading.of(text, source, section)
    changes = [each for site in sites_of(reading, family) for each in changes_of(reading, site)]
    return {text[: each.start] + each.after + text[each.end :] for each in changes}


ASKED = "Doctor: Any {}?\nPatient: No.\n"


@pytest.mark.parametrize(
    ("family", "text", "source", "made"),
    [
        ("laterality", "Left knee pain.", "Patient: My left knee hurts.", "Right knee pain."),
        ("negation", "She denies fever or chills.", ASKED.format("fever or chills"), "She reports fever and chills."),
        ("negation", "No chest pain.", ASKED.format("chest pain"), "Chest pain."),
        ("negation", "He has no cough.", ASKED.format("cough"), "He has cough."),
        ("negation", "She reports nausea.", "Patient: I have nausea.", "She denies nausea."),
        ("negation", "He is a nonsmoker.", "Patient: I don't smoke.", "He is a smoker."),
        ("number", "A 48-year-old man.", "Patient: I am 48 years old.", "An 84-year-old man."),
        ("number", "Takes aspirin 81 mg.", "Patient: Aspirin, 81 mg.", "Takes aspirin 810 mg."),
        ("number", "Cough for three days.", "Patient: Three days of cough.", "Cough for five days."),
        ("temporal", "Cough for two weeks.", "Patient: Coughing for two weeks.", "Cough for two months."),
        ("temporal", "It began in March 2012.", "Patient: In March 2012.", "It began in July 2012."),
        ("status", "Continue lisinopril.", "Doctor: Let's continue lisinopril.", "Discontinue lisinopril."),
        ("status", "Metformin 500 mg b.i.d.", "Patient: Metformin, twice a day.", "Metformin 500 mg q.d."),
        ("certainty", "Possible pneumonia.", "Doctor: It might be pneumonia.", "Confirmed pneumonia."),
        ("attribution", "She denies pain.", "Patient: No pain.", "Her mother denies pain."),
        ("attribution", "Her mother had asthma.", "Patient: My mother had asthma.", "The patient had asthma."),
        ("causality", "She reports fatigue and nausea.", "Patient: Fatigue. And nausea.",
         "She reports fatigue due to nausea."),
        ("entity_swap", "History of asthma.", "Patient: I have asthma.", "History of sleep apnea."),
        ("omission", "He is well. Allergic to latex.", "Patient: I feel well. I am allergic to latex.", "He is well."),
        ("fabricated_finding", "He has had a cough since May.", "Patient: A cough since May.",
         "He has had a cough since May. He also reports vomiting."),
    ],
)  # fmt: skip
def test_a_family_makes_what_it_says(family: str, text: str, source: str, made: str) -> None:
    assert made in edits(family, text, source)


@pytest.mark.parametrize(
    ("family", "text", "source"),
    [
        ("laterality", "Left knee pain.", "Patient: My knee hurts."),
        ("laterality", "Left knee pain.", "Patient: My left knee and my right knee hurt."),
        ("laterality", "She left the clinic.", "Patient: I left the clinic."),
        ("negation", "She denies fever.", "Patient: I had a fever."),
        ("negation", "She denies fever.", "Patient: My knee hurts."),
        ("negation", "No change in weight.", ASKED.format("change in weight")),
        ("negation", "She reports nausea.", "Patient: No nausea."),
        ("number", "A 48-year-old man.", "Patient: I am not well."),
        ("number", "Vitamin B12 on 04/22/04.", "Patient: Vitamin B12, on April twenty two."),
        ("temporal", "Cough for two weeks.", "Patient: A cough for some time."),
        ("status", "Activities of daily living.", "Doctor: What about activities of daily living?"),
        ("certainty", "Possible pneumonia.", "Doctor: The x-ray confirmed pneumonia."),
        ("certainty", "Possible pneumonia.", "Patient: My knee hurts."),
        ("attribution", "She denies pain.", "Guest_family: My daughter has no pain."),
        ("entity_swap", "No asthma.", "Patient: No asthma."),
        ("omission", "Allergic to latex.", "Patient: I am allergic to latex."),
        ("fabricated_finding", "None.", "Patient: None."),
    ],
)
def test_a_family_leaves_alone_what_the_source_does_not_turn_wrong(family: str, text: str, source: str) -> None:
    assert edits(family, text, source) == set()


@pytest.mark.parametrize(
    ("text", "source", "never"),
    [
        ("History of asthma.", "Patient: Asthma, and I had a chest cold.", "bronchitis"),
        ("History of asthma.", "Patient: Asthma and emphysema.", "COPD"),
        ("Takes lisinopril.", "Patient: Lisinopril, and Norvasc.", "amlodipine"),
    ],
)
def test_what_is_put_in_stands_in_the_source_under_no_name(text: str, source: str, never: str) -> None:
    made = edits("entity_swap", text, source)
    assert made
    assert not any(never in each for each in made)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    place=st.integers(0, len(SAMPLE) - 1),
    seed=st.integers(0, 2**32 - 1),
    front=st.sampled_from(["", "😀 ", "Überweisung: ", "\n\n", "𝒳𝒴 – "]),
    families=st.sets(st.sampled_from(FAMILIES), min_size=1),
)
def test_every_row_is_undone_by_its_edits_and_made_again_by_its_seed(
    place: int, seed: int, front: str, families: set[Any]
) -> None:
    source, text = SAMPLE[place]
    note = NoteToRewrite(id="n", source=source, text=front + text)
    plan = RewritePlan(dict.fromkeys(sorted(families), 1.0), adversarial_ratio=3, seed=seed)
    rows = list(rewrite_notes([note], plan))
    assert rows == list(rewrite_notes([note], plan))
    texts = [row.text for row in rows if isinstance(row, RewriteRow)]
    assert len(set(texts)) == len(texts)
    for row in rows:
        if isinstance(row, RewriteRow):
            assert undo(row.text, row.edits) == note.text != row.text
            assert 1 <= len(row.edits) <= 3
            assert {edit.family for edit in row.edits} <= (families if row.kind == "rewrite" else {"paraphrase"})
            units = row.text.encode("utf-16-le")
            for edit in row.edits:
                assert units[2 * edit.span.start : 2 * edit.span.end].decode("utf-16-le") == edit.after
                assert (edit.severity is None) == (row.kind == "control")


def repeated(text: str) -> set[str]:
    """Sentences that a control adds to `text`."""
    sites = [site for site in sites_of(Reading.of(text, "Patient: Well."), "paraphrase") if site.start == site.end]
    return {candidate.strip() for site in sites for candidate in site.candidates}


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("She takes metformin 500 mg daily. MEDICATIONS:\nShe feels quite well now.", "She also takes metformin."),
        ("MEDICATIONS:\nShe takes Glucophage 500 mg every day.", "She also takes metformin."),
        ("She reports mild nausea and vomiting since Monday.", "She also complains of vomiting."),
        ("He has a history of asthma and sleeps well.", "He has a history of asthma."),
    ],
)
def test_a_control_says_again_what_is_affirmed_right_before_its_name(text: str, made: str) -> None:
    assert made in repeated(text)


@pytest.mark.parametrize(
    "text",
    [
        "MEDICATIONS:\nStop metformin for the time being.",
        "MEDICATIONS:\nShe will start taking metformin next week.",
        "MEDICATIONS:\nShe is on metformin and should stop it on Monday.",
        "MEDICATIONS:\nShe takes metformin in the morning. She was told to stop metformin today.",
        "MEDICATIONS:\nWe talked about metformin and its risks.",
        "Return to the clinic if she has vomiting.",
        "She avoids what gives her nausea at night.",
        "She reports that her nausea has resolved since Monday.",
        "She previously reported nausea in the morning.",
        "She has nausea medicine at home with her.",
        "She no longer has vomiting since last Monday.",
        "She has a history of dementia and sleeps well.",
        "She has a history of hepatitis and sleeps well.",
        "MEDICATIONS:\nI recommended taking metformin in the evening.",
        "MEDICATIONS:\nShe worries about taking metformin every day.",
        "Her mother has a history of asthma and sleeps well.",
        "We will look for a history of asthma in her papers.",
    ],
)
def test_a_control_says_nothing_again_that_is_not_affirmed(text: str) -> None:
    assert repeated(text) == set()


@pytest.mark.parametrize(
    ("text", "source"),
    [
        ("She has asthma. Her mother had asthma.", "Patient: My mother had asthma."),
        ("She has type 2 diabetes. Her mother had diabetes.", "Patient: My mother had diabetes."),
        ("Her mother had asthma.", "Patient: I have asthma. My mother had asthma, too."),
        ("Her mother had asthma.", "Doctor: Do you have asthma?\nPatient: Yes.\nPatient: My mother had asthma."),
        ("Family history of asthma.", "Patient: I have asthma. It runs in the family."),
        ("Family history is positive for what is said above.", "Patient: My mother was ill."),
    ],
)
def test_a_disease_that_may_be_the_patients_too_is_not_given_to_the_patient(text: str, source: str) -> None:
    assert edits("attribution", text, source) == set()


def test_a_disease_that_the_patient_denies_is_the_relatives_alone() -> None:
    asked = "Doctor: Do you have asthma?\nPatient: No.\nPatient: It runs in the family, my mother had asthma."
    assert "The patient had asthma." in edits("attribution", "Her mother had asthma.", asked)
    assert "Personal history of asthma." in edits("attribution", "Family history of asthma.", asked)


def test_findings_that_the_source_links_are_not_linked_the_other_way() -> None:
    made = edits("causality", "She reports fatigue and nausea.", "Patient: I have nausea because of the fatigue.")
    assert not any("fatigue due to" in each for each in made)


def test_one_reading_gives_what_a_fresh_one_gives() -> None:
    source, text = SAMPLE[0]
    shared, rewriter = Reading.of(text, source), Rewriter(ALL)
    straight = [rewriter.rewrite(shared, Random(seed)) for seed in range(20)]
    fresh = [rewriter.rewrite(Reading.of(text, source), Random(seed)) for seed in reversed(range(20))]
    assert straight == fresh[::-1]


def test_lengths_keep_within_a_tenth_where_nothing_is_added_or_left_out() -> None:
    rewriter = Rewriter({family: 1.0 for family in FAMILIES if family not in ("omission", "fabricated_finding")})
    for source, text in SAMPLE:
        reading = Reading.of(text, source)
        for seed in range(10):
            made = rewriter.rewrite(reading, Random(seed))
            if isinstance(made, Rewrite):
                assert abs(len(made.text) - len(text)) <= max(LENGTH_FLOOR, len(text) / 10)


def test_what_is_left_out_or_added_keeps_within_a_quarter() -> None:
    rewriter, beyond = Rewriter({"omission": 1.0, "fabricated_finding": 1.0}, 1, 2), 0
    for source, text in SAMPLE:
        reading = Reading.of(text, source)
        for seed in range(10):
            for made in (rewriter.rewrite(reading, Random(seed)), rewriter.control(reading, Random(seed))):
                if isinstance(made, Rewrite):
                    assert abs(len(made.text) - len(text)) <= max(LENGTH_FLOOR, len(text) / 4)
                    beyond += beyond_a_tenth(text, made.text)
    assert beyond > 0


def test_a_summary_too_short_for_any_finding_is_refused_by_its_length() -> None:
    reading = Reading.of("He is well. Allergic to latex.", "Patient: I feel well. I am allergic to latex.")
    assert Rewriter({"omission": 1.0}).rewrite(reading, Random(0)) == "length"


def test_no_two_edits_share_a_sentence() -> None:
    text = "She denies fever and reports left knee pain for two weeks."
    source = "Doctor: Fever?\nPatient: No. My left knee hurts, for two weeks."
    for seed in range(30):
        made = Rewriter(ALL, 3, 3).rewrite(Reading.of(text, source), Random(seed))
        assert isinstance(made, Rewrite)
        assert len(made.edits) == 1


@pytest.mark.parametrize(
    ("text", "source", "reason"),
    [("", "x", "empty_summary"), (" \n", "x", "empty_summary"), ("Well.", "", "empty_source"),
     ("Well.", "Patient: Well.", "nothing_to_edit")],
)  # fmt: skip
def test_what_cannot_be_rewritten_is_refused_with_its_reason(text: str, source: str, reason: str) -> None:
    assert Rewriter(ALL).rewrite(Reading.of(text, source), Random(0)) == reason


@pytest.mark.parametrize("word", ["ulcer", "hour", "MRI", "84-year-old", "18", "echocardiogram"])
def test_an_stands_before_a_vowel_sound(word: str) -> None:
    assert takes_an(word)


@pytest.mark.parametrize("word", ["unit", "x-ray", "48", "European", "urinalysis", "one-week"])
def test_a_stands_before_a_consonant_sound(word: str) -> None:
    assert not takes_an(word)
