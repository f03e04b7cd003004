"""Reads a person's file into the rows of a dataset version."""

import json
from collections.abc import Callable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from pathlib import Path
from typing import Any

from runners.contract.failure import StageFailure
from runners.contract.launch import DatasetType
from runners.data.columns import ColumnMapping, map_columns
from runners.data.examples import Example, ExampleReader, Problem
from runners.data.splits import SPLITS, Split, assign_splits
from runners.data.table_file import TableFile

_NAMED_PROBLEMS = 1000


@dataclass
class DatasetSummary:
    """What was read: `rows_read` records came in, `rows` went out, the first thousand others are named."""

    type: DatasetType
    mapping: ColumnMapping
    rows: int = 0
    rows_read: int = 0
    splits: dict[Split, int] = field(default_factory=dict)
    digest: str = ""
    problems: list[Problem] = field(default_factory=list)

    def as_json(self) -> dict[str, Any]:
        """The object that `read-dataset` prints."""
        return {
            "type": self.type,
            "format": self.mapping.format,
            "columns": self.mapping.columns,
            "rows": self.rows,
            "rowsRead": self.rows_read,
            "splits": {split: self.splits[split] for split in SPLITS if split in self.splits},
            "digest": self.digest,
            "problems": [asdict(problem) for problem in self.problems],
        }


@dataclass(frozen=True)
class ReadOptions:
    """How to read: `split` marks every row; without it and without a split column, groups are drawn by `seed`."""

    type: DatasetType = "notes"
    columns: Mapping[str, str] = field(default_factory=dict)
    split: Split | None = None
    seed: int = 0


def read_dataset(
    path: Path, out: Path, options: ReadOptions, progress: Callable[[str, int], None] = lambda _phase, _rows: None
) -> DatasetSummary:
    """Writes the examples of `path` to `out` as JSONL and says what became of every record.

    `progress` is told the phase and the records done. `digest` is the SHA-256 of the bytes written.

    Raises:
        StageFailure: config, when columns are not known; data, when the file cannot be read or nothing is left.
    """
    table = TableFile(path)
    mapping = map_columns(table.columns, table.kind, options.type, options.columns)
    reader = ExampleReader(table, mapping, options.type)
    drawn = {} if options.split else _draw(reader, options.seed, progress)
    summary = DatasetSummary(options.type, mapping)
    digest = sha256()
    with out.open("wb") as file:
        for item in reader.read():
            summary.rows_read += 1
            progress("writing", summary.rows_read)
            if isinstance(item, Problem):
                if len(summary.problems) < _NAMED_PROBLEMS:
                    summary.problems.append(item)
                continue
            split = options.split or item.split or drawn[item.group]
            line = json.dumps(item.as_json(split), ensure_ascii=False).encode() + b"\n"
            digest.update(line)
            file.write(line)
            summary.rows += 1
            summary.splits[split] = summary.splits.get(split, 0) + 1
    summary.digest = digest.hexdigest()
    if not summary.rows:
        first = f" Row {summary.problems[0].row}: {summary.problems[0].reason}." if summary.problems else ""
        raise StageFailure("data", f"None of {summary.rows_read} records of {path.name} can be used.{first}")
    return summary


def _draw(reader: ExampleReader, seed: int, progress: Callable[[str, int], None]) -> dict[str, Split]:
    """A split for every group of which no row names one; a group that has one keeps it."""
    open_groups: dict[str, None] = {}
    named: dict[str, Split] = {}
    for done, item in enumerate(reader.read(), start=1):
        progress("reading", done)
        if isinstance(item, Example):
            if item.split is None:
                open_groups[item.group] = None
            else:
                named[item.group] = item.split
    return {**assign_splits([group for group in open_groups if group not in named], seed), **named}
