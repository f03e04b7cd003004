"""Sketches: equal texts have equal ones, and the share of equal minima is about the share of common word sequences."""

import random

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from runners.text.minhash import CHARACTERS, HASHES, sketch_texts


def shingles(text):
    words = text.split()
    return {tuple(words[at : at + 3]) for at in range(len(words) - 2)}


def test_estimate_is_the_jaccard_index_within_its_error():
    draw = random.Random(4)
    words = [f"w{at}" for at in range(500)]
    errors = []
    for changed in (0, 2, 5, 10, 20):
        for _ in range(60):
            first = draw.choices(words, k=80)
            second = list(first)
            for at in draw.sample(range(80), changed):
                second[at] = draw.choice(words)
            one, other = " ".join(first), " ".join(second)
            exact = len(shingles(one) & shingles(other)) / len(shingles(one) | shingles(other))
            sketches = sketch_texts([one, other])
            errors.append((sketches[0] == sketches[1]).mean() - exact)
    assert abs(np.mean(errors)) < 0.015
    assert np.std(errors) < 0.09


def test_case_and_punctuation_do_not_count_and_words_do():
    plain, loud, other = sketch_texts(
        ["The patient denies pain.", "the PATIENT, denies: pain", "The patient has pain."]
    )
    assert (plain == loud).all()
    assert (plain == other).mean() < 0.5


def test_short_texts_are_one_sequence_and_empty_ones_are_like_nothing_that_has_words():
    one, same, empty = sketch_texts(["Fever", "fever!", " . "])
    assert (one == same).all()
    assert (empty == 0xFFFFFFFF).all()
    assert not (one == empty).any()


def test_a_letter_of_another_script_is_a_letter():
    first, second = sketch_texts(["größer als früher heute", "groesser als frueher heute"])
    assert not (first == second).all()


@settings(max_examples=40)
@given(st.lists(st.text(max_size=40), max_size=12))
def test_a_sketch_depends_on_its_own_text_alone(texts):
    together = sketch_texts(texts)
    assert together.shape == (len(texts), HASHES)
    for text, sketch in zip(texts, together, strict=True):
        assert (sketch_texts([text])[0] == sketch).all()


def test_a_huge_text_is_sketched_by_its_beginning():
    start = "word " * (CHARACTERS // 5 + 10)
    first, second = sketch_texts([start + "a b c d", start + "x y z"])
    assert (first == second).all()
