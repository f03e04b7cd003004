"""Says the facts of one visit as a dialogue and remembers where each was said."""

from dataclasses import dataclass, field
from random import Random

from runners.data.sample.banks import Bank
from runners.data.sample.facts import Fact, FactDrawer, Patient
from runners.data.sample.wording import capitalise, fill, hesitate

_SPEAKERS = {"D": "Doctor", "P": "Patient"}
_HESITATION_RATE = 0.2
_ACKNOWLEDGEMENT_RATE = 0.3
_GREETING_RATE = 0.5
_ASIDE_RATE = 0.4
_SHORT_WORDS = 55
"""Dialogues below this get more talk beside the point."""


@dataclass(frozen=True)
class Utterance:
    """One piece of speech; `fact` is None where it states nothing that the note may hold."""

    speaker: str
    text: str
    fact: str | None


@dataclass(frozen=True)
class Support:
    """Characters `start` to `end` of the dialogue, inside turn `turn` (from 0)."""

    turn: int
    start: int
    end: int


@dataclass
class Dialogue:
    """The text with the places that support each fact, and those that support none."""

    text: str = ""
    turns: int = 0
    support: dict[str, list[Support]] = field(default_factory=dict)
    distractors: list[Support] = field(default_factory=list)


class Conversation:
    """Builds one dialogue out of exchanges."""

    def __init__(self, rng: Random, bank: Bank, drawer: FactDrawer, patient: Patient) -> None:
        self._rng = rng
        self._bank = bank
        self._drawer = drawer
        self._patient = patient
        self._templates: set[str] = set()

    def speak(self, facts: list[Fact]) -> Dialogue:
        """All facts in some order, the first one first, with later additions and talk beside the point."""
        ordered = facts[:1] + self._rng.sample(facts[1:], len(facts) - 1)
        blocks: list[list[Utterance]] = []
        later: list[tuple[int, list[Utterance]]] = []
        for fact in ordered:
            now, *rest = self._exchange(self._template(fact.kind), fact)
            blocks.append(now)
            later += [(len(blocks), block) for block in rest]
        for earliest, block in later:
            blocks.insert(self._rng.randint(earliest, len(blocks)), block)
        self._add_talk(blocks)
        return _typeset(self._smooth(blocks))

    def _add_talk(self, blocks: list[list[Utterance]]) -> None:
        asides = self._rng.sample(self._bank.asides, len(self._bank.asides))
        if self._rng.random() < _ASIDE_RATE:
            blocks.insert(self._rng.randint(0, len(blocks)), self._aside(asides.pop()))
        while asides and _words(blocks) < _SHORT_WORDS:
            blocks.insert(self._rng.randint(0, len(blocks)), self._aside(asides.pop()))
        if self._rng.random() < _GREETING_RATE:
            blocks.insert(0, self._aside(self._rng.choice(self._bank.greetings)))

    def _aside(self, template: str) -> list[Utterance]:
        return self._exchange(template, Fact("", "aside"))[0]

    def _template(self, kind: str) -> str:
        choices = self._bank.wordings[kind].exchanges
        fresh = [template for template in choices if template not in self._templates]
        template = self._rng.choice(fresh or list(choices))
        self._templates.add(template)
        return template

    def _exchange(self, template: str, fact: Fact) -> list[list[Utterance]]:
        blocks: list[list[Utterance]] = [[]]
        for part in template.split(" | "):
            if part == "~":
                blocks.append([])
                continue
            text = fill(part[3:], fact, self._drawer, self._patient, written=False)
            if part[0] == "P" and self._rng.random() < _HESITATION_RATE:
                text = hesitate(self._rng.choice(self._bank.values["hesitations"]), text)
            blocks[-1].append(Utterance(part[0], capitalise(text), fact.id or None))
        return blocks

    def _smooth(self, blocks: list[list[Utterance]]) -> list[Utterance]:
        """A doctor's word between two turns of the patient, and now and then before the next question."""
        flow: list[Utterance] = []
        for block in blocks:
            meets_patient = bool(flow) and flow[-1].speaker == "P"
            if meets_patient and (block[0].speaker == "P" or self._rng.random() < _ACKNOWLEDGEMENT_RATE):
                flow.append(Utterance("D", self._rng.choice(self._bank.values["acknowledgements"]), None))
            flow += block
        return flow


def _words(blocks: list[list[Utterance]]) -> int:
    return sum(len(utterance.text.split()) for block in blocks for utterance in block)


def _typeset(flow: list[Utterance]) -> Dialogue:
    dialogue = Dialogue()
    speaker = ""
    for utterance in flow:
        if utterance.speaker == speaker:
            dialogue.text += " "
        else:
            dialogue.text += ("\n" if dialogue.text else "") + _SPEAKERS[utterance.speaker] + ": "
            dialogue.turns += 1
        speaker = utterance.speaker
        start = len(dialogue.text)
        dialogue.text += utterance.text
        place = Support(dialogue.turns - 1, start, len(dialogue.text))
        if utterance.fact is None:
            dialogue.distractors.append(place)
        else:
            dialogue.support.setdefault(utterance.fact, []).append(place)
    return dialogue
