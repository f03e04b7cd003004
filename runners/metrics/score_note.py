"""All values of one generated note."""

from dataclasses import dataclass

from runners.contract.records import FinishReason
from runners.metrics.catalogue import Definition, MetricName, definitions_of
from runners.metrics.overlap import ROUGE_KINDS, exact_match, length_ratio, rouge_f1, token_f1
from runners.text.drug_names import unsupported_drugs
from runners.text.numbers import unsupported_numbers


@dataclass(frozen=True)
class GeneratedNote:
    """A note that a model wrote, beside what it should rest on."""

    example: str
    source: str
    reference: str | None
    text: str
    finish_reason: FinishReason

    @property
    def empty(self) -> bool:
        """Whether there is no text at all."""
        return not self.text.strip()

    @property
    def failed(self) -> bool:
        """Empty, cut off, or ended by an error."""
        return self.empty or self.finish_reason != "stop"


def score_note(note: GeneratedNote, metrics: tuple[MetricName, ...], *, stemmer: bool) -> dict[str, float | None]:
    """Definition id to value, null where it is undefined for this note.

    Without a reference every comparison with it is null; an empty note states nothing, so what it states is null.
    """
    raw = _against_reference(note, metrics, stemmer=stemmer) | _against_source(note, metrics)
    raw["empty_rate"] = float(note.empty)
    raw["truncated_rate"] = float(note.finish_reason == "length")
    return {definition.id: _value(definition, raw[definition.metric], note) for definition in definitions_of(metrics)}


def _value(definition: Definition, raw: float | None, note: GeneratedNote) -> float | None:
    if raw is None:
        return None
    if definition.reading == "wrong" and note.failed:
        return 0.0
    if definition.reading == "excluded" and note.failed:
        return None
    counted = definition.metric in ("unsupported_numbers", "unsupported_drugs")
    return float(raw > 0) if counted and definition.aggregate == "rate" else raw


def _against_reference(
    note: GeneratedNote, metrics: tuple[MetricName, ...], *, stemmer: bool
) -> dict[str, float | None]:
    values: dict[str, float | None] = dict.fromkeys(("exact_match", "token_f1", *ROUGE_KINDS, "length_ratio"))
    if note.reference is None:
        return values
    values["exact_match"] = exact_match(note.text, note.reference)
    values["token_f1"] = token_f1(note.text, note.reference)
    values["length_ratio"] = length_ratio(note.text, note.reference)
    kinds = tuple(kind for kind in ROUGE_KINDS if kind in metrics)
    if kinds:
        values |= rouge_f1(note.text, note.reference, kinds, stemmer=stemmer)
    if note.empty:
        values |= {name: 0.0 for name in ("exact_match", "token_f1") if note.reference.strip()}
    return values


def _against_source(note: GeneratedNote, metrics: tuple[MetricName, ...]) -> dict[str, float | None]:
    values: dict[str, float | None] = {"unsupported_numbers": None, "unsupported_drugs": None}
    if note.empty:
        return values
    if "unsupported_numbers" in metrics:
        values["unsupported_numbers"] = float(len(unsupported_numbers(note.text, note.source)))
    if "unsupported_drugs" in metrics:
        values["unsupported_drugs"] = float(len(unsupported_drugs(note.text, note.source)))
    return values
