"""A cause that the source does not give."""

import re
from collections.abc import Iterator
from itertools import pairwise

from runners.text.edits.lexicon import Mention, normal_words, read_lexicon
from runners.text.edits.make_site import make_site
from runners.text.edits.reading import Reading
from runners.text.edits.site import Site

_KINDS = frozenset({"symptom", "diagnosis"})
_JOINED = ("both stand in the source", "no word of cause stands near them there")
_ADDED = ("what it is said of stands in the source", "the cause does not stand in the source")
_REPLACED = ("the source gives a cause", "the new cause does not stand in the source")
_CAUSE = re.compile(r"\b(?P<cue>[Dd]ue to|[Ss]econdary to|[Bb]ecause of|[Cc]aused by|[Rr]esulting from)(?= )")
_LINKS = re.compile(
    r" (?:because|cause|caused|causes|causing|due to|from|since|after|triggered|leads|lead|led|so|when|if|"
    r"that's why|related|makes?|made|gave|gives|thanks to) "
)
_ALREADY = re.compile(
    r"\b(?:due to|secondary to|because|caused|from|related to|after|with|resulting|since|for)\b", re.IGNORECASE
)


def find_sites(reading: Reading) -> list[Site]:
    """Sites between two findings, behind one at the end of its clause, and at causes that are given."""
    mentions = [
        each
        for each in reading.summary.mentions
        if each.plain
        and each.concept.kind in _KINDS
        and not reading.summary.is_negated(each.start)
        and not reading.summary.is_about_family(each.start)
        and reading.source.has_any(each.concept.names)
    ]
    found = [*_joined(reading, mentions), *_added(reading, mentions), *_replaced(reading)]
    return sorted(found, key=lambda site: (site.start, site.end))


def _joined(reading: Reading, mentions: list[Mention]) -> Iterator[Site]:
    """`fatigue and insomnia` → `fatigue due to insomnia`."""
    for one, two in pairwise(mentions):
        between = reading.text[one.end : two.start]
        lone = not re.search(r",[^,.]{0,40}$", reading.text[max(0, one.start - 60) : one.start])
        if between not in (" and ", " with ", " as well as ") or not lone or one.concept.group == two.concept.group:
            continue
        if not re.match(r"[.;,\n]|$| (?:for|since|over)\b", reading.text[two.end :]) or _linked(reading, one, two):
            continue
        yield make_site(
            (one.end + 1, two.start - 1), "causality", "cause", ("due to", "secondary to", "caused by"), _JOINED
        )


def _linked(reading: Reading, one: Mention, two: Mention) -> bool:
    """Whether a sentence of the source names both, or one beside a word of cause."""
    for segment in reading.source.segments:
        first = any(name.rstrip() in segment.words for name in one.concept.names)
        second = any(name.rstrip() in segment.words for name in two.concept.names)
        if (first or second) and _LINKS.search(segment.words):
            return True
    return False


def _added(reading: Reading, mentions: list[Mention]) -> Iterator[Site]:
    """A cause behind a finding at the end of its clause."""
    for mention in mentions:
        start, end = reading.summary.sentence_at(mention.start)
        clause_ends = re.match(r"[.;]?$|[.;](?=\s)", reading.text[mention.end : end + 1])
        if (
            not clause_ends
            or _ALREADY.search(reading.text, start, mention.end)
            or "," in reading.text[start : mention.end]
        ):
            continue
        causes = [
            f"{reading.text[mention.start : mention.end]} {cue} {cause['is']}"
            for cause in read_lexicon("causes")["of"].get(mention.concept.kind, ())
            for cue in ("due to", "secondary to")
        ]
        yield make_site(
            (mention.start, mention.end), "causality", "cause", causes, _ADDED, lambda new: _is_new(reading, new)
        )


def _replaced(reading: Reading) -> Iterator[Site]:
    """Another cause for the one given, where that is a short phrase."""
    for match in _CAUSE.finditer(reading.text):
        end = reading.summary.scope_end(match.end() + 1)
        given = reading.text[match.end() + 1 : end].rstrip(", ")
        told = [word for word in normal_words(given).split() if len(word) > 3]
        if not 1 <= len(given.split()) <= 5 or re.search(r"\b(?:and|or)\b|,", given):
            continue
        if (
            not told
            or told[0] in ("both", "this", "that", "these", "them")
            or not any(reading.source.has(f" {word} ") for word in told)
        ):
            continue
        others = [cause["is"] for kind in ("symptom", "diagnosis") for cause in read_lexicon("causes")["of"][kind]]
        yield make_site(
            (match.end() + 1, match.end() + 1 + len(given)), "causality", "cause", dict.fromkeys(others), _REPLACED,
            lambda new: _is_new(reading, new),
        )  # fmt: skip


def _is_new(reading: Reading, new: str) -> bool:
    cause = next(
        cause
        for kind in ("symptom", "diagnosis")
        for cause in read_lexicon("causes")["of"][kind]
        if new.endswith(cause["is"])
    )
    return not reading.stands_anywhere(tuple(normal_words(word) for word in cause["unsaid"]))
