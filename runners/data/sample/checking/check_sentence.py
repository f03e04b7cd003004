"""Holds one sentence against the facts."""

import re
from dataclasses import dataclass, field
from functools import cache

from runners.data.sample.banks import read_bank
from runners.data.sample.checking.cues import (
    ANSWER,
    FAMILY,
    FEMALE,
    MALE,
    OTHERS,
    QUESTION,
    SPEAKER,
    TOPICS,
    Stance,
    stance_at,
)
from runners.data.sample.checking.facts_of_patient import KnownFact, KnownPatient
from runners.data.sample.checking.finding import Finding, finding
from runners.data.sample.checking.forms import Found, find_values
from runners.data.sample.checking.numbers import Quantity, find_quantities

_DETAIL_SLOTS = frozenset({"frequency", "relative", "packs", "reaction"})
_WORD = re.compile(r"[A-Za-z']+")
_PLAIN_WORDS = """
a an the and or of for in on at to with by from as is was are were be been being has had have having do does
did he she his her him hers they their patient reports states describes presents experiencing experienced
diagnosed since ago years year old age day days week weeks month months current currently past present history
also who which that this it its there no not never without yes i'm i my me am male female man woman about now
mr mrs ms taking takes taken using daily per known once noted
"""
"""What a true sentence may say beside the words of its facts and of the templates."""


@dataclass
class Reading:
    """What was found in a sentence so far."""

    findings: list[Finding] = field(default_factory=list)
    stated: list[tuple[int, KnownFact]] = field(default_factory=list)
    """Where a fact was stated, and which."""
    question: bool = False


def check_sentence(sentence: str, patient: KnownPatient, after: Reading | None, whole: bool) -> Reading:
    """Spans of `sentence` that no fact supports, in the order of its characters.

    `after` is what the sentence before came to. One that is not `whole` was cut off and is judged only by what it
    says already.
    """
    reading = Reading(question=bool(QUESTION.search(sentence)))
    values = find_values(sentence)
    _read_values(sentence, values, patient, reading)
    quantities = [each for each in find_quantities(sentence) if not any(_covers(value, each) for value in values)]
    _read_quantities(sentence, quantities, patient, reading)
    _read_topics(sentence, values, patient, reading)
    if reading.stated or reading.findings:
        _read_sex(sentence, patient, reading)
    if OTHERS.search(sentence) and not reading.stated:
        reading.findings = [finding(0, len(sentence), "no_statement", set())]
    elif not reading.stated and not reading.findings:
        if whole and not _repeats(sentence, patient) and not _answers(sentence, after):
            reading.findings = [finding(0, len(sentence), "no_statement", set())]
    elif whole and not reading.findings:
        _read_leftovers(sentence, values, quantities, patient, reading)
    reading.findings.sort(key=lambda each: (each.start, each.end))
    return reading


def _covers(value: Found, quantity: Quantity) -> bool:
    return value.start < quantity.end and quantity.start < value.end


def _read_values(sentence: str, values: list[Found], patient: KnownPatient, reading: Reading) -> None:
    relatives = frozenset().union(*(value.meanings for value in values if value.slots() == {"relative"}))
    homes = [value for value in values if "household" in value.slots()]
    families = [each for each in FAMILY.finditer(sentence) if not any(v.start <= each.start() < v.end for v in homes)]
    about_family = bool(relatives or families)
    quoted = ": " in sentence and _repeats(sentence, patient)
    for value in sorted(values, key=lambda each: bool(each.slots() <= _DETAIL_SLOTS)):
        facts = patient.naming(value.meanings)
        if value.slots() <= _DETAIL_SLOTS:
            stated = [fact for _, fact in reading.stated]
            if not any(fact in stated for fact in facts) and not (facts and not stated):
                reading.findings.append(finding(value.start, value.end, "unsupported_detail", value.slots()))
            continue
        own = [fact for fact in facts if value in homes or fact.kind.startswith("family") == about_family]
        if relatives:
            own = [fact for fact in own if fact.negated or fact.names(relatives)]
        if not own:
            reading.findings.append(finding(value.start, value.end, "fabricated", value.slots()))
            continue
        agreeing = [fact for fact in own if _agrees(fact, stance_at(sentence, value.start, value.end))]
        if not agreeing and not reading.question and not quoted:
            reading.findings.append(finding(value.start, value.end, "contradiction", value.slots()))
        reading.stated += [(value.start, fact) for fact in agreeing or own]


def _agrees(fact: KnownFact, stance: Stance) -> bool:
    if fact.kind == "medication_stopped":
        return stance == "quit"
    return (stance == "yes") != fact.negated


