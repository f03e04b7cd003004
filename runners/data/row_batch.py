"""Records of a file, some thousands at a time, column by column."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

BATCH_ROWS = 8192
"""Records in a batch, at most."""
BATCH_CHARACTERS = 32 * 1024 * 1024
"""A batch ends early once its cells have this many characters."""
CELL_LIMIT = 16 * 1024 * 1024
"""Characters of one cell, at most."""


@dataclass(frozen=True, slots=True)
class Problem:
    """A record that was left out; `row` counts from 1 without the header, `line` is where it starts in the file."""

    row: int
    reason: str
    line: int | None = None


@dataclass(slots=True)
class RowBatch:
    """`columns` holds one value a row for each name; `rows` and `lines` say where each stands in the file.

    Where each record has names of its own, `records` holds them and `columns` nothing: as columns, a thousand records
    of a thousand names each would be a thousand times as large.
    """

    rows: list[int]
    columns: dict[str, list[Any]]
    lines: Sequence[int] | None = None
    problems: list[Problem] = field(default_factory=list)
    records: list[dict[str, Any]] | None = None

    def column(self, name: str) -> list[Any] | None:
        """One value a row, None where a record lacks it; None where no record has the name."""
        if self.records is None:
            return self.columns.get(name)
        return [record.get(name) for record in self.records]

    def problem(self, index: int, reason: str) -> Problem:
        """The record at `index` with the reason why it is left out."""
        return Problem(self.rows[index], reason, self.lines[index] if self.lines else None)


class Table(Protocol):
    """A file of records that can be read more than once."""

    kind: str
    encoding: str
    columns: list[str]

    def batches(self) -> Iterator[RowBatch]:
        """Every record in the file's order."""
        ...

    def read_share(self) -> float:
        """How much of the file the newest reading has behind it, 0 to 1."""
        ...


def is_storable(text: str) -> bool:
    """Whether the database can hold it: whole characters, none of them NUL."""
    if "\0" in text:
        return False
    if text.isascii():
        return True
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
