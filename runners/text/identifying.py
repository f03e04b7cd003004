"""Points at what looks like names, numbers, dates and addresses; each rule says what it takes for one.

The kinds follow the identifiers of 45 CFR 164.514(b)(2). A rule points; it decides nothing, and what it does not find
may be there all the same.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_MONTHS = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sep(?:t(?:ember)?)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)"
)
_STREETS = r"(?:Street|St|Avenue|Ave|Road|Rd|Lane|Ln|Drive|Dr|Boulevard|Blvd|Court|Ct|Place|Pl|Square|Way|Terrace)"
_CAPITALISED = r"[A-Z][a-zà-öø-ÿ]+(?:[-'’][A-Z][a-zà-öø-ÿ]+)?"
_NEEDS = {
    "titled-name": ("Mr", "Ms", "Miss", "Dr", "Prof"),
    "stated-name": ("name", "Name"),
    "email": ("@",),
    "web": ("http", "www."),
    "age-over-89": ("old", "/o", "yo"),
}
_NEED_DIGITS = frozenset({"date", "age-over-89", "phone", "record-number", "street", "postcode"})
_DIGIT = re.compile(r"\d")
_GIVEN_NAMES = Path(__file__).parent / "given_names.txt"


@dataclass(frozen=True)
class Rule:
    """`looks_for` says in words what `pattern` takes for a hit."""

    id: str
    title: str
    looks_for: str
    pattern: re.Pattern[str]
    first_words: frozenset[str] | None = None
    """The first group of a hit is one of these, where that is quicker than to write them into the pattern."""
    needs: tuple[str, ...] = ()
    """A text without any of these has no hit, and is not searched."""


_RULES = (
    (
        "titled-name",
        "Name behind a title",
        "Mr, Mrs, Ms, Miss, Dr or Prof, and a capitalised word behind it",
        rf"\b(?:Mr|Mrs|Ms|Miss|Dr|Prof)\.? {_CAPITALISED}",
    ),
    (
        "full-name",
        "Given name and surname",
        "one of {names} common given names, and a capitalised word behind it",
        rf"\b([A-Z][a-z]+) (?:[A-Z]\. )?{_CAPITALISED}",
    ),
    (
        "stated-name",
        "Stated name",
        "“my name is” or “name:”, and a capitalised word behind it",
        rf"\b(?:[Mm]y name is|[Nn]ame ?:) {_CAPITALISED}",
    ),
    (
        "date",
        "Date",
        "a day with its month and year, in numbers or words; a year alone is none",
        rf"\b(?:\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d{{2}})|\d{{4}}-\d{{2}}-\d{{2}}"
        rf"|{_MONTHS}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}"
        rf"|\d{{1,2}}(?:st|nd|rd|th)? {_MONTHS}\.?,? \d{{4}})\b",
    ),
    (
        "age-over-89",
        "Age over 89",
        "90 to 119, and “year old”, “years old” or “y/o” behind it",
        r"\b(?:9\d|1[01]\d)[- ](?:years?[- ]old|y/?o)\b",
    ),
    (
        "phone",
        "Phone number",
        "ten or more digits in groups as in a phone number, with or without a country code",
        r"(?<![\w.])(?:\+\d{1,3}[ .-]?)?(?:\(\d{2,4}\) ?|\d{2,4}[ .-])\d{3,4}[ .-]\d{3,4}(?![\w.]\d)",
    ),
    (
        "record-number",
        "Record or insurance number",
        "seven digits or more in a row, a US social security number, or a number behind MRN, SSN, NHS or ID",
        r"\b(?:\d{3}-\d{2}-\d{4}|\d{7,}"
        r"|(?:MRN|SSN|NHS|ID)(?: (?:no|number))?[ :#.]+[A-Z]{0,3}\d[\d -]{3,}\d)\b",
    ),
    (
        "email",
        "E-mail address",
        "letters, @ and a domain",
        r"\b\w[\w.+-]{0,63}@[\w-]+\.[\w.]+",
    ),
    (
        "web",
        "Web address",
        "http:// or https:// or www., and what follows up to the next space",
        r"https?://\S+|\bwww\.\S+",
    ),
    (
        "street",
        "Street address",
        "a house number, a capitalised word or two, and Street, Road, Avenue or the like",
        rf"\b\d{{1,5}} (?:[NSEW]\.? )?{_CAPITALISED}(?: {_CAPITALISED})? {_STREETS}\b",
    ),
    (
        "postcode",
        "Postcode",
        "a US state with five digits, or a British postcode",
        r"\b(?:[A-Z]{2} \d{5}(?:-\d{4})?|[A-Z]{1,2}\d[A-Z\d]? \d[A-Z]{2})\b",
    ),
)


@cache
def rules() -> tuple[Rule, ...]:
    """All rules, in the order in which they are shown."""
    names = frozenset(_GIVEN_NAMES.read_text(encoding="utf-8").split())
    return tuple(
        Rule(
            id_, title, looks_for.replace("{names}", str(len(names))), re.compile(pattern),
            names if id_ == "full-name" else None, _NEEDS.get(id_, ()),
        )
        for id_, title, looks_for, pattern in _RULES
    )  # fmt: skip


def find_hits(text: str) -> Iterator[tuple[Rule, int, int]]:
    """Every hit of every rule with its start and end in characters."""
    digits = _DIGIT.search(text) is not None
    for rule in rules():
        if (rule.id in _NEED_DIGITS and not digits) or (rule.needs and not any(part in text for part in rule.needs)):
            continue
        for match in rule.pattern.finditer(text):
            if rule.first_words is None or match[1] in rule.first_words:
                yield rule, match.start(), match.end()
