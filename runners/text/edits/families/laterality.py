"""Left for right and one side for both, where the source states the side."""

import re

from runners.text.edits.lexicon import read_lexicon
from runners.text.edits.make_site import make_site
from runners.text.edits.reading import Reading
from runners.text.edits.site import Site

_CHECKED = ("the source states this side of it", "the source does not state the new side of it")
_SIDE = re.compile(r"\b(?:left|right|bilateral|bilaterally)\b(?!-hand)", re.IGNORECASE)
_OTHERS = {"left": ("right",), "right": ("left",), "bilateral": ("left", "right"), "bilaterally": ()}
_NEAR_BEFORE, _NEAR_BEHIND = 30, 44
_BOTH = (" both ", " bilateral", " each side ", " either side ")
# "right" is no side in "all right", "right now", "right there" and at the beginning of an answer.
_SIDE_SENSE = re.compile(
    r" (?:(?:my|your|his|her|the|this|that|of|on|to|in|lower|upper|s) (?:left|right)|left|right"
    r"(?= (?:[a-z]+ ){0,2}(?:side|sided|hand)))(?= )"
)


def find_sites(reading: Reading) -> list[Site]:
    """A site for each side of a part of the body."""
    parts = frozenset(read_lexicon("anatomy")["parts"])
    sites = []
    for match in _SIDE.finditer(reading.text):
        part = _part_behind(reading.text[match.end() : match.end() + _NEAR_BEHIND], parts)
        written = match[0].lower()
        if part is None or not _OTHERS[written]:
            continue
        sides = _sides_in_source(reading.source.words, part)
        states = bool(sides & {"both"}) if written == "bilateral" else written in sides
        if not states:
            continue
        candidates = [
            new for new in _OTHERS[written] if new not in sides and (written == "bilateral" or "both" not in sides)
        ]
        if written == "bilateral" and re.match(
            r"(?:\W+\w+){0,2}\W+\w+(?:s|feet|extremities)\b", reading.text[match.end() :]
        ):
            continue
        cased = [
            new.upper() if match[0].isupper() else new.capitalize() if match[0][0].isupper() else new
            for new in candidates
        ]
        if cased:
            sites.append(make_site(match.span(), "laterality", "side", cased, _CHECKED))
    return sites


def _part_behind(text: str, parts: frozenset[str]) -> str | None:
    """The part of the body that a side in front of `text` belongs to."""
    clause = re.split(r"[.,;:\n]| and ", text, maxsplit=1)[0]
    words = re.findall(r"[a-z]+", clause.lower())[:4]
    return next((word for word in words if word in parts or word.rstrip("s") in parts), None)


def _sides_in_source(words: str, part: str) -> set[str]:
    """Sides that the source names near the part, `both` among them; all that it names where the part is not there."""
    stem = part.rstrip("s")[:6]
    named, anywhere = set(), set()
    for side in ("left", "right"):
        for match in re.finditer(rf" {side}(?= )", words):
            behind = words[match.end() : match.end() + _NEAR_BEHIND]
            before = words[max(0, match.start() - _NEAR_BEFORE) : match.end() + 1]
            if f" {stem}" in behind:
                named.add(side)
            elif _SIDE_SENSE.search(before + behind) and not re.search(
                r" (?:all|that's|you're|is that) right ", before
            ):
                anywhere.add(side)
                if f" {stem}" in before:
                    named.add(side)
    for both in _BOTH:
        for match in re.finditer(both, words):
            if f" {stem}" in words[max(0, match.start() - _NEAR_BEFORE) : match.end() + _NEAR_BEHIND]:
                named.add("both")
    return named or (anywhere if len(anywhere) == 1 else set())
