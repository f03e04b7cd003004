"""Numbers of a note with what they count, in digits or in words."""

import re
from dataclasses import dataclass
from functools import cache

from runners.data.sample.banks import read_bank
from runners.text.spell_number import spell_number, spell_year

_SLOT_OF_GROUP = {"age": "age", "dose": "dose", "score": "score", "duration": "duration", "year": "year"}
_UNITS = {"milligram": "mg", "microgram": "mcg", "mg": "mg", "mcg": "mcg"}


@dataclass(frozen=True)
class Quantity:
    """Characters `start` to `end` of a text that hold a number; `value` as facts write it, `slot` None if unknown."""

    start: int
    end: int
    slot: str | None
    value: str

    def is_of(self, slot: str, written: str) -> bool:
        """Whether a fact's value says the same; a number without a unit may belong to any slot."""
        if self.slot == slot:
            return self.value == written
        return self.slot is None and self.value in re.findall(r"\d+(?:\.\d+)?", written)


def find_quantities(text: str) -> list[Quantity]:
    """All numbers of `text`, in order."""
    return [_read(match) for match in _pattern().finditer(text)]


def _read(match: re.Match[str]) -> Quantity:
    slot = next((slot for group, slot in _SLOT_OF_GROUP.items() if match[group]), None)
    name = next(name for name in ("n1", "n2", "n3", "n4", "n5", "n6", "n7") if match[name])
    number = _spelled().get(match[name].lower(), match[name])
    if slot == "duration":
        number = f"{number} {match['unit'].lower()}s"
    elif slot == "dose":
        number = f"{number} {_UNITS[match['measure'].lower()]}"
    return Quantity(match.start(), match.end(), slot, number)


@cache
def _spelled() -> dict[str, str]:
    spelled = {spell_number(number): str(number) for number in range(2, 100)}
    spelled["one"] = "1"
    for side in ("train", "held_out"):
        values = read_bank(side).values
        spelled |= {spell_year(year): str(year) for year in values["years"]}
        spelled |= {spell_number(dose): str(dose) for drug in values["drugs"] for dose in drug["doses"]}
    return spelled


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(re.escape(each) for each in sorted(_spelled(), key=len, reverse=True) if each != "one")
    number = rf"\d+(?:\.\d+)?|{words}"
    return re.compile(
        rf"\b(?:(?P<age>(?P<n1>{number})[- ]years?[- ](?:old|of age)|age of (?P<n2>{number}))"
        rf"|(?P<dose>(?P<n3>{number}|one) ?(?P<measure>mg|mcg|milligram|microgram)s?)"
        rf"|(?P<score>(?P<n4>{number})(?:/| of | out of )(?:10|ten))"
        rf"|(?P<duration>(?P<n5>{number}|one)[- ](?P<unit>day|week|month|year)s?)"
        rf"|(?P<year>(?P<n6>(?:19|20)\d\d|{'|'.join(_years())}))"
        rf"|(?P<n7>{number}))(?!\w)",
        re.IGNORECASE,
    )


def _years() -> list[str]:
    years = [spell_year(year) for side in ("train", "held_out") for year in read_bank(side).values["years"]]
    return sorted(years, key=len, reverse=True)
