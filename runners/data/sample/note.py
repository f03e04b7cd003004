"""Writes the note of one visit and remembers which facts each sentence states."""

from dataclasses import dataclass
from random import Random

from runners.data.sample.banks import Bank
from runners.data.sample.facts import Fact, FactDrawer, Patient
from runners.data.sample.wording import capitalise, fill, listed


@dataclass(frozen=True)
class NoteSentence:
    """Characters `start` to `end` of the note state exactly these facts."""

    start: int
    end: int
    facts: tuple[str, ...]


def write_note(
    rng: Random, bank: Bank, drawer: FactDrawer, patient: Patient, facts: list[Fact]
) -> tuple[str, list[NoteSentence]]:
    """The note and its sentences, in the order of the facts."""
    text = ""
    sentences: list[NoteSentence] = []
    for group in _groups(bank, facts):
        wording = bank.wordings[group[0].kind]
        template = rng.choice(wording.sentences)
        if wording.items:
            item = rng.choice(wording.items)
            items = [fill(item, fact, drawer, patient, written=True) for fact in group]
            template = template.replace("{items}", listed(items, wording.join))
            template = template.replace("{Items}", listed(items, wording.join))
        sentence = capitalise(fill(template, group[0], drawer, patient, written=True))
        text += " " if text else ""
        sentences.append(NoteSentence(len(text), len(text) + len(sentence), tuple(fact.id for fact in group)))
        text += sentence
    return text, sentences


def _groups(bank: Bank, facts: list[Fact]) -> list[list[Fact]]:
    groups: list[list[Fact]] = []
    for fact in facts:
        if groups and bank.wordings[fact.kind].items and groups[-1][0].kind == fact.kind:
            groups[-1].append(fact)
        else:
            groups.append([fact])
    return groups
