"""Leaves out an allergy, a red flag, a drug or a critical plan that the source holds."""

import re
from collections.abc import Iterator
from functools import cache

from runners.text.edits.lexicon import normal_words, read_lexicon
from runners.text.edits.make_site import make_site
from runners.text.edits.reading import Reading
from runners.text.edits.site import Site
from runners.text.edits.source_text import distinctive_stems

_CHECKED = ("it stands in the source", "nothing that is left says it")
_LISTED = re.compile(r"(?<=, )(?P<item>[A-Za-z][^,.;:\n()]{2,60}), (?=\w)")


@cache
def _critical() -> re.Pattern[str]:
    return re.compile(r"\b(?:" + "|".join(read_lexicon("critical")["patterns"]) + r")", re.IGNORECASE)


def find_sites(reading: Reading) -> list[Site]:
    """A site for each sentence and each member of a list that a reader would miss, but never the whole summary."""
    return sorted([*_sentences(reading), *_items(reading)], key=lambda site: (site.start, site.end))


def _sentences(reading: Reading) -> Iterator[Site]:
    text, places = reading.text, reading.summary.sentences
    for at, (start, end) in enumerate(places):
        sentence = text[start:end]
        alone = len(places) < 2 or text[end - 1] not in ".!?" or reading.summary.in_heading(start)
        if alone or not 3 <= len(sentence.split()) <= 40 or not _critical().search(sentence):
            continue
        if re.search(r"(?:^|\s)\(?\d{1,2}[.)]\s|^[-*]\s", sentence) or re.search(
            r"(?:^|\s)\(?\d+[.)]\s*$", text[max(0, start - 5) : start]
        ):
            continue
        following = text[places[at + 1][0] : places[at + 1][0] + 12] if at + 1 < len(places) else ""
        if re.match(r"(?:This|That|These|Those|It|Its|They|However|Also|Then|Both)\b", following):
            continue
        if _held_only_here(reading, start, end):
            behind = re.match(r"[ \t]*", text[end:])
            last = end + (behind.end() if behind else 0)
            first = start
            if last == len(text) or text[last] == "\n":
                first = start - len(text[:start]) + len(text[:start].rstrip(" \t"))
                last = end
            yield make_site((first, last), "omission", "finding", ("",), _CHECKED, any_length=True)


def _items(reading: Reading) -> Iterator[Site]:
    drugs = {
        each.start
        for each in reading.summary.mentions
        if each.concept.kind in ("drug", "allergen", "symptom", "diagnosis")
    }
    for match in _LISTED.finditer(reading.text):
        start, end = match.span("item")
        named = any(start <= place < end for place in drugs)
        if (
            named
            and not re.search(r"\b(?:and|or|is|was|has|had|which|who)\b", match["item"])
            and _held_only_here(reading, start, end)
        ):
            yield make_site((start, match.end()), "omission", "finding", ("",), _CHECKED, any_length=True)


def _held_only_here(reading: Reading, start: int, end: int) -> bool:
    """Whether the source holds what stands there, and the rest of the summary does not."""
    stems = distinctive_stems(reading.text[start:end])
    if not stems:
        return False
    rest = normal_words(reading.text[:start] + " " + reading.text[end:])
    held = [stem for stem in stems if f" {stem}" in reading.source.words]
    gone = [stem for stem in held if f" {stem}" not in rest]
    return len(held) * 2 >= len(stems) and len(gone) * 2 > len(held)
