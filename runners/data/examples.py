"""Turns records into examples, or into the reason why one was left out."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from runners.contract.launch import DatasetType
from runners.data.columns import FIELDS, ColumnMapping, required_fields
from runners.data.splits import Split, split_named
from runners.data.table_file import Record, TableFile
from runners.text.normal_form import text_hash


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that was left out; `row` counts from 1 without the header."""

    row: int
    reason: str


@dataclass(slots=True)
class Example:
    """One row of a dataset version; `split` is None until it is assigned."""

    row: int
    id: str
    split: Split | None
    group: str
    section: str | None
    source: str
    reference: str | None
    source_hash: str
    metadata: dict[str, Any]

    def as_json(self, split: Split) -> dict[str, Any]:
        """The row as it is written."""
        return {
            "id": self.id,
            "split": split,
            "group": self.group,
            "section": self.section,
            "source": self.source,
            "reference": self.reference,
            "sourceHash": self.source_hash,
            "metadata": self.metadata,
        }


class ExampleReader:
    """Reads a file as examples of one type, any number of times with the same result."""

    def __init__(self, table: TableFile, mapping: ColumnMapping, dataset_type: DatasetType) -> None:
        self._table = table
        self._columns = mapping.columns
        self._required = required_fields(dataset_type)
        self._taken = {"sourceHash", "metadata", *mapping.columns.values()}

    def read(self) -> Iterator[Example | Problem]:
        """One item for each record of the file."""
        ids: set[str] = set()
        split_of: dict[str, Split] = {}
        for record in self._table.records():
            example = self._example(record)
            if isinstance(example, Example):
                example = _checked(example, ids, split_of)
            yield example

    def _example(self, record: Record) -> Example | Problem:
        if record.problem:
            return Problem(record.row, record.problem)
        fields: dict[str, str] = {}
        for field in FIELDS:
            value = record.cells.get(self._columns.get(field, ""))
            if value is not None and not isinstance(value, str | int | float):
                return Problem(record.row, f"{field} is not text")
            fields[field] = "" if value is None else str(value).replace("\r\n", "\n").replace("\r", "\n").strip()
        for field in self._required:
            if not fields[field]:
                return Problem(record.row, f"empty {field}")
        split = split_named(fields["split"]) if fields["split"] else None
        if fields["split"] and split is None:
            return Problem(record.row, "unknown split: use train, validation or test")
        digest = text_hash(fields["source"])
        return Example(
            row=record.row,
            id=fields["id"] or f"row-{record.row}",
            split=split,
            group=fields["group"] or f"text-{digest[:16]}",
            section=fields["section"] or None,
            source=fields["source"],
            reference=fields["reference"] or None,
            source_hash=digest,
            metadata=self._metadata(record.cells),
        )

    def _metadata(self, cells: dict[str, Any]) -> dict[str, Any]:
        own = cells.get("metadata")
        rest = {name: value for name, value in cells.items() if name not in self._taken}
        return {**rest, **own} if isinstance(own, dict) else rest


def _checked(example: Example, ids: set[str], split_of: dict[str, Split]) -> Example | Problem:
    if example.id in ids:
        return Problem(example.row, "duplicate id")
    if example.split is not None and split_of.setdefault(example.group, example.split) != example.split:
        return Problem(example.row, f"its group is already in the split {split_of[example.group]}")
    ids.add(example.id)
    return example
