"""Changes that say the same in other words: what controls are made of."""

import re
from collections.abc import Iterator
from functools import cache
from itertools import pairwise

from runners.text.edits.families.replacements import forms_of
from runners.text.edits.insertions import person_of, places_for, repeating, stated_concepts
from runners.text.edits.lexicon import read_lexicon
from runners.text.edits.reading import Reading
from runners.text.edits.site import Site
from runners.text.number_words import UNITS_BELOW_20
from runners.text.spell_number import spell_number

_SMALL = "|".join(word for word, value in UNITS_BELOW_20.items() if value > 1)
_COUNT = re.compile(
    rf"(?<![\d./-])\b(?:(?P<digits>[2-9]|1\d)|(?P<word>{_SMALL}))(?= (?:days?|weeks?|months?|years?|hours?) )"
)
_WHO = re.compile(
    r"\b(?P<who>The patient|She|He) (?=(?:is|was|has|had|denies|denied|reports|reported|states|does|did|also|"
    r"will|takes|presents|complains)\b)"
)


def find_sites(reading: Reading) -> list[Site]:
    """A site for each list that could stand in another order, each number, pronoun and phrase with a like."""
    found = [*_phrases(reading), *_orders(reading), *_counts(reading), *_people(reading), *_repeats(reading)]
    return sorted(found, key=lambda site: (site.start, site.end))


def _site(span: tuple[int, int], candidates: tuple[str, ...], checked: str, any_length: bool = False) -> Site:
    return Site(*span, "paraphrase", candidates, (checked,), None, None, any_length=any_length)


@cache
def _pattern() -> re.Pattern[str]:
    forms = sorted((form for group in read_lexicon("paraphrases")["same"] for form in group), key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, forms)) + r")(?![\w-])", re.IGNORECASE)


@cache
def phrases() -> re.Pattern[str]:
    """Whatever a control could put in place of something else, for counting."""
    forms = [form for group in read_lexicon("paraphrases")["same"] for form in group]
    forms += [word for word, entry in read_lexicon("antonyms")["words"].items() for word in (word, entry["opposite"])]
    forms += [form for name in ("status", "temporal") for form in forms_of(name)]
    forms += ["the patient", "she", "he", *UNITS_BELOW_20, *map(str, range(2, 20))]
    longest_first = sorted(set(forms), key=len, reverse=True)
    return re.compile(r"(?<![\w./-])(?:" + "|".join(map(re.escape, longest_first)) + r")(?![\w/-])", re.IGNORECASE)


@cache
def _likes() -> dict[str, tuple[str, ...]]:
    groups = read_lexicon("paraphrases")["same"]
    return {form: tuple(other for other in group if other != form) for group in groups for form in group}


def _phrases(reading: Reading) -> Iterator[Site]:
    for match in _pattern().finditer(reading.text):
        if not reading.summary.in_heading(match.start()) and not match[0].isupper():
            capital = match[0][0].isupper()
            likes = tuple(each[0].upper() + each[1:] if capital else each for each in _likes()[match[0].lower()])
            yield _site(match.span(), likes, "means the same in clinical notes")


def _orders(reading: Reading) -> Iterator[Site]:
    """`one, two, and three` → `two, one, and three`, where both are things that the lexicons know."""
    mentions = reading.summary.mentions
    for one, two in pairwise(mentions):
        between = reading.text[one.end : two.start]
        known = one.concept.kind == two.concept.kind and one.concept.kind in ("symptom", "diagnosis", "drug")
        before = reading.text[max(0, one.start - 12) : one.start]
        free = re.search(
            r"(?:^|[,.:;]|\b(?:of|with|no|any|denies|reports|for|has|and|or|include|takes|have)) ?$",
            before,
            re.IGNORECASE,
        )
        behind = re.match(r"[,.;]|$| (?:and|or)\b", reading.text[two.end :])
        if known and between in (", ", " and ", " or ") and free and behind:
            first, second = reading.text[one.start : one.end], reading.text[two.start : two.end]
            if first[0].isupper() and second[0].islower():
                second, first = (
                    second[0].upper() + second[1:],
                    first if first.isupper() else first[0].lower() + first[1:],
                )
            yield _site((one.start, two.end), (f"{second}{between}{first}",), "the same list in another order")


def _counts(reading: Reading) -> Iterator[Site]:
    for match in _COUNT.finditer(reading.text):
        new = spell_number(int(match["digits"])) if match["digits"] else str(UNITS_BELOW_20[match["word"]])
        if match.start() not in reading.summary.starts:
            yield _site(match.span(), (new,), "the same number")


def _people(reading: Reading) -> Iterator[Site]:
    female, male = (
        re.search(r"\b(?:she|her)\b", reading.text, re.IGNORECASE),
        re.search(r"\b(?:he|his|him)\b", reading.text, re.IGNORECASE),
    )
    for match in _WHO.finditer(reading.text):
        if match.start() not in reading.summary.starts or reading.summary.is_about_family(match.start()):
            continue
        start, _ = reading.summary.sentence_at(match.start())
        previous = reading.text[max(0, start - 160) : start]
        alone = not re.search(r"\b(?:mother|father|wife|husband|son|daughter|doctor|Dr|brother|sister)\b", previous)
        if match["who"] != "The patient":
            if alone:
                yield _site(match.span("who"), ("The patient",), "the same person")
        elif alone and bool(female) != bool(male):
            yield _site(match.span("who"), ("She" if female else "He",), "the same person")


def _repeats(reading: Reading) -> Iterator[Site]:
    """Says once more what the summary says, in the words in which something could be made up."""
    stated, who = stated_concepts(reading), person_of(reading)
    for place, sort in places_for(reading):
        again = repeating(sort, who)
        texts = tuple(sorted(text for concept in stated & again.keys() for text in again[concept]))
        if texts:
            yield _site((place, place), texts, "the summary says it already", any_length=True)
