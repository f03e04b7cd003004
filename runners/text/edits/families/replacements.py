"""Words that stand for one another's opposite or neighbour, read from a lexicon: what several families share."""

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from runners.contract.rewrites import Family
from runners.text.edits.lexicon import normal_words, read_lexicon
from runners.text.edits.make_site import make_site
from runners.text.edits.reading import Reading
from runners.text.edits.site import Site


def forms_of(lexicon: str) -> list[str]:
    """Every form of every side."""
    return [form for group in read_lexicon(lexicon)["sets"] for side in group["sides"] for form in side["forms"]]


@cache
def _pattern(lexicon: str) -> re.Pattern[str]:
    forms = sorted(forms_of(lexicon), key=len, reverse=True)
    return re.compile(
        r"(?<![\w./-])(?:" + "|".join(map(re.escape, dict.fromkeys(forms))) + r")(?![\w/-]|\.\w)", re.IGNORECASE
    )


@cache
def _sides(lexicon: str) -> dict[str, tuple[dict[str, Any], int, int]]:
    """Form to its set, its side and its place among the side's forms; the first set that has it counts."""
    found: dict[str, tuple[dict[str, Any], int, int]] = {}
    for group in read_lexicon(lexicon)["sets"]:
        for at, side in enumerate(group["sides"]):
            for place, form in enumerate(side["forms"]):
                found.setdefault(form.lower(), (group, at, place))
    return found


def replacement_sites(reading: Reading, lexicon: str, family: Family, checked: tuple[str, ...]) -> Iterator[Site]:
    """A site for each form of a side that the source has too, with the forms of the other sides as candidates.

    A set's `near` must stand in the sentence; a side's `said` are the other words by which a source says it.
    """
    for match in _pattern(lexicon).finditer(reading.text):
        group, side, place = _sides(lexicon)[match[0].lower()]
        if reading.summary.in_heading(match.start()) or (
            reading.summary.is_negated(match.start()) and not group.get("evenNegated")
        ):
            continue
        start, end = reading.summary.sentence_at(match.start())
        if group.get("near") and not re.search(group["near"], reading.text[start:end], re.IGNORECASE):
            continue
        if group.get("unless") and re.search(
            group["unless"], reading.text[max(start, match.start() - 25) : end], re.IGNORECASE
        ):
            continue
        if not _said(reading, group["sides"][side]):
            continue
        candidates = []
        for other, each in enumerate(group["sides"]):
            if other != side and not each.get("never") and not _said(reading, each):
                form = each["forms"][min(place, len(each["forms"]) - 1)]
                candidates.append(form.capitalize() if match[0][0].isupper() and not match[0].isupper() else form)
        if candidates:
            yield make_site(match.span(), family, group["kind"], candidates, checked)


def _said(reading: Reading, side: dict[str, Any]) -> bool:
    return reading.source.has_any(tuple(normal_words(form) for form in (*side["forms"], *side.get("said", ()))))
