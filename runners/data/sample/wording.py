"""Fills templates; capitals are set once a whole sentence stands."""

import re

from runners.data.sample.facts import Fact, FactDrawer, Form, Patient
from runners.text.spell_number import spell_number

_PLACEHOLDER = re.compile(r"\{(\w+)\}")
_SENTENCE_START = re.compile(r"(^|[.?!]\s+)([a-z])")
_AN = re.compile(r"\b([Aa]) (?=(8\d?|11|18)\b)")
_KEEPS_CAPITAL = re.compile(r"(I\b|[A-Z]{2})")


def fill(template: str, fact: Fact, drawer: FactDrawer, patient: Patient, *, written: bool) -> str:
    """`template` with the fact's values, as said or as written.

    `{x_other}` is a value of the same sort that is not true, `{x_you}` and `{x_their}` turn "my" around.
    """
    others: dict[str, Form] = {}

    def value(match: re.Match[str]) -> str:
        name = match[1][0].lower() + match[1][1:]
        if name in patient.pronouns():
            return patient.pronouns()[name]
        slot, _, twist = name.rpartition("_")
        if name == "age_next":
            return spell_number(int(fact.forms["age"].write) + 1)
        if twist == "other":
            form = others.setdefault(slot, drawer.form(slot, fact))
        elif twist in ("you", "their"):
            form = fact.forms.get(slot) or others.setdefault(slot, drawer.form(slot, fact))
            form = Form(form.say.replace("my ", "your " if twist == "you" else "his "), form.write)
        else:
            form = fact.forms.get(name) or others.setdefault(name, drawer.form(name, fact))
        return form.write if written else form.say

    return _PLACEHOLDER.sub(value, template)


def capitalise(text: str) -> str:
    """Capitals at the start of every sentence, and "an" before a number that is spoken with a vowel."""
    return _SENTENCE_START.sub(lambda match: match[1] + match[2].upper(), _AN.sub(r"\1n ", text))


def hesitate(opening: str, utterance: str) -> str:
    """An utterance that begins with a filler word."""
    if opening.endswith(", ") and not _KEEPS_CAPITAL.match(utterance):
        utterance = utterance[0].lower() + utterance[1:]
    return opening + utterance


def listed(items: list[str], join: str) -> str:
    """`a`, `a and b`, `a, b and c`."""
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {join} {items[-1]}"
