"""Numbers of a text with their units, and which of a note's numbers its source does not contain."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from runners.text.number_words import (
    COUNTED,
    LOOSE,
    MONTHS,
    ROMAN,
    TENS,
    UNITS_BELOW_20,
    cardinal,
    is_number_word,
    readings,
    year_or_pair,
)

_UNIT_SPELLINGS = {
    "mg": "mg milligram milligrams",
    "mcg": "mcg ug microgram micrograms",
    "g": "gram grams gm",
    "kg": "kg kilogram kilograms kilo kilos",
    "ml": "ml milliliter milliliters cc",
    "cm": "cm centimeter centimeters",
    "mm": "mm millimeter millimeters",
    "foot": "foot feet ft",
    "pound": "pound pounds lb lbs",
    "percent": "percent %",
    "minute": "minute minutes min",
    "hour": "hour hours",
    "day": "day days",
    "week": "week weeks",
    "month": "month months",
    "year": "year years",
}
_UNITS = {spelling: unit for unit, spellings in _UNIT_SPELLINGS.items() for spelling in spellings.split()}

_TOKEN = re.compile(r"\d+(?:,\d{3})+(?:\.\d+)?|\d*\.\d+|\d+|[A-Za-z]+(?:'[a-z]+)?|\S")
_LIST_MARKER = re.compile(r"(?:^|\n)\s*\(?\d{1,2}[.)](?=\s)|[.:]\s{1,2}\(?\d{1,2}[.)](?=\s+[A-Z(\[])")
_FRACTION = re.compile(r"(?:(\d+)[- ])?1/2(?!\d)")
_FULL_HOUR = re.compile(r"(?<=\d):00(?!\d)")
_JOINING = ("and", "point", "-", "a")
_NAME_BEFORE = re.compile(r"[A-Za-z]-?$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value and, where one follows directly, its unit."""

    value: Decimal
    unit: str | None


def claimed_quantities(text: str) -> list[Quantity]:
    """Numbers that a note states, in order, digits or words from two up.

    Not counted: list markers, digits that belong to a name (B12, L5, COVID-19), "one", ordinals.
    """
    bare = _LIST_MARKER.sub(lambda match: re.sub(r"\d", " ", match[0]), text)
    found: list[Quantity] = []
    bare = _plain(bare)
    tokens = list(_TOKEN.finditer(bare))
    for index, words, value in _numbers(tokens):
        spoken = _without_hyphens(words)
        if spoken:
            claims = [] if set(spoken) & set(LOOSE) else [part for part in _parts(spoken) if part > 1]
        else:
            named = _NAME_BEFORE.search(bare[max(0, tokens[index].start() - 2) : tokens[index].start()])
            claims = [] if named or value is None else [value]
        unit = _unit_after(tokens, index + max(1, len(words)))
        found += [Quantity(claim, unit) for claim in claims]
    return found


def supporting_quantities(text: str) -> set[Quantity]:
    """Every number that a source may be heard to say; ambiguous words give all of their readings."""
    tokens = list(_TOKEN.finditer(_plain(text)))
    found: set[Quantity] = set()
    for index, words, value in _numbers(tokens):
        unit = _unit_after(tokens, index + max(1, len(words)))
        spoken = _without_hyphens(words)
        values = readings(spoken) if value is None else {value}
        found |= {Quantity(each, unit if len(values) == 1 else None) for each in values}
    for index, token in enumerate(tokens):
        word = token[0].lower()
        for table, key in ((COUNTED, word), (MONTHS, word), (ROMAN, token[0])):
            if key in table:
                found.add(Quantity(Decimal(table[key]), _unit_after(tokens, index + 1)))
        if word == "half":
            found.add(Quantity(Decimal("0.5"), None))
    return found


class SupportedNumbers:
    """The numbers of one source, for several texts to be held against."""

    def __init__(self, source: str) -> None:
        self._units_of: dict[Decimal, set[str | None]] = {}
        for quantity in supporting_quantities(source):
            self._units_of.setdefault(quantity.value, set()).add(quantity.unit)
        self._short_years = {value % 100 for value in self._units_of if _is_year(value)}

    def missing(self, text: str) -> list[Quantity]:
        """Quantities of `text`, each once, that the source does not contain.

        A quantity is supported by an equal value whose unit is the same or unknown on either side; a year also by its
        last two digits ("ninety six"), and two digits by such a year.
        """
        return [claim for claim in dict.fromkeys(claimed_quantities(text)) if not self._supports(claim)]

    def _supports(self, claim: Quantity) -> bool:
        units = self._units_of.get(claim.value, set())
        if units and (claim.unit is None or None in units or claim.unit in units):
            return True
        if _is_year(claim.value) and claim.value % 100 >= 10 and None in self._units_of.get(claim.value % 100, set()):
            return True
        return claim.unit is None and claim.value in self._short_years


def unsupported_numbers(text: str, source: str) -> list[Quantity]:
    """Quantities of `text`, each once, that `source` does not contain, as `SupportedNumbers.missing` says."""
    return SupportedNumbers(source).missing(text)


def _is_year(value: Decimal) -> bool:
    return 1900 <= value < 2100 and value == int(value)


def _plain(text: str) -> str:
    """Without minutes of full hours, and with halves as decimals: "1-1/2" → "1.5"."""
    return _FULL_HOUR.sub("", _FRACTION.sub(lambda match: f"{match[1] or 0}.5", text.replace("½", " 1/2")))


def _numbers(tokens: list[re.Match[str]]) -> Iterator[tuple[int, list[str], Decimal | None]]:
    """Index of the first token, then the run of words or the value of the digits."""
    index = 0
    while index < len(tokens):
        text = tokens[index][0].lower()
        if text[0].isdecimal() or (text[0] == "." and len(text) > 1):
            yield index, [], Decimal(text.replace(",", "")).normalize()
        elif words := _run(tokens, index):
            yield index, words, None
            index += len(words)
            continue
        index += 1


def _run(tokens: list[re.Match[str]], start: int) -> list[str]:
    """Words from `start` that may be one number; hyphens stay in, so that the length counts tokens."""
    first = tokens[start][0].lower()
    if first != "point" and not is_number_word(first):
        return []
    words: list[str] = []
    index = start
    while index < len(tokens):
        word = tokens[index][0].lower()
        following = tokens[index + 1][0].lower() if index + 1 < len(tokens) else ""
        joining = _JOINING if words else ("point",)
        goes_on = is_number_word(following) or following in ("a", "half")
        if not (is_number_word(word) or (words[-1:] == ["a"] and word == "half") or (word in joining and goes_on)):
            break
        words.append(word)
        index += 1
    while words and words[-1] in _JOINING:
        words.pop()
    return words


def _without_hyphens(words: list[str]) -> list[str]:
    return [word for word in words if word != "-"]


def _unit_after(tokens: list[re.Match[str]], index: int) -> str | None:
    while index < len(tokens) and tokens[index][0] == "-":
        index += 1
    return _UNITS.get(tokens[index][0].lower()) if index < len(tokens) else None


def _parts(words: list[str]) -> list[Decimal]:
    """The numbers of a run: one if it is well formed or a year, else each word."""
    whole = cardinal(words) or year_or_pair(words)
    if whole is not None:
        return [whole]
    return [Decimal(UNITS_BELOW_20.get(word, TENS.get(word, 0))) for word in words]