def _read_quantities(sentence: str, quantities: list[Quantity], patient: KnownPatient, reading: Reading) -> None:
    for quantity in quantities:
        owners = _owners(sentence, quantity, reading.stated) or (patient.facts if not reading.findings else ())
        owning = [fact for fact in owners if fact.counts(quantity)]
        if not owning and quantity.slot in ("age", "score"):
            owning = [fact for fact in patient.kinds(frozenset({"patient", "severity"})) if fact.counts(quantity)]
        if owning:
            reading.stated += [
                (quantity.start, fact) for fact in owning if not reading.stated or fact.kind == "patient"
            ]
        else:
            slots = {quantity.slot} if quantity.slot else set()
            reading.findings.append(finding(quantity.start, quantity.end, "unsupported_detail", slots))


def _owners(sentence: str, quantity: Quantity, stated: list[tuple[int, KnownFact]]) -> list[KnownFact]:
    """Facts whose number it is: of what stands behind "of", else of what stands before, else of what follows."""
    places = sorted({start for start, _ in stated})
    behind = [start for start in places if start >= quantity.end]
    before = [start for start in places if start < quantity.start]
    of_it = [start for start in behind if re.fullmatch(r" of (?:the |her |his )?", sentence[quantity.end : start])]
    chosen = of_it or before[-1:] or behind[:1]
    return [fact for start, fact in stated if start in chosen[:1]]


def _read_topics(sentence: str, values: list[Found], patient: KnownPatient, reading: Reading) -> None:
    for topic in TOPICS:
        match = topic.pattern.search(sentence)
        if not match or any(value.slots() & topic.slots for value in values):
            continue
        stance = stance_at(sentence, match.start(), match.end())
        known = patient.kinds(frozenset().union(*topic.kinds.values()))
        facts = patient.kinds(topic.kinds[stance])
        if stance == "no" and not facts:
            facts = patient.kinds(topic.kinds["quit"]) if not re.search(r"\bnever\b", sentence, re.IGNORECASE) else []
        if facts or (known and reading.question):
            reading.stated += [(match.start(), fact) for fact in facts or known]
        elif not reading.stated:
            slots = set(topic.slots)
            reading.findings.append(
                finding(match.start(), match.end(), "contradiction" if known else "fabricated", slots)
            )


def _read_sex(sentence: str, patient: KnownPatient, reading: Reading) -> None:
    match = (FEMALE if patient.sex == "male" else MALE).search(sentence)
    kinds = {fact.kind for _, fact in reading.stated}
    if match and not any(kind.startswith("family") for kind in kinds):
        reading.findings.append(finding(match.start(), match.end(), "contradiction", set()))


def _repeats(sentence: str, patient: KnownPatient) -> bool:
    """A line of the dialogue that supports a fact, or a sentence that says no more than a fact without a value."""
    said = SPEAKER.sub("", sentence).strip(" \"'*").lower()
    if re.fullmatch(r"none\.?", said):
        return any(fact.kind.startswith("no_") for fact in patient.facts)
    lines = [line.lower() for fact in patient.facts for line in fact.said]
    return bool(said) and not ANSWER.match(said) and any(said.rstrip(".") in line for line in lines) and " " in said


def _answers(sentence: str, after: Reading | None) -> bool:
    said = SPEAKER.sub("", sentence).strip(" \"'*")
    return bool(ANSWER.match(said)) and after is not None and after.question and bool(after.stated)


def _read_leftovers(
    sentence: str, values: list[Found], quantities: list[Quantity], patient: KnownPatient, reading: Reading
) -> None:
    """Words of a true sentence that belong to nothing it may say: another diagnosis, a side, a circumstance."""
    covered = [(each.start, each.end) for each in values] + [(each.start, each.end) for each in quantities]
    known = patient.words() | _template_words()
    speaker = SPEAKER.match(sentence)
    start = speaker.end() if speaker else 0
    for match in _WORD.finditer(sentence, start):
        inside = any(first <= match.start() < end for first, end in covered)
        word = match[0].lower().removesuffix("'s").strip("'")
        topic = any(each.pattern.search(match[0]) for each in TOPICS)
        if word and not inside and not topic and word not in known and word not in _PLAIN_WORDS.split():
            reading.findings.append(finding(match.start(), match.end(), "unsupported_detail", set()))


@cache
def _template_words() -> frozenset[str]:
    sentences = [
        text
        for side in ("train", "held_out")
        for wording in read_bank(side).wordings.values()
        for text in (*wording.sentences, *wording.items)
    ]
    return frozenset(word for text in sentences for word in _WORD.findall(re.sub(r"\{\w+\}", " ", text).lower()))
