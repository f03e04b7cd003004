"""Another number, dose or unit, one that the source does not say."""

import re
from collections.abc import Iterator
from functools import partial

from runners.text.edits.make_site import make_site
from runners.text.edits.reading import Reading
from runners.text.edits.site import Site
from runners.text.number_words import UNITS_BELOW_20
from runners.text.spell_number import spell_number

_CHECKED = ("the source says the number", "the source does not say the new one", "the unit is a unit of the same kind")
_NUMBER = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_WORDS = "|".join(word for word, value in UNITS_BELOW_20.items() if value > 1)
_UNIT = r"mg|mcg|milligrams?|micrograms?|units?|ml|grams?|g"
UNITS = frozenset(name for unit in _UNIT.split("|") for name in (unit.replace("?", ""), unit.replace("s?", "")))
_PATTERN = re.compile(
    rf"(?P<age>\b\d{{1,3}}(?=[- ](?:years?|yr)[- ]old|[- ]?y/?o\b))"
    rf"|(?P<pressure>\b\d{{2,3}}/\d{{2,3}}\b(?!/))"
    rf"|(?P<dose>\b(?:{_NUMBER})[ -]?(?:{_UNIT})\b(?!/))"
    rf"|(?P<measure>\b(?:{_NUMBER})(?=\s?(?:%|percent|degrees|bpm|pounds|lbs?|kg|cm|inches|mm)|/10\b(?!/)|"
    rf" out of (?:10|ten)\b))"
    rf"|(?P<count>\b(?:\d{{1,2}}|{_WORDS})(?=[ -](?:days?|weeks?|months?|years?|hours?|minutes?|times|packs?|beers?|"
    rf"glasses|cups|drinks|cigarettes|tablets?|pills?|puffs?|children|kids|siblings|brothers|sisters|pregnancies|"
    rf"episodes|steps|miles|flights)\b))",
    re.IGNORECASE,
)
_SPOILT = re.compile(r"[\d./#:-]$")
_UNIT_PAIRS = {"mg": "mcg", "mcg": "mg", "milligrams": "micrograms", "micrograms": "milligrams", "g": "mg"}


def find_sites(reading: Reading) -> list[Site]:
    """A site for each number with something it counts."""
    sites = []
    for match in _PATTERN.finditer(reading.text):
        if _SPOILT.search(reading.text[max(0, match.start() - 1) : match.start()]):
            continue
        kind = match.lastgroup or "count"
        behind = reading.text[match.end() : match.end() + 14]
        if reading.source.numbers.missing(match[0] + behind):
            continue
        candidates = [new for new in dict.fromkeys(_others(kind, match[0])) if new != match[0]]
        sites.append(
            make_site(
                match.span(), "number", "measure" if kind == "pressure" else kind, candidates, _CHECKED,
                partial(_is_new, reading, behind),
            )
        )  # fmt: skip
    return sites


def _is_new(reading: Reading, behind: str, new: str) -> bool:
    return bool(reading.source.numbers.missing(new + behind))


def _others(kind: str, written: str) -> Iterator[str]:
    if kind == "age":
        yield from map(str, _ages(int(written)))
    elif kind == "pressure":
        upper, lower = written.split("/")
        yield from (f"{new}/{lower}" for new in _transposed(upper) if 70 <= int(new) <= 230)
        yield from (f"{new}/{lower}" for new in (int(upper) + 40, int(upper) - 30) if new > int(lower) + 10)
    elif kind == "dose":
        yield from _doses(written)
    elif kind == "measure":
        yield from _measures(written)
    else:
        yield from _counts(written)


def _ages(age: int) -> Iterator[int]:
    yield from (int(new) for new in _transposed(str(age)) if 10 <= int(new) <= 95)
    yield from (new for new in (age + 10, age - 10, age + 20) if age >= 20 and 18 <= new <= 95)
    yield from (new for new in (age + 3, age + 5) if age < 18)


def _doses(written: str) -> Iterator[str]:
    number, gap, unit = re.fullmatch(r"([\d.,]+)([ -]?)(\w+)", written).groups()  # type: ignore[union-attr]
    value = float(number.replace(",", ""))
    for new in (value * 10, value / 10, value * 2, value / 2):
        if 0.05 <= new <= 10_000 and (new == int(new) or value != int(value)):
            yield f"{new:,.0f}{gap}{unit}" if new == int(new) and "," in number else f"{new:g}{gap}{unit}"
    other = _UNIT_PAIRS.get(unit.lower())
    if other:
        yield f"{number}{gap}{other}"


def _measures(written: str) -> Iterator[str]:
    value, places = float(written.replace(",", "")), len(written.partition(".")[2])
    if 94 <= value <= 106 and places:
        yield from (f"{value + by:.{places}f}" for by in (2.3, 3.4, -1.6))
        return
    yield from _transposed(written)
    limit = 10 if value <= 10 else 100 if value <= 100 else 1000
    for new in (value + 3, value - 3, value * 2, value / 2):
        if 0 < new <= limit and (places or new == int(new)):
            yield f"{new:.{places}f}"


def _counts(written: str) -> Iterator[str]:
    spelled = not written[0].isdigit()
    value = UNITS_BELOW_20[written.lower()] if spelled else int(written)
    if value < 2:
        return
    changed = [value + 1, value + 2, value + 3, value - 1, value - 2, value * 2, *map(int, _transposed(str(value)))]
    for new in changed:
        if 2 <= new < 100:
            yield spell_number(new) if spelled else str(new)


def _transposed(number: str) -> Iterator[str]:
    """Two neighbouring digits changed round, e.g. 48 → 84."""
    for at in range(len(number) - 1):
        one, two = number[at], number[at + 1]
        if one.isdigit() and two.isdigit() and one != two and not (at == 0 and two == "0"):
            yield number[:at] + two + one + number[at + 2 :]
