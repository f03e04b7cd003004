"""Turns records into examples, or into the reason why one was left out."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from runners.contract.launch import DatasetType
from runners.data.columns import PAIR_TYPES, TEXT_FIELDS, ColumnMapping, required_fields
from runners.data.metadata import write_metadata
from runners.data.pair_rows import PairReader, PairSide, WithoutLabels
from runners.data.row_batch import CELL_LIMIT, Problem, RowBatch, is_storable
from runners.data.splits import split_named
from runners.text.normal_form import text_hashes

_UNDECODABLE = "undecodable: not in the encoding of the file, or a NUL"


@dataclass(slots=True)
class Examples:
    """Rows of a dataset version, column by column; an empty `split` is still to be drawn."""

    row: list[int] = field(default_factory=list)
    id: list[str] = field(default_factory=list)
    group: list[str] = field(default_factory=list)
    split: list[str] = field(default_factory=list)
    section: list[str] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    reference: list[str] = field(default_factory=list)
    source_hash: list[str] = field(default_factory=list)
    metadata: list[str] = field(default_factory=list)
    rejected: list[str] = field(default_factory=list)
    """Of pairs alone, as is `pair`."""
    pair: list[PairSide] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class ExampleMaker:
    """Makes examples of one type from the records of one file."""

    def __init__(
        self,
        mapping: ColumnMapping,
        dataset_type: DatasetType,
        without_labels: WithoutLabels = "equal",
        own_pairs: bool = False,
    ) -> None:
        self._columns = mapping.columns
        self._required = required_fields(dataset_type)
        paired = dataset_type in PAIR_TYPES
        self.pairs = PairReader(mapping.columns, dataset_type, without_labels, own_pairs) if paired else None
        """None where rows are no pairs."""
        self._taken = {"sourceHash", "metadata", *mapping.columns.values()} | (
            self.pairs.taken if self.pairs else set()
        )
        self._own = mapping.format == "assay"

    def make(self, batch: RowBatch) -> Examples:
        """The examples of a batch in its order, and its problems with the new ones behind."""
        reasons: dict[int, str] = {}
        if self.pairs:
            batch = self.pairs.plain(batch, reasons)
        checked = list(batch.columns) if batch.records is None else sorted(set(self._columns.values()))
        values = {name: batch.column(name) or [] for name in checked}
        wholes = {name: _joined(column) for name, column in values.items()}
        for name, whole in wholes.items():
            if whole is None or not is_storable(whole):
                _find_undecodable(values[name], reasons)
        fields = {name: self._texts(len(batch.rows), name, values, wholes, reasons) for name in TEXT_FIELDS}
        rejected: list[str] = []
        if "rejected" in self._required:
            rejected = self._texts(len(batch.rows), "rejected", values, wholes, reasons)
            _find_empty("rejected", rejected, reasons)
        for name in (name for name in self._required if name in TEXT_FIELDS):
            _find_empty(name, fields[name], reasons)
        fields["split"] = _read_splits(fields["split"], reasons)
        metadata = self._metadata(batch, reasons)
        sides: list[PairSide] = []
        if self.pairs:
            fields["reference"], rejected, sides = self.pairs.read(batch, fields["reference"], rejected, reasons)
        problems = [*batch.problems]
        made = Examples(batch.rows, **fields, metadata=metadata, rejected=rejected, pair=sides, problems=problems)
        if reasons:
            made = _without(made, reasons, batch)
        made.source_hash = text_hashes(made.source)
        if not all(made.id):
            made.id = [own or f"row-{row}" for own, row in zip(made.id, made.row, strict=True)]
        if not all(made.group):
            made.group = [own or f"text-{hash_[:16]}" for own, hash_ in zip(made.group, made.source_hash, strict=True)]
        return made

    def _texts(
        self,
        count: int,
        name: str,
        columns: Mapping[str, list[Any]],
        wholes: Mapping[str, str | None],
        reasons: dict[int, str],
    ) -> list[str]:
        column = self._columns.get(name, "")
        values = columns.get(column)
        if not values:
            return [""] * count
        whole = wholes[column]
        if whole is None:
            values = _as_texts(values, name, reasons)
            whole = "".join(values)
        if "\r" in whole:
            values = [text.replace("\r\n", "\n").replace("\r", "\n") for text in values]
        if len(whole) > CELL_LIMIT:
            for index, text in enumerate(values):
                if len(text) > CELL_LIMIT:
                    reasons.setdefault(index, f"{name} is longer than 16 MiB")
        return [text.strip() for text in values]

    def _metadata(self, batch: RowBatch, reasons: dict[int, str]) -> list[str]:
        written = [text or "" for text in write_metadata(batch, self._taken, self._own)]
        whole = "".join(written)
        if not all(written) or not is_storable(whole) or "\\u0000" in whole:
            for index, text in enumerate(written):
                if not text:
                    reasons.setdefault(index, "its other columns cannot be kept: nested too deeply")
                elif not is_storable(text) or "\\u0000" in text:
                    reasons.setdefault(index, _UNDECODABLE)
        return written


def _joined(values: Sequence[Any]) -> str | None:
    """All values in one text, if they are texts."""
    try:
        return "".join(values)
    except TypeError:
        return None


def _as_texts(values: Sequence[Any], name: str, reasons: dict[int, str]) -> list[str]:
    texts: list[str] = []
    for index, value in enumerate(values):
        if value is not None and not isinstance(value, str | int | float):
            reasons.setdefault(index, f"{name} is not text")
            value = None
        texts.append("" if value is None else str(value))
    return texts


def _find_empty(name: str, texts: list[str], reasons: dict[int, str]) -> None:
    if not all(texts):
        for index, text in enumerate(texts):
            if not text:
                reasons.setdefault(index, f"empty {name}")


def _find_undecodable(values: Sequence[Any], reasons: dict[int, str]) -> None:
    for index, value in enumerate(values):
        if isinstance(value, str) and not is_storable(value):
            reasons.setdefault(index, _UNDECODABLE)


def _read_splits(texts: list[str], reasons: dict[int, str]) -> list[str]:
    named = {text: split_named(text) or "" for text in set(texts)}
    for index, text in enumerate(texts):
        if text and not named[text]:
            reasons.setdefault(index, "unknown split: use train, validation or test")
    return [named[text] for text in texts]


def _without(made: Examples, reasons: dict[int, str], batch: RowBatch) -> Examples:
    kept = [index for index in range(len(made.row)) if index not in reasons]
    problems = made.problems + [batch.problem(index, reason) for index, reason in sorted(reasons.items())]
    names = ("row", "id", "group", "split", "section", "source", "reference", "metadata", "rejected", "pair")
    columns = {name: pick(getattr(made, name), kept) for name in names}
    return Examples(**columns, problems=sorted(problems, key=lambda problem: problem.row))


def pick(values: list[Any], places: Sequence[int]) -> list[Any]:
    """The values at these places; a column that the rows do not have stays empty."""
    return [values[at] for at in places] if values else []
