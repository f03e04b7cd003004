"""The facts of one dialogue, asked by what a note may say about them."""

import re
from dataclasses import dataclass
from typing import Any

from runners.data.sample.checking.forms import Meaning, meanings_of
from runners.data.sample.checking.numbers import Quantity

NUMBER_SLOTS = ("age", "dose", "duration", "year", "score")
_WORD = re.compile(r"[a-z']+")


@dataclass(frozen=True)
class KnownFact:
    """One fact with its values as written and as meanings of the banks."""

    kind: str
    negated: bool
    values: dict[str, str]
    meanings: frozenset[Meaning]
    said: tuple[str, ...]
    """What supports it in the dialogue, letter for letter."""

    def names(self, meanings: frozenset[Meaning]) -> bool:
        """Whether it holds a value that goes by these words, in whatever slot."""
        values = {meaning.value for meaning in meanings}
        return any(meaning.value in values for meaning in self.meanings)

    def counts(self, quantity: Quantity) -> bool:
        """Whether the number is one of its own."""
        numbers = {slot: written for slot, written in self.values.items() if slot in NUMBER_SLOTS}
        return any(quantity.is_of(slot, written) for slot, written in numbers.items()) or (
            quantity.slot is None and any(quantity.is_of("", written) for written in self.values.values())
        )


@dataclass(frozen=True)
class KnownPatient:
    """Everything that is true of the patient of one dialogue."""

    sex: str
    facts: tuple[KnownFact, ...]

    @classmethod
    def of(cls, metadata: dict[str, Any], source: str) -> "KnownPatient":
        """From an example's metadata (`generate_sample`) and its dialogue."""
        return cls(metadata["sex"], tuple(_known(fact, source) for fact in metadata["facts"]))

    def naming(self, meanings: frozenset[Meaning]) -> list[KnownFact]:
        """Facts that hold a value of these meanings."""
        return [fact for fact in self.facts if fact.names(meanings)]

    def kinds(self, kinds: frozenset[str]) -> list[KnownFact]:
        """Facts of these kinds."""
        return [fact for fact in self.facts if fact.kind in kinds]

    def words(self) -> set[str]:
        """Every word with which the facts are said or written."""
        texts = [text for fact in self.facts for text in (*fact.said, *fact.values.values())]
        texts += [meaning.value for fact in self.facts for meaning in fact.meanings]
        return {word for text in texts for word in _WORD.findall(text.lower())}


def _known(fact: dict[str, Any], source: str) -> KnownFact:
    values = {slot: written for slot, written in fact["values"].items() if slot != "sex"}
    meanings = [meanings_of(slot, written) for slot, written in values.items() if slot not in NUMBER_SLOTS]
    said = tuple(source[place["start"] : place["end"]] for place in fact["support"])
    return KnownFact(fact["kind"], fact["negated"], values, frozenset().union(*meanings), said)
