"""Every metric of texts: its definition id, what it says, and how its values are put together."""

from dataclasses import dataclass
from typing import Literal, get_args

Reading = Literal["wrong", "excluded", "as_written"]
Aggregate = Literal["mean", "rate"]
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
    description: str
    reading: Reading | None = None


_SCORES: dict[MetricName, tuple[Aggregate, str]] = {
    "exact_match": ("rate", "Share of notes equal to the reference after SQuAD normalisation."),
    "token_f1": ("mean", "F1 of the words shared with the reference after SQuAD normalisation."),
    "rouge_1": ("mean", "F-measure of shared words (rouge-score)."),
    "rouge_2": ("mean", "F-measure of shared word pairs (rouge-score); undefined for references of one word."),
    "rouge_l": ("mean", "F-measure of the longest common subsequence of words (rouge-score, rougeL)."),
}
_READINGS: dict[Reading, tuple[str, str]] = {
    "as_written": ("", "Notes that are cut off count as they stand, empty ones 0."),
    "wrong": ("_strict", "Notes that are empty, cut off or ended by an error count 0."),
    "excluded": ("_completed", "Only notes that ended by themselves."),
}
_OTHERS: tuple[Definition, ...] = (
    Definition(
        "text.length_ratio@1", "length_ratio", "mean", "Words of the note over words of the reference.", "as_written"
    ),
    Definition(
        "text.unsupported_numbers@1",
        "unsupported_numbers",
        "rate",
        "Share of notes that state at least one number, in digits or words, that the source does not contain. Notes "
        "written by people are flagged too: 6.3 % of 1,501 MTS-Dialog sections, 59 % of 107 ACI-Bench visit notes "
        "(ages, dates and measurements that nobody said).",
    ),
    Definition(
        "text.unsupported_numbers_per_note@1",
        "unsupported_numbers",
        "mean",
        "Different numbers of a note that the source does not contain.",
    ),
    Definition(
        "text.unsupported_drugs@1",
        "unsupported_drugs",
        "rate",
        "Share of notes that name at least one drug of the lexicon that the source mentions under no name. Notes "
        "written by people are flagged too: 0.7 % of 1,501 MTS-Dialog sections, 1.9 % of 107 ACI-Bench visit notes.",
    ),
    Definition(
        "text.unsupported_drugs_per_note@1",
        "unsupported_drugs",
        "mean",
        "Different drugs of a note that the source mentions under no name.",
    ),
    Definition("text.empty_rate@1", "empty_rate", "rate", "Share of notes without any text."),
    Definition("text.truncated_rate@1", "truncated_rate", "rate", "Share of notes cut off by the limit of new tokens."),
)


def _scores() -> tuple[Definition, ...]:
    return tuple(
        Definition(f"text.{metric}{suffix}@1", metric, aggregate, f"{says} {meaning}", reading)
        for metric, (aggregate, says) in _SCORES.items()
        for reading, (suffix, meaning) in _READINGS.items()
    )


DEFINITIONS: tuple[Definition, ...] = (*_scores(), *_OTHERS)


def definitions_of(metrics: tuple[MetricName, ...]) -> tuple[Definition, ...]:
    """The definitions that belong to some metrics, in the catalogue's order."""
    return tuple(definition for definition in DEFINITIONS if definition.metric in metrics)
