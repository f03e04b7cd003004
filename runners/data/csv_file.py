"""Reads a CSV; a record that cannot be read is named with its line, never dropped in silence."""

import csv
from collections.abc import Iterator
from itertools import islice
from pathlib import Path

from runners.contract.failure import StageFailure
from runners.data.row_batch import BATCH_CHARACTERS, BATCH_ROWS, CELL_LIMIT, Problem, RowBatch
from runners.data.text_lines import TextLines, detect_encoding, read_start

_DELIMITERS = ",\t;|"
_OPEN_QUOTES_LIMIT = 20
_NEVER_CLOSED = "a quote opened here never closes"


class CsvFile:
    """A CSV with a header, separated by commas, semicolons, tabs or bars.

    Raises:
        StageFailure: data, when it has no columns.
    """

    kind = "csv"

    def __init__(self, path: Path, encoding: str | None = None) -> None:
        self._path = path
        self._lines: TextLines | None = None
        self.encoding = detect_encoding(read_start(path), encoding)
        csv.field_size_limit(CELL_LIMIT)
        with TextLines(path, self.encoding) as lines:
            header = next(iter(lines), "")
            self._delimiter = max(_DELIMITERS, key=header.count)
        names = next((cells for _, cells in self._records(header=True)), None)
        if not names:
            raise StageFailure("data", f"{path.name} holds no columns.", "Give a CSV with a header, or JSONL.")
        self.columns = [name.strip() or f"column {index}" for index, name in enumerate(names, start=1)]

    def batches(self) -> Iterator[RowBatch]:
        """Records in order; a quote that never closes costs its own line, and reading goes on behind it."""
        width = len(self.columns)
        batch, taken, size = _Filling(), list[list[str]](), 0
        for row, (line, cells) in enumerate(self._records(), start=1):
            if cells is None:
                batch.problems.append(Problem(row, _NEVER_CLOSED, line))
            elif len(cells) != width:
                batch.problems.append(Problem(row, f"{len(cells)} cells for {width} columns", line))
            else:
                taken.append(cells)
                batch.rows.append(row)
                batch.lines.append(line)
                size += sum(map(len, cells))
            if len(taken) + len(batch.problems) >= BATCH_ROWS or size > BATCH_CHARACTERS:
                yield batch.filled(self.columns, taken)
                batch, taken, size = _Filling(), [], 0
        if taken or batch.problems:
            yield batch.filled(self.columns, taken)

    def read_share(self) -> float:
        """Share of the bytes that the newest reading has taken."""
        return self._lines.read_share() if self._lines else 0.0

    def _records(self, header: bool = False) -> Iterator[tuple[int, list[str] | None]]:
        """The line where each record starts, with its cells, or None where a quote never closes."""
        skip = opened = 0
        while True:
            with TextLines(self._path, self.encoding) as lines:
                self._lines = lines
                source = iter(lines)
                for _ in islice(source, skip):
                    pass
                reader = csv.reader(source, delimiter=self._delimiter)
                if not header and not skip:
                    next(reader, None)
                at = lines.number + 1
                while (cells := self._next(reader, at)) is not None and not lines.exhausted:
                    if cells:
                        yield at, cells
                    at = lines.number + 1
                if cells is None:
                    return
            # csv asked for a line behind the last one: it was still inside of quotes.
            yield at, None
            skip, opened = at, opened + 1
            if opened > _OPEN_QUOTES_LIMIT:
                raise StageFailure(
                    "data",
                    f"{opened} quotes of {self._path.name} never close, the last one opened in line {at}.",
                    "Write a quote inside of a cell twice, and the cell in quotes.",
                )

    def _next(self, reader: "Iterator[list[str]]", line: int) -> list[str] | None:
        try:
            return next(reader, None)
        except csv.Error as error:
            raise StageFailure(
                "data",
                f"The record that starts in line {line} of {self._path.name} has a cell of more than "
                f"{CELL_LIMIT:,} characters, or a quote opened there never closes.",
                "Close the quote, or leave the cell out.",
            ) from error


class _Filling:
    """A batch while it grows."""

    def __init__(self) -> None:
        self.rows: list[int] = []
        self.lines: list[int] = []
        self.problems: list[Problem] = []

    def filled(self, columns: list[str], taken: list[list[str]]) -> RowBatch:
        """The batch with its cells turned into columns."""
        values = zip(*taken, strict=True) if taken else ([] for _ in columns)
        cells = {name: list(column) for name, column in zip(columns, values, strict=True)}
        return RowBatch(self.rows, cells, self.lines, self.problems)
