"""Every metric of texts: its definition id, what it says, and how its values are put together."""

from dataclasses import dataclass
from typing import Literal, get_args

Reading = Literal["wrong", "excluded", "as_written"]
Aggregate = Literal["mean", "rate"]
Better = Literal["higher", "lower"]
MetricName = Literal[
    "exact_match",
    "token_f1",
    "rouge_1",
    "rouge_2",
    "rouge_l",
    "length_ratio",
    "unsupported_numbers",
    "unsupported_drugs",
    "empty_rate",
    "truncated_rate",
]
METRIC_NAMES: tuple[MetricName, ...] = get_args(MetricName)


@dataclass(frozen=True)
class Definition:
    """One number with an id; `reading` says what a failed note counts as, where the metric is a score."""

    id: str
    metric: MetricName
    aggregate: Aggregate
    title: str
    better: Better | None
    description: str
    reading: Reading | None = None

    def as_json(self) -> dict[str, str | None]:
        """What screens and the server know of it: words, scale (`share` from 0 to 1, or `number`) and direction.

        `primary` is the definition of the same metric that speaks first where failures are read in several ways.
        """
        apart = self.reading in ("wrong", "excluded")
        return {
            "id": self.id,
            "title": self.title,
            "scale": "share" if self.aggregate == "rate" else "number",
            "better": self.better,
            "reading": self.reading,
            "primary": f"text.{self.metric}@1" if apart else self.id,
            "description": self.description,
        }


_SCORES: dict[MetricName, tuple[Aggregate, str, str]] = {
    "exact_match": ("rate", "Exact match", "Share of notes equal to the reference after SQuAD normalisation."),
    "token_f1": ("mean", "Token F1", "F1 of the words shared with the reference after SQuAD normalisation."),
    "rouge_1": ("mean", "ROUGE-1", "F-measure of shared words (rouge-score)."),
    "rouge_2": (
        "mean",
        "ROUGE-2",
        "F-measure of shared word pairs (rouge-score); undefined for references of one word.",
    ),
    "rouge_l": ("mean", "ROUGE-L", "F-measure of the longest common subsequence of words (rouge-score, rougeL)."),
}
_READINGS: dict[Reading, tuple[str, str, str]] = {
    "as_written": ("", "", "Notes that are cut off count as they stand, empty ones 0."),
    "wrong": ("_strict", ", failures count as 0", "Notes that are empty, cut off or ended by an error count 0."),
    "excluded": ("_completed", ", failures left out", "Only notes that ended by themselves."),
}
_OTHERS: tuple[Definition, ...] = (
    Definition(
        "text.length_ratio@1",
        "length_ratio",
        "mean",
        "Length ratio",
        None,
        "Words of the note over words of the reference.",
        "as_written",
    ),
    Definition(
        "text.unsupported_numbers@1",
        "unsupported_numbers",
        "rate",
        "Unsupported numbers",
        "lower",
        "Share of notes that state at least one number, in digits or words, that the source does not contain. Notes "
        "written by people are flagged too: 6.3 % of 1,501 MTS-Dialog sections, 59 % of 107 ACI-Bench visit notes "
        "(ages, dates and measurements that nobody said).",
    ),
    Definition(
        "text.unsupported_numbers_per_note@1",
        "unsupported_numbers",
        "mean",
        "Unsupported numbers per note",
        "lower",
        "Different numbers of a note that the source does not contain.",
    ),
    Definition(
        "text.unsupported_drugs@1",
        "unsupported_drugs",
        "rate",
        "Unsupported drugs",
        "lower",
        "Share of notes that name at least one drug of the lexicon that the source mentions under no name. Notes "
        "written by people are flagged too: 0.7 % of 1,501 MTS-Dialog sections, 1.9 % of 107 ACI-Bench visit notes.",
    ),
    Definition(
        "text.unsupported_drugs_per_note@1",
        "unsupported_drugs",
        "mean",
        "Unsupported drugs per note",
        "lower",
        "Different drugs of a note that the source mentions under no name.",
    ),
    Definition("text.empty_rate@1", "empty_rate", "rate", "Empty notes", "lower", "Share of notes without any text."),
    Definition(
        "text.truncated_rate@1",
        "truncated_rate",
        "rate",
        "Cut off notes",
        "lower",
        "Share of notes cut off by the limit of new tokens.",
    ),
)


def _scores() -> tuple[Definition, ...]:
    return tuple(
        Definition(f"text.{metric}{suffix}@1", metric, aggregate, title + apart, "higher", f"{says} {meaning}", reading)
        for metric, (aggregate, title, says) in _SCORES.items()
        for reading, (suffix, apart, meaning) in _READINGS.items()
    )


DEFINITIONS: tuple[Definition, ...] = (*_scores(), *_OTHERS)


def definitions_of(metrics: tuple[MetricName, ...]) -> tuple[Definition, ...]:
    """The definitions that belong to some metrics, in the catalogue's order."""
    return tuple(definition for definition in DEFINITIONS if definition.metric in metrics)
