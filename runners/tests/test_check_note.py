"""What the fact checker says of single sentences, and of notes as the server hands them over."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from runners.data.sample.check_note import UnknownFactsError, check_note


def fact(kind: str, negated: bool = False, **values: str) -> dict[str, Any]:
    return {"id": "f", "kind": kind, "negated": negated, "values": values, "support": []}


def patient(*facts: dict[str, Any], sex: str = "female") -> dict[str, Any]:
    return {"generator": "sample@1", "sex": sex, "facts": list(facts)}


def check(note: str, *facts: dict[str, Any], source: str = "") -> list[tuple[str, str, str]]:
    """Words, type and severity of every finding; the note is one sentence."""
    findings = check_note(patient(*facts), source, note, [(0, len(note))])[0]
    return [(note[each.start : each.end], each.type, each.severity) for each in findings]


METFORMIN = fact("medication", drug="metformin", dose="500 mg", frequency="twice daily")
PENICILLIN = fact("allergy", allergen="penicillin", reaction="hives")
NO_COUGH = fact("symptom_denied", True, symptom="cough")
GOUT = fact("problem", problem="gout", duration="3 years")
ASTHMA = fact("problem", problem="asthma", duration="2 weeks")
MOTHER = fact("family", relative="mother", family_problem="stroke")


@pytest.mark.parametrize(
    ("note", "facts"),
    [
        ("She takes metformin 500 mg twice daily.", [METFORMIN]),
        ("Allergic to penicillin, which causes hives.", [PENICILLIN]),
        ("No cough or headache.", [NO_COUGH, fact("symptom_denied", True, symptom="headache")]),
        ("History of gout for 3 years and asthma for 2 weeks.", [GOUT, ASTHMA]),
        ("Hypertension for three years.", [fact("problem", problem="high blood pressure", duration="3 years")]),
        ("Her mother had a stroke.", [MOTHER]),
        ("She quit smoking 2 years ago.", [fact("smoking_quit", duration="2 years")]),
        ("Lasix was discontinued 2 weeks ago.", [fact("medication_stopped", drug="Lasix", duration="2 weeks")]),
        ("None.", [fact("no_surgeries", True)]),
        ("She is 34 years old.", [fact("patient", age="34", sex="female")]),
    ],
)
def test_what_the_facts_say_is_supported(note: str, facts: list[dict[str, Any]]) -> None:
    assert check(note, *facts) == []


@pytest.mark.parametrize(
    ("note", "facts", "found"),
    [
        ("She takes warfarin.", [METFORMIN], ("warfarin", "fabricated", "major")),
        ("She has a fever.", [NO_COUGH], ("fever", "fabricated", "minor")),
        ("She has a cough.", [NO_COUGH], ("cough", "contradiction", "minor")),
        ("No gout.", [GOUT], ("gout", "contradiction", "major")),
        ("She takes metformin 850 mg.", [METFORMIN], ("850 mg", "unsupported_detail", "major")),
        ("Gout for 5 years.", [GOUT], ("5 years", "unsupported_detail", "minor")),
        ("Gout for 3 years and asthma for 3 years.", [GOUT, ASTHMA], ("3 years", "unsupported_detail", "minor")),
        ("Had a hysterectomy in 2010.", [fact("surgery", surgery="hysterectomy", year="2008")],
         ("2010", "unsupported_detail", "minor")),
        ("Gout with severe anemia.", [GOUT], ("anemia", "unsupported_detail", "minor")),
        ("She had a stroke.", [MOTHER], ("stroke", "fabricated", "major")),
        ("Her father had a stroke.", [MOTHER], ("stroke", "fabricated", "major")),
        ("She smokes.", [fact("smoking_quit", duration="2 years")], ("smokes", "contradiction", "minor")),
        ("He has gout for 3 years.", [GOUT], ("He", "contradiction", "minor")),
        ("She takes Lasix.", [fact("medication_stopped", drug="Lasix", duration="2 weeks")],
         ("Lasix", "contradiction", "major")),
    ],
)  # fmt: skip
def test_what_they_do_not_say_is_found(note: str, facts: list[dict[str, Any]], found: tuple[str, str, str]) -> None:
    assert found in check(note, *facts)


@pytest.mark.parametrize(
    "note",
    ["On television they showed a cough for two weeks.", "The patient is a patient.", "Premise: Premise: Doctor."],
)
def test_text_about_nothing_of_the_patient_is_no_statement(note: str) -> None:
    assert check(note, GOUT) == [(note, "no_statement", "minor")]


def test_an_introduction_and_a_piece_that_was_cut_off_are_let_pass() -> None:
    note = "Here is the clinical note: Gout for 3 years. The"
    places = [(0, 26), (27, 44), (45, 48)]
    assert check_note(patient(GOUT), "", note, places) == [[], [], []]


def test_lines_of_the_dialogue_that_support_a_fact_are_no_error() -> None:
    source = "Doctor: What are you being followed for?\nPatient: Gout, three years now."
    quoted = fact("problem", problem="gout", duration="3 years")
    quoted["support"] = [{"turn": 0, "start": 8, "end": 40}, {"turn": 1, "start": 50, "end": len(source)}]
    assert check("Doctor: What are you being followed for?", quoted, source=source) == []
    assert check("Patient: Gout, three years now.", quoted, source=source) == []


def test_facts_of_another_generator_are_refused() -> None:
    with pytest.raises(UnknownFactsError, match="sample@1"):
        check_note({"generator": "other@1"}, "", "", [])


def run_command(tmp_path: Path, line: dict[str, Any]) -> tuple[int, dict[str, Any], list[dict[str, Any]]]:
    asked, out = tmp_path / "notes.jsonl", tmp_path / "found.jsonl"
    asked.write_text(json.dumps(line) + "\n", encoding="utf-8")
    command = [sys.executable, "-m", "runners", "check-notes", str(asked), "--out", str(out)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = [json.loads(each) for each in out.read_text(encoding="utf-8").splitlines()]
    return done.returncode, json.loads(done.stdout), found


def test_the_command_counts_as_browsers_do(tmp_path: Path) -> None:
    note = "😀 Gout. She takes warfarin."
    places = [{"start": 0, "end": 8}, {"start": 9, "end": 28}]
    line = {"id": "a", "metadata": patient(GOUT), "source": "", "note": note, "sentences": places}
    code, told, found = run_command(tmp_path, line)
    assert (code, told) == (0, {"checker": "sample-facts@1", "notes": 1})
    assert found == [
        {
            "id": "a",
            "sentences": [
                {**places[0], "findings": []},
                {**places[1], "findings": [{"start": 19, "end": 27, "type": "fabricated", "severity": "major"}]},
            ],
        }
    ]


def test_the_command_refuses_in_one_sentence(tmp_path: Path) -> None:
    line = {"id": "a", "metadata": {"generator": "x"}, "source": "", "note": "", "sentences": []}
    code, told, found = run_command(tmp_path, line)
    assert (code, found) == (1, [])
    assert told == {"error": {"reason": "Line 1: only examples of sample@1 state their facts."}}
