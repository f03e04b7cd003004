"""Which spans of a note the facts of its simulated patient do not support."""

from collections.abc import Sequence
from typing import Any

from runners.data.sample.checking.check_sentence import Reading, check_sentence
from runners.data.sample.checking.cues import LEAD_IN
from runners.data.sample.checking.facts_of_patient import KnownPatient
from runners.data.sample.checking.finding import Finding
from runners.data.sample.generate_sample import GENERATOR

CHECKER = "sample-facts@1"
_ENDS = tuple(".!?:\"')]*")


class UnknownFactsError(ValueError):
    """The example was not made by the generator whose facts this checker reads."""


def check_note(
    metadata: dict[str, Any], source: str, note: str, sentences: Sequence[tuple[int, int]]
) -> list[list[Finding]]:
    """For each sentence the spans that are not supported, as offsets into `note` in characters.

    `metadata` and `source` are those of a row of `generate_sample`; `sentences` are start and end of each sentence
    and heading of `note` in order. One introduction at the beginning is let pass, and what is cut off at the end is
    judged by what it says already.

    Raises:
        UnknownFactsError: the metadata is not that of `sample@1`.
    """
    if metadata.get("generator") != GENERATOR:
        raise UnknownFactsError(f"only examples of {GENERATOR} state their facts")
    patient = KnownPatient.of(metadata, source)
    found: list[list[Finding]] = []
    before: Reading | None = None
    for at, (start, end) in enumerate(sentences):
        text = note[start:end]
        if at == 0 and LEAD_IN.match(text):
            found.append([])
            continue
        whole = at < len(sentences) - 1 or text.rstrip().endswith(_ENDS)
        before = check_sentence(text, patient, before, whole)
        found.append([each.moved(start) for each in before.findings])
    return found
