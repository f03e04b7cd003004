"""What a generator is asked: one named error, at a place where the family's rules know that one can stand."""

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from runners.contract.rewrites import Family, Generated, NoteToRewrite, Refusal, Span
from runners.text.edits.reading import Reading
from runners.text.edits.rewriter import Rewriter
from runners.text.edits.site import Site
from runners.text.utf16_offsets import Utf16Offsets

ERRORS: Mapping[Family, str] = {
    "entity_swap": "Name another drug, diagnosis, symptom, organ or test of the same kind, which nobody spoke of.",
    "number": "Give another number, dose or unit than the one that was said.",
    "laterality": "Give the wrong side of the body.",
    "negation": "Deny what was affirmed, or affirm what was denied.",
    "temporal": "Give another time, date or duration than the one that was said.",
    "fabricated_finding": "Add a finding, test, drug or plan behind it that nobody spoke of.",
    "attribution": "Have somebody else say it or suffer from it: patient, relative or clinician.",
    "causality": "Name a cause that nobody gave.",
    "certainty": "Call certain what was only possible, or possible what was certain.",
    "status": "Give another status, route or frequency of the treatment: stopped, by vein, twice a day.",
    "omission": "Leave it out.",
}
_FILLED = re.compile(r"\{(source|summary|section|error|place)\}")


@dataclass(frozen=True)
class Asked:
    """One question to the generator. `number` is the row's within its note."""

    note: NoteToRewrite
    number: int
    family: Family
    site: Site
    question: str

    def record(self, model: str | None, prompt: str, asked: int) -> Generated:
        """What the row keeps of it."""
        units = Utf16Offsets(self.note.text)
        place = Span(start=units.to_units(self.site.start), end=units.to_units(self.site.end))
        digest = hashlib.sha256(prompt.encode()).hexdigest()
        return Generated(model=model, error=ERRORS[self.family], place=place, prompt_digest=digest, asked=asked)


def ask(
    reading: Reading, note: NoteToRewrite, number: int, weights: Mapping[str, float], template: str, random: Random
) -> Asked | Refusal:
    """A question whose family and place are drawn among those where the rules could make an error, or why none is."""
    drawn = Rewriter(weights, 1, 1).rewrite(reading, random)
    if isinstance(drawn, str):
        return drawn
    site = drawn.edits[0].site
    family = site.family
    assert family != "paraphrase"
    values = {
        "source": note.source,
        "summary": note.text,
        "section": note.section or "",
        "error": ERRORS[family],
        "place": place_of(reading, site),
    }
    return Asked(note, number, family, site, filled(template, values))


def place_of(reading: Reading, site: Site) -> str:
    """The words of a site; of a place between sentences, the sentence before it."""
    if site.start < site.end:
        return reading.text[site.start : site.end].strip()
    start, end = reading.summary.sentence_at(max(0, site.start - 1))
    return reading.text[start:end]


def filled(template: str, values: Mapping[str, str]) -> str:
    """The template with its names filled in; braces inside of a text stay what they are."""
    return _FILLED.sub(lambda match: values[match[1]], template)
