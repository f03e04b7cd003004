"""Another onset, order or duration than the one that the source gives."""

import re
from collections.abc import Iterator

from runners.text.edits.families.replacements import replacement_sites
from runners.text.edits.lexicon import normal_words
from runners.text.edits.make_site import make_site
from runners.text.edits.reading import Reading
from runners.text.edits.site import Site
from runners.text.number_words import UNITS_BELOW_20

_CHECKED = ("the source gives the present time", "the source gives the new time in none of the listed words")
_WORDS = "|".join(word for word, value in UNITS_BELOW_20.items() if value > 0)
_LENGTH = re.compile(
    rf"\b(?P<count>\d{{1,2}}|{_WORDS}|several|a few|a couple of)(?P<gap>[ -])(?P<unit>hour|day|week|month|"
    rf"year)(?P<s>s?)\b"
    rf"(?![ -]old| of age)(?! (?:a|per) )",
    re.IGNORECASE,
)
_OTHER_UNITS = {
    "hour": ("day", "week"), "day": ("week", "month"), "week": ("day", "month"), "month": ("week", "year"),
    "year": ("month", "week"),
}  # fmt: skip
_YEAR = re.compile(r"(?<![\d/.-])(?:19[3-9]\d|20[0-2]\d)(?![\d/.-])")
_DAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_NAMED = re.compile(rf"\b(?:{'|'.join(_DAYS + _MONTHS)})\b")
_LATEST_YEAR = 2025


def find_sites(reading: Reading) -> list[Site]:
    """A site for each length of time, year, day, month and word of time that the source gives."""
    found = [*_lengths(reading), *_years(reading), *_names(reading)]
    found += replacement_sites(reading, "temporal", "temporal", _CHECKED)
    return sorted(found, key=lambda site: (site.start, site.end))


def _lengths(reading: Reading) -> Iterator[Site]:
    missing = reading.source.numbers.missing
    for match in _LENGTH.finditer(reading.text):
        vague = not (match["count"][0].isdigit() or match["count"].lower() in UNITS_BELOW_20)
        phrase = normal_words(f"{match['unit']}s")
        stated = reading.source.has(phrase) and (vague or not missing(match[0]))
        if not stated or reading.summary.in_heading(match.start()):
            continue

        def is_new(new: str, count: str = match["count"], vague: bool = vague) -> bool:
            return not reading.source.has(normal_words(new)) if vague else bool(missing(f"{count} {new}"))

        span = match.start("unit"), match.end("s")
        units = [f"{unit}{match['s']}" for unit in _OTHER_UNITS[match["unit"].lower()]]
        yield make_site(span, "temporal", "duration", units, _CHECKED, is_new)


def _years(reading: Reading) -> Iterator[Site]:
    missing = reading.source.numbers.missing
    for match in _YEAR.finditer(reading.text):
        if not missing(match[0]):
            year = int(match[0])
            others = [str(year + by) for by in (-7, -4, -3, -2, 2, 3, 4, 6) if year + by <= _LATEST_YEAR]
            yield make_site(match.span(), "temporal", "date", others, _CHECKED, lambda new: bool(missing(new)))


def _names(reading: Reading) -> Iterator[Site]:
    for match in _NAMED.finditer(reading.text):
        if reading.source.has(normal_words(match[0])):
            others = [name for name in (_DAYS if match[0] in _DAYS else _MONTHS) if name != match[0]]
            yield make_site(
                match.span(), "temporal", "date", others, _CHECKED,
                lambda new: not reading.source.has(normal_words(new)),
            )  # fmt: skip
