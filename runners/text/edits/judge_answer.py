"""Holds a summary that somebody else made wrong against the source, by the checks of the family it was asked for."""

import re
from itertools import takewhile

from runners.contract.rewrites import Refusal
from runners.text.edits.families.number import UNITS
from runners.text.edits.fluency import reads_well
from runners.text.edits.length_rule import length_holds
from runners.text.edits.lexicon import concept_index, normal_words
from runners.text.edits.make_site import make_site
from runners.text.edits.reading import Reading
from runners.text.edits.rewriter import Rewrite, apply, change_at, sites_of
from runners.text.edits.site import Change, Edit, Site
from runners.text.edits.summary_text import SummaryText
from runners.text.number_words import TENS, UNITS_BELOW_20

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_WORD = re.compile(r"[a-z]+")
_TIMES = frozenset(f"{unit}{s}" for unit in ("hour", "day", "week", "month", "year") for s in ("", "s"))
_OF_NUMBERS = frozenset({*UNITS_BELOW_20, *TENS, *UNITS, *_TIMES})
# An error that says so of itself is no error to find, and words alone would tell it.
_ANNOUNCED = re.compile(
    r"\bnote:|\bI(?:'ve| have)? (?:add|chang|ma[dk]e|insert)|\b(?:this|the) (?:error|mistake|edit|summary|sentence)\b",
    re.IGNORECASE,
)
_BEHIND, _BESIDE = 14, 1
_NEW_NUMBER = ("the source says the number", "the source does not say the one in its place", "nothing else is changed")
_NEW_THING = ("same kind of thing", "no name of it is in the source or elsewhere in the summary")
_ADDED = ("nothing is taken out", "what is added names a thing of which the source and the summary say no name")


def judge_answer(reading: Reading, answer: str, asked: Site) -> Rewrite | Refusal:
    """The answer as a rewrite with the one edit that it makes, or why it is none.

    It must make the error of the family that was asked for, a made-up finding as one sentence at the place that was
    asked for, be fluent, and keep to the length that edits keep to. White space around it is taken to be that of the
    summary.
    """
    text = _placed(reading.text, answer)
    if not text.strip():
        return "empty_answer"
    if normal_words(text) == reading.summary.words:
        return "unchanged"
    change = _added_at(reading.text, text, asked) or changed_span(reading.text, text)
    edit = _by_rule(reading, text, change, asked)
    if edit is None and _spreads(reading, change):
        return "changed_elsewhere"
    edit = edit or _freely(reading, text, change, asked)
    if edit is None:
        return "not_the_error"
    if not length_holds(reading.text, [edit]):
        return "length"
    return Rewrite(text, (edit,)) if reads_well(reading.text, edit.change) else "not_fluent"


def changed_span(before: str, after: str) -> Change:
    """The shortest stretch of whole words of `before` that makes `after`, where other words stand in its place."""
    old, new = _TOKEN.findall(before), _TOKEN.findall(after)
    same = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(old, new, strict=False)))
    rest = min(len(old), len(new)) - same
    behind = zip(reversed(old), reversed(new), strict=False)
    same_behind = min(rest, sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], behind)))
    start = len("".join(old[:same]))
    end = len(before) - len("".join(old[len(old) - same_behind :]))
    return Change(start, end, after[start : len(after) - (len(before) - end)])


def _placed(summary: str, answer: str) -> str:
    bare = summary.strip()
    at = summary.find(bare)
    return summary[:at] + answer.strip() + summary[at + len(bare) :] if bare else answer.strip()


def _added_at(before: str, after: str, asked: Site) -> Change | None:
    """What a made-up finding adds behind the sentence asked for or before its stop, with nothing else changed.

    `changed_span` may find the same words a little further on, where the sentence behind begins as they do.
    """
    if asked.family == "fabricated_finding":
        for place in (asked.end, asked.end - 1):
            if after.startswith(before[:place]) and after[place:].endswith(before[place:]):
                return Change(place, place, after[place : len(after) - len(before[place:])])
    return None


def _spreads(reading: Reading, change: Change) -> bool:
    """Whether what is taken out belongs to several sentences, or several or another line come in."""
    summary, coming = reading.summary, SummaryText(change.after)
    several = sum(bool(_WORD.search(change.after[start:end].lower())) for start, end in coming.sentences) > 1
    taken = summary.sentence_at(change.start) != summary.sentence_at(max(change.start, change.end - 1))
    return taken or several or "\n" in change.after


def _by_rule(reading: Reading, text: str, change: Change, asked: Site) -> Edit | None:
    """The edit, where the family's own rules could have made it."""
    said, spreads = normal_words(text), _spreads(reading, change)
    for site in sites_of(reading, asked.family):
        if asked.family == "fabricated_finding" and site.start != asked.start:
            continue
        for place in range(len(site.candidates)):
            made = change_at(reading, site, place)
            if not isinstance(made, Change):
                continue
            by_rule = apply(reading.text, [made])
            if by_rule == text:
                return Edit(made, site)
            if normal_words(by_rule) == said and not spreads:
                return Edit(change, site)
    return None


def _freely(reading: Reading, text: str, change: Change, asked: Site) -> Edit | None:
    """The edit, where what the family's checks ask can be asked of any words."""
    family = asked.family
    if family == "fabricated_finding":
        addition = _addition(reading, change) if _added_at(reading.text, text, asked) else None
        return Edit(change, addition) if addition else None
    holds = {"number": _says_new_number, "temporal": _says_new_number, "entity_swap": _names_new_thing}.get(family)
    if holds is None:
        return None
    checked = _NEW_THING if family == "entity_swap" else _NEW_NUMBER
    for site in sites_of(reading, family):
        if site.start <= change.end + _BESIDE and change.start <= site.end + _BESIDE:
            start, end = min(site.start, change.start), max(site.end, change.end)
            new = text[start : end + change.grows()]
            if holds(reading, site, reading.text[start:end], new, reading.text[end : end + _BEHIND]):
                types = Site(change.start, change.end, family, (change.after,), checked, site.severity, site.types)
                return Edit(change, types)
    return None


def _says_new_number(reading: Reading, _site: Site, old: str, new: str, behind: str) -> bool:
    """Whether the source does not say a number of `new`, which else has the words of `old`."""
    kept, put = ([word for word in _WORD.findall(each.lower()) if word not in _OF_NUMBERS] for each in (old, new))
    missing = reading.source.numbers.missing
    return kept == put and bool(missing(new + behind)) and not missing(old + behind)


def _names_new_thing(reading: Reading, site: Site, old: str, new: str, _behind: str) -> bool:
    """Whether `new` names one thing, of the kind of what it stands for, that neither text names."""
    index = concept_index()
    there = [each.concept for each in index.mentions(reading.text[site.start : site.end])]
    put = [each.concept for each in index.mentions(new)]
    if len(put) != 1 or len(there) != 1 or put[0].kind != there[0].kind:
        return False
    words = [normal_words(each).split() for each in (old, new)]
    longest = max(len(name.split()) for concept in (*put, *there) for name in concept.names)
    return not reading.stands_anywhere(put[0].names) and all(len(each) <= longest + 1 for each in words)


def _addition(reading: Reading, change: Change) -> Site | None:
    """The site of words that come in and name a thing, affirmed or denied, of which nobody spoke."""
    named = (each.concept.names for each in concept_index().mentions(change.after))
    if _ANNOUNCED.search(change.after) or all(reading.stands_anywhere(names) for names in named):
        return None
    span = change.start, change.end
    return make_site(span, "fabricated_finding", "finding", (change.after,), _ADDED, any_length=True)
