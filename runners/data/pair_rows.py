"""What rows of pairs have beside their prompt: the other answer, labels, and where they come from."""

from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any, Literal, NamedTuple

from runners.contract.launch import DatasetType
from runners.data.conversations import plain_texts
from runners.data.metadata import as_jsonb
from runners.data.row_batch import RowBatch

WithoutLabels = Literal["equal", "opposite", "leave-out"]
"""What a pair without labels is: both answers alike (0, 0), factual against hallucinated (0, 1), or no pair."""

_LABELS = {"0": 0, "0.0": 0, "false": 0, "1": 1, "1.0": 1, "true": 1}
_OWN = ("flipped", "origin", "provenance", "assessments", "generations", "noteHash")


class PairSide(NamedTuple):
    """Columns of the table `pair`, without the texts. `h_rejected` is None where there is one answer alone.

    `provenance` is JSON as PostgreSQL writes it, or empty; ids stand behind each other with a space between.
    """

    h_chosen: int
    h_rejected: int | None
    flipped: bool
    origin: str
    provenance: str
    assessments: str
    generations: str
    note_hash: str


class PairReader:
    """Reads what pairs of one file have beside their prompts, and counts what whoever imports has to know."""

    def __init__(
        self, columns: Mapping[str, str], dataset_type: DatasetType, without_labels: WithoutLabels, own: bool
    ) -> None:
        self._columns = columns
        self._paired = dataset_type == "preference"
        self._without = without_labels
        self._own = own
        self._counts: Counter[str] = Counter()

    @property
    def taken(self) -> set[str]:
        """Columns that are no metadata."""
        return set(_OWN) if self._own else {"flipped"}

    def plain(self, batch: RowBatch, reasons: dict[int, str]) -> RowBatch:
        """The batch with conversations as texts."""
        answers = tuple(self._columns[name] for name in ("reference", "rejected") if name in self._columns)
        return plain_texts(batch, self._columns.get("source", ""), answers, reasons)

    def read(
        self, batch: RowBatch, chosen: list[str], rejected: list[str], reasons: dict[int, str]
    ) -> tuple[list[str], list[str], list[PairSide]]:
        """Chosen and rejected texts in the order in which they are trained on, and what else is known of each."""
        first = self._labels(batch, "h_chosen" if self._paired else "label", reasons)
        second = self._labels(batch, "h_rejected", reasons) if self._paired else []
        before = self._column(batch, "flipped")
        own = self._own_columns(batch)
        sides: list[PairSide] = []
        ones, others = list(chosen), list(rejected)
        for at in range(len(batch.rows)):
            flipped = str(before[at]).lower() == "true"
            if not self._paired:
                label = first[at]
                if label is None:
                    reasons.setdefault(at, "no label")
                sides.append(PairSide(1 - (label or 0), None, False, *own[at]))
                continue
            labels = self._pair_labels(first[at], second[at], at, reasons)
            if chosen[at] == rejected[at] and chosen[at]:
                reasons.setdefault(at, "both answers are equal")
            if labels[0] > labels[1]:
                labels, flipped = (labels[1], labels[0]), not flipped
                ones[at], others[at] = others[at], ones[at]
            if at not in reasons:
                self._counts["pairs"] += 1
                self._counts["flipped"] += flipped
                self._counts["factual first"] += labels == (0, 1)
            sides.append(PairSide(*labels, flipped, *own[at]))
        return ones, others, sides

    def warnings(self) -> list[str]:
        """Sentences on the whole file."""
        found: list[str] = []
        if bare := self._counts["unlabelled"]:
            said = "(0, 0): plain preference, without a margin" if self._without == "equal" else "(0, 1)"
            found.append(f"Pairs without labels: {bare}. They count as {said}.")
        if self._counts["pairs"] and self._counts["flipped"] == self._counts["pairs"]:
            found.append(
                "Every pair was turned: what was preferred is hallucinated in all of them. Look whether chosen and "
                "rejected, or their labels, were mixed up."
            )
        if self._counts["pairs"] and not self._counts["factual first"]:
            found.append("No pair has a factual answer against a hallucinated one, so that Δ changes nothing.")
        return found

    def _pair_labels(self, one: int | None, other: int | None, at: int, reasons: dict[int, str]) -> tuple[int, int]:
        if one is not None and other is not None:
            return one, other
        if one is not None or other is not None:
            reasons.setdefault(at, "only one of its answers has a label")
        elif self._without == "leave-out":
            reasons.setdefault(at, "no labels")
        elif at not in reasons:
            self._counts["unlabelled"] += 1
        return (0, 1) if self._without == "opposite" else (0, 0)

    def _labels(self, batch: RowBatch, name: str, reasons: dict[int, str]) -> list[int | None]:
        values = self._column(batch, self._columns.get(name, ""))
        labels: list[int | None] = []
        for at, value in enumerate(values):
            text = "" if value is None else str(value).strip().lower()
            label = _LABELS.get(text)
            if text and text != "nan" and label is None:
                reasons.setdefault(at, f"{name} is neither 0 nor 1")
            labels.append(label)
        return labels

    def _own_columns(self, batch: RowBatch) -> Sequence[tuple[str, str, str, str, str]]:
        """Origin, provenance, assessments, generations and the note's hash; a file of people's has none of its own."""
        if not self._own:
            return [("imported", "", "", "", "")] * len(batch.rows)
        origin, provenance, assessments, generations, hashes = (self._column(batch, name) for name in _OWN[1:])
        return [
            (str(origin[at]), as_jsonb(provenance[at]) if provenance[at] else "", *ids, str(hashes[at]))
            for at, ids in enumerate(
                zip(map(" ".join, assessments), map(" ".join, generations), strict=True),
            )
        ]

    @staticmethod
    def _column(batch: RowBatch, name: str) -> list[Any]:
        return (batch.column(name) if name else None) or [None] * len(batch.rows)
