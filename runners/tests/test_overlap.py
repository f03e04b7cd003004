"""Overlap with the reference: SQuAD's fixtures, scikit-learn, rouge-score, and properties that must hold."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rouge_score.rouge_scorer import RougeScorer
from sklearn.metrics import f1_score

from runners.metrics.overlap import exact_match, length_ratio, rouge_f1, token_f1

KINDS = ("rouge_1", "rouge_2", "rouge_l")
words = st.lists(st.sampled_from(["pain", "knee", "left", "denies", "the", "5", "mg", "Fever."]), max_size=10).map(
    " ".join
)


@pytest.mark.parametrize(
    ("text", "reference", "em", "f1"),
    [
        ("The Eiffel Tower", "eiffel tower.", 1, 1),
        ("in 1889, Paris", "1889", 0, 0.5),
        ("it’s left knee", "it's left knee", 0, 2 / 3),
        ("", "", 1, 1),
        ("the", "a.", 1, 1),
        ("", "pain", 0, 0),
        ("pain", "", 0, 0),
        ("pain pain knee", "pain knee knee", 0, 2 / 3),
        ("1,000 mg", "1000 mg", 1, 1),
    ],
)
def test_squad_fixtures(text, reference, em, f1):
    assert exact_match(text, reference) == em
    assert token_f1(text, reference) == pytest.approx(f1, rel=1e-12)


@given(words, words)
def test_token_f1_is_bounded_symmetric_and_1_for_equal_bags(text, reference):
    value = token_f1(text, reference)
    assert 0 <= value <= 1
    assert value == token_f1(reference, text)
    assert token_f1(text, " ".join(reversed(text.split()))) == 1
    assert exact_match(text, reference) <= value


@given(st.sets(st.sampled_from("bcdefgh"), min_size=1), st.sets(st.sampled_from("bcdefgh"), min_size=1))
def test_token_f1_of_sets_is_scikit_learns(first, second):
    flags = [[letter in chosen for letter in "bcdefgh"] for chosen in (second, first)]
    assert token_f1(" ".join(first), " ".join(second)) == pytest.approx(f1_score(*flags, zero_division=0.0))


@settings(max_examples=60)
@given(words, words, st.booleans())
def test_rouge_is_the_librarys_and_bounded(text, reference, stemmer):
    ours = rouge_f1(text, reference, KINDS, stemmer=stemmer)
    theirs = RougeScorer(["rouge1", "rouge2", "rougeL"], use_stemmer=stemmer).score(reference, text)
    for kind, key in zip(KINDS, ("rouge1", "rouge2", "rougeL"), strict=True):
        if ours[kind] is not None:
            assert ours[kind] == theirs[key].fmeasure
            assert 0 <= ours[kind] <= 1
    if ours["rouge_l"] is not None:
        assert ours["rouge_l"] <= ours["rouge_1"]


def test_rouge_by_hand_and_undefined_references():
    scores = rouge_f1("police killed the gunman", "police kill the gunman", KINDS, stemmer=False)
    assert scores == {"rouge_1": 0.75, "rouge_2": pytest.approx(1 / 3), "rouge_l": 0.75}
    assert rouge_f1("police killed the gunman", "police kill the gunman", KINDS, stemmer=True)["rouge_1"] == 1
    crossed = rouge_f1("the gunman police killed", "police killed the gunman", KINDS, stemmer=False)
    assert (crossed["rouge_1"], crossed["rouge_l"]) == (1, 0.5)
    assert rouge_f1("x", "?!", KINDS, stemmer=True) == dict.fromkeys(KINDS)
    assert rouge_f1("None.", "None.", KINDS, stemmer=True) == {"rouge_1": 1, "rouge_2": None, "rouge_l": 1}
    assert rouge_f1("", "knee pain", KINDS, stemmer=True) == dict.fromkeys(KINDS, 0)


@given(words.filter(lambda text: len(text.split()) > 1))
def test_rouge_of_equal_texts_is_1(text):
    assert rouge_f1(text, text, KINDS, stemmer=True) == dict.fromkeys(KINDS, 1)


def test_length_ratio():
    assert length_ratio("a b c", "a  b\n") == 1.5
    assert length_ratio("", "a") == 0
    assert length_ratio("a", " ") is None
