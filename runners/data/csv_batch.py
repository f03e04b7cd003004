"""Records of a CSV on their way to become columns."""

from collections.abc import Sequence
from typing import overload

from runners.data.row_batch import Problem, RowBatch


class CsvBatch:
    """A batch while it grows; `row` is the number of its last record."""

    def __init__(self, width: int, row: int = 0) -> None:
        self._width = width
        self._taken: list[list[str]] = []
        self._rows: list[int] = []
        self._lines = _LineNumbers()
        self._problems: list[Problem] = []
        self.row = row

    @property
    def count(self) -> int:
        """Records so far, with those left out."""
        return len(self._taken) + len(self._problems)

    def add(self, line: int, records: list[list[str]]) -> None:
        """Records of which the first starts in this line; one of another width is left out, an empty line is none."""
        if set(map(len, records)) == {self._width}:
            self._take(line, records)
            return
        for cells in records:
            if len(cells) == self._width:
                self._take(line, [cells])
            elif cells:
                self.leave_out(line, f"{len(cells)} cells for {self._width} columns")
            line += count_lines(cells)

    def leave_out(self, line: int, reason: str) -> None:
        """The record that starts in this line cannot be used."""
        self.row += 1
        self._problems.append(Problem(self.row, reason, line))

    def _take(self, line: int, records: list[list[str]]) -> None:
        self._taken += records
        self._rows.extend(range(self.row + 1, self.row + 1 + len(records)))
        self.row += len(records)
        self._lines.add(line, records)

    def filled(self, columns: list[str]) -> RowBatch:
        """The batch with its cells turned into columns."""
        values = zip(*self._taken, strict=True) if self._taken else ([] for _ in columns)
        cells = {name: list(column) for name, column in zip(columns, values, strict=True)}
        return RowBatch(self._rows, cells, self._lines, self._problems)


class _LineNumbers(Sequence[int]):
    """Where records start, counted when somebody asks: few records have a problem."""

    def __init__(self) -> None:
        self._parts: list[tuple[int, list[list[str]]]] = []
        self._numbers: list[int] | None = None

    def add(self, line: int, records: list[list[str]]) -> None:
        """Records that follow one another from a line on."""
        self._parts.append((line, records))

    def __len__(self) -> int:
        return sum(len(records) for _, records in self._parts)

    @overload
    def __getitem__(self, index: int) -> int: ...
    @overload
    def __getitem__(self, index: slice) -> list[int]: ...
    def __getitem__(self, index: int | slice) -> int | list[int]:
        if self._numbers is None:
            self._numbers = []
            for line, records in self._parts:
                for cells in records:
                    self._numbers.append(line)
                    line += count_lines(cells)
        return self._numbers[index]


def count_lines(cells: list[str]) -> int:
    """Lines of the file that a record takes."""
    whole = ",".join(cells)
    return 1 + whole.count("\n") + (whole.count("\r") - whole.count("\r\n") if "\r" in whole else 0)
