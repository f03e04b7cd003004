"""Normal forms, numbers and drug names."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from runners.data.sample.generate_sample import generate_sample
from runners.text.drug_names import drug_lexicon, drug_names, unsupported_drugs
from runners.text.normal_form import squad_normal_form, text_hash, text_hashes
from runners.text.number_words import cardinal, readings
from runners.text.numbers import claimed_quantities, supporting_quantities, unsupported_numbers
from runners.text.spell_number import spell_number, spell_year


@pytest.mark.parametrize(
    ("text", "normal"),
    [
        ("The Eiffel Tower", "eiffel tower"),
        ("eiffel tower.", "eiffel tower"),
        ("1,000", "1000"),
        ("  A man,  an apple;\nthe end ", "man apple end"),
        ("the", ""),
        ("it’s — fine", "it’s — fine"),
        ("another theme", "another theme"),
        ("a.b", "ab"),
        ("U.S.A", "usa"),
    ],
)
def test_squad_normal_form(text, normal):
    assert squad_normal_form(text) == normal


def test_text_hash_ignores_case_width_and_white_space_only():
    assert text_hash("Doctor:  Hi\nthere") == text_hash("doctor: hi there") == text_hash("ｄoctor: hi there ")
    assert text_hash("doctor hi there") != text_hash("doctor: hi there")
    assert len(text_hash("")) == 64


@given(st.integers(0, 999_999))
def test_spelled_numbers_are_understood(number):
    words = spell_number(number).split()
    assert cardinal(words) == number
    assert readings(words) == {Decimal(number)}


@given(st.integers(0, 999), st.integers(1, 999))
def test_spelled_decimals_are_understood(whole, thousandths):
    number = float(f"{whole}.{thousandths:03d}")
    assert cardinal(spell_number(number).split()) == Decimal(repr(number))


@given(st.integers(1100, 2099))
def test_spelled_years_support_the_year(year):
    assert unsupported_numbers(f"seen in {year}", f"it was {spell_year(year)}, I think") == []


@pytest.mark.parametrize("number", [-1, 1_000_000])
def test_numbers_without_words_are_refused(number):
    with pytest.raises(ValueError, match="no words"):
        spell_number(number)


SUPPORTED = [
    ("25-year-old", "I'm twenty five"),
    ("25", "twenty-five"),
    ("500 mg", "five hundred milligrams"),
    ("2,500", "twenty five hundred"),
    ("1000 mg", "a thousand milligrams"),
    ("205", "two hundred and five"),
    ("99.5", "ninety nine point five"),
    ("0.125 mg", "point one twenty five"),
    ("2.5", "two and a half"),
    ("1-1/2 packs", "one and a half packs"),
    ("BP 120/80", "one twenty over eighty"),
    ("105", "one oh five"),
    ("1985", "nineteen eighty five"),
    ("2008", "two thousand and eight"),
    ("2008", "back in O eight"),
    ("1996", "in ninety six"),
    ("7/31/08", "July thirty first two thousand eight"),
    ("1970s", "in the seventies"),
    ("40s", "in his forties"),
    ("1 week", "a week"),
    ("twice and 2 times", "twice"),
    ("type 2", "type II"),
    ("at 11:00", "at eleven"),
    ("3 weeks", "about three"),
    ("two brothers", "2 brothers"),
    ("12 eggs", "a dozen"),
]


@pytest.mark.parametrize(("note", "source"), SUPPORTED)
def test_spoken_numbers_support_digits(note, source):
    assert unsupported_numbers(note, source) == []


UNSUPPORTED = [
    ("5 mg", "five hundred milligrams"),
    ("50 mg", "five hundred milligrams"),
    ("500 mcg", "five hundred milligrams"),
    ("3 months", "for three weeks"),
    ("52-year-old", "I'm twenty five"),
    ("twenty brothers", "two brothers"),
    ("1958", "nineteen eighty five"),
    ("1.25", "twelve point five"),
    ("7 days", ""),
]


@pytest.mark.parametrize(("note", "source"), UNSUPPORTED)
def test_changed_numbers_and_units_are_found(note, source):
    assert len(unsupported_numbers(note, source)) == 1


@pytest.mark.parametrize(
    ("note", "values"),
    [
        ("1. Asthma\n2. Gout", []),
        ("Plan:  1. Rest.  2. Ice.", []),
        ("vitamin B12, L5-S1, COVID-19, A1c", []),
        ("the first one, one day", []),
        ("500mg, 5-6 days", [500, 5, 6]),
        ("2½ cups of 3", ["2.5", 3]),
        ("dose of 1,000.5", ["1000.5"]),
    ],
)
def test_what_counts_as_a_stated_number(note, values):
    assert [quantity.value for quantity in claimed_quantities(note)] == [Decimal(value) for value in values]


@given(st.text(max_size=80))
def test_a_text_supports_its_own_digits_and_nothing_raises(text):
    assert isinstance(unsupported_numbers(text, text), list)
    assert isinstance(supporting_quantities(text), set)


VOCABULARY = [
    *("zero", "one", "two", "nine", "ten", "nineteen", "twenty", "ninety", "hundred", "thousand", "million"),
    *("oh", "o", "first", "seventies", "and", "point", "a", "half", "-", ".", ",", "the", "days", "mg", "july"),
    *("II", "dozen", "5", "1/2", "1,000", ".5", "1900", "9" * 35),
]


@given(st.lists(st.sampled_from(VOCABULARY), max_size=14))
def test_no_run_of_number_words_raises(words):
    text = " ".join(words)
    assert unsupported_numbers(text, "") == list(dict.fromkeys(claimed_quantities(text)))
    assert isinstance(unsupported_numbers(text, text), list)


@given(st.lists(st.integers(2, 9999), min_size=1, max_size=6))
def test_numbers_support_themselves(numbers):
    text = ", ".join(f"{number} beats" for number in numbers)
    assert unsupported_numbers(text, text) == []
    assert unsupported_numbers(text + ", 12345", text)


@pytest.mark.parametrize(
    ("note", "source", "missing"),
    [
        ("Metformin 500 mg", "I take Glucophage", []),
        ("Glucophage", "metformin", []),
        ("Lisinopril", "Metoprolol", ["lisinopril"]),
        ("hydrocodone", "They gave me Vicodin", []),
        ("acetaminophen", "They gave me Vicodin", []),
        ("Percocet", "Only Tylenol", ["oxycodone"]),
        ("Tylenol and paracetamol", "nothing", ["acetaminophen"]),
        ("Insulin lispro", "Humalog", []),
        ("aspirins", "none", []),
        ("No drugs at all", "", []),
        ("MS Contin", "morphine", []),
    ],
)
def test_unsupported_drugs(note, source, missing):
    assert unsupported_drugs(note, source) == missing


def test_drugs_are_found_at_word_borders_longest_first():
    assert drug_names("Diovan HCT, DIOVAN; z-pak, prednisolone/prednisone") == [
        "diovan hct", "diovan", "z-pak", "prednisolone", "prednisone",
    ]  # fmt: skip
    assert drug_names("carisoprodolish somatic") == []


def test_the_lexicon_is_versioned_and_has_no_name_twice():
    lexicon = drug_lexicon()
    assert lexicon.version == 1
    assert len(lexicon.ingredients) > 400
    assert all(name == name.lower().strip() and generics for name, generics in lexicon.ingredients.items())


def test_references_of_the_sample_are_never_flagged():
    for row in generate_sample(seed=11, dialogues=600):
        assert unsupported_numbers(row["reference"], row["source"]) == [], row["id"]
        assert unsupported_drugs(row["reference"], row["source"]) == [], row["id"]


@pytest.mark.parametrize(
    "odd", ["two  spaces", "a\ttab", "ÄRGER ﬁn", "\x1ca\x1f", " outside ", "line\nend", "", "a\0b", "\n \n"]
)
def test_hashes_of_many_are_those_of_each(odd):
    texts = ["The Patient\nhas a cough", odd, "Plain"]
    assert text_hashes(texts) == [text_hash(text) for text in texts]
