"""Every way in which the banks say or write a value, as one pattern with what each way means."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from typing import Any

from runners.data.sample.banks import read_bank

_ENTITY_SLOTS = {
    "drugs": "drug", "allergens": "allergen", "reactions": "reaction", "symptoms": "symptom", "problems": "problem",
    "surgeries": "surgery", "relatives": "relative", "family_problems": "family_problem", "frequencies": "frequency",
    "occupations": "occupation", "households": "household", "drinks": "drink", "places": "place",
    "triggers": "trigger", "reliefs": "relief", "packs": "packs",
}  # fmt: skip
_SHORT_FORMS = {
    "cataract surgery": ["cataracts"], "stent placement": ["stent"], "cervical fusion": ["neck fusion", "disc fusion"],
    "right wrist fixation": ["right wrist fracture"], "appendectomy": ["appendix"], "cholecystectomy": ["gallbladder"],
    "tonsillectomy": ["tonsils"], "coronary artery bypass": ["bypass"], "hernia repair": ["hernia"],
    "atrial fibrillation": ["irregular heart rhythm"], "gastroesophageal reflux": ["heartburn", "reflux"],
    "hypothyroidism": ["thyroid"], "facial swelling": ["face swelling"], "weight loss": ["lost weight"],
}  # fmt: skip
"""What models make of the banks' own forms."""
_LEADING = re.compile(r"^(?:a|an|my|the|I|maybe|really|{his}) ", re.IGNORECASE)
_POSSESSIVE = re.compile(r"\b(?:my|{his})\b")


@dataclass(frozen=True)
class Meaning:
    """One value of the banks: the slot that it fills, and its first written form in lower case."""

    slot: str
    value: str


@dataclass(frozen=True)
class Found:
    """Characters `start` to `end` of a text that name one of `meanings`."""

    start: int
    end: int
    meanings: frozenset[Meaning]

    def slots(self) -> set[str]:
        """The slots that the words may fill."""
        return {meaning.slot for meaning in self.meanings}


def find_values(text: str) -> list[Found]:
    """All values of the banks that `text` names, the longest of those that begin at one place, in order."""
    pattern, meanings = _index()
    return [
        Found(match.start(), match.end(), frozenset(meanings[int(name[1:])]))
        for match in pattern.finditer(text)
        if (name := match.lastgroup)
    ]


def meanings_of(slot: str, written: str) -> frozenset[Meaning]:
    """What a value of a fact means, whichever of its written forms the fact has."""
    found = [each for each in find_values(written) if each.start <= 4]
    same = {meaning for each in found for meaning in each.meanings if meaning.slot == slot}
    return frozenset(same or {Meaning(slot, written.lower())})


@cache
def _index() -> tuple[re.Pattern[str], list[set[Meaning]]]:
    known: dict[str, set[Meaning]] = {}
    for side in ("train", "held_out"):
        values = read_bank(side).values
        for bank, slot in _ENTITY_SLOTS.items():
            for entry in values[bank]:
                written, forms = _forms_of(entry)
                for form in forms:
                    known.setdefault(_bare(form), set()).add(Meaning(slot, written))
    forms = sorted(known, key=len, reverse=True)
    parts = [f"(?P<f{at}>{_pattern(form)})" for at, form in enumerate(forms)]
    return re.compile(rf"\b(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE), [known[form] for form in forms]


def _forms_of(entry: Any) -> tuple[str, list[str]]:
    if isinstance(entry, str) or "name" in entry:
        name = entry if isinstance(entry, str) else entry["name"]
        return name.lower(), [name, *_SHORT_FORMS.get(name.lower(), [])]
    written = list(_each(entry["write"]))
    first = written[0].replace("{his} ", "").lower()
    return first, [*_each(entry["say"]), *written, *_SHORT_FORMS.get(first, [])]


def _each(wordings: str | list[str]) -> Iterator[str]:
    yield from [wordings] if isinstance(wordings, str) else wordings


def _bare(form: str) -> str:
    return _LEADING.sub("", form).lower()


def _pattern(form: str) -> str:
    words = re.escape(_POSSESSIVE.sub("THEIR", form)).replace("THEIR", r"(?:my|his|her|your|their|the)")
    return f"{words}?" if form.endswith("s") else f"{words}s?"
