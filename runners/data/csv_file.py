"""Reads a CSV; a record that cannot be read is named with its line, never dropped in silence."""

import csv
from collections.abc import Iterator
from pathlib import Path

from runners.contract.failure import StageFailure
from runners.data.row_batch import BATCH_CHARACTERS, BATCH_ROWS, CELL_LIMIT, Problem, RowBatch
from runners.data.text_lines import TextLines, detect_encoding, read_start

_DELIMITERS = ",\t;|"
_FAR = 1024 * 1024
_FAR_LIMIT = 20
"""So often may more than a megabyte be read again, or a file of quotes would be read for ever."""
_OPEN_QUOTE = "a quote opened here never closes"
_LATE_QUOTE = "text behind a closing quote; a quote opened here may close too late"


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
            header = next((line for line in lines if not line.isspace()), "")
            self._delimiter = max(_DELIMITERS, key=header.count)
        names = next((cells for _, cells in self._records(header=True)), None)
        if not names or isinstance(names, str):
            raise StageFailure("data", f"{path.name} holds no columns.", "Give a CSV with a header, or JSONL.")
        self.columns = [name.strip() or f"column {index}" for index, name in enumerate(names, start=1)]

    def batches(self) -> Iterator[RowBatch]:
        """Records in order; a quote that closes late or never costs its own line, and reading goes on behind it."""
        width = len(self.columns)
        batch, taken = _Filling(), list[list[str]]()
        for row, (line, cells) in enumerate(self._records(), start=1):
            if isinstance(cells, str):
                batch.problems.append(Problem(row, cells, line))
            elif len(cells) != width:
                batch.problems.append(Problem(row, f"{len(cells)} cells for {width} columns", line))
            else:
                taken.append(cells)
                batch.rows.append(row)
                batch.lines.append(line)
            count = len(taken) + len(batch.problems)
            if count >= BATCH_ROWS or (self._lines and self._lines.characters > BATCH_CHARACTERS):
                yield batch.filled(self.columns, taken)
                batch, taken = _Filling(), []
                if self._lines:
                    self._lines.characters = 0
        if taken or batch.problems:
            yield batch.filled(self.columns, taken)

    def read_share(self) -> float:
        """Share of the bytes that the newest reading has taken."""
        return self._lines.read_share() if self._lines else 0.0

    def _records(self, header: bool = False) -> Iterator[tuple[int, list[str] | str]]:
        """The line where each record starts, with its cells or the reason why there are none."""
        with TextLines(self._path, self.encoding) as lines:
            self._lines = lines
            replay = _Replay(lines)
            reader = self._parser(replay)
            named = False
            far, taken = 0, replay.taken
            while True:
                replay.line = line = replay.line + len(taken)
                taken.clear()
                try:
                    cells = next(reader, None)
                except csv.Error as error:
                    if "field limit" in str(error):
                        self._refuse_cell(line)
                    far += replay.go_back() > _FAR
                    if far > _FAR_LIMIT:
                        self._refuse_quotes(line)
                    yield line, _OPEN_QUOTE if "end of data" in str(error) else _LATE_QUOTE
                    reader = self._parser(replay)
                    continue
                if cells is None:
                    return
                if not cells or not (named or any(map(str.strip, cells))):
                    continue
                if named or header:
                    yield line, cells
                named = True

    def _parser(self, replay: "_Replay") -> "Iterator[list[str]]":
        return csv.reader(replay.lines(), delimiter=self._delimiter, strict=True)

    def _refuse_cell(self, line: int) -> None:
        raise StageFailure(
            "data",
            f"The record that starts in line {line} of {self._path.name} has a cell of more than {CELL_LIMIT:,} "
            "characters, or a quote opened there never closes.",
            "Close the quote, or leave the cell out.",
        )

    def _refuse_quotes(self, line: int) -> None:
        raise StageFailure(
            "data",
            f"The quotes of {self._path.name} are not paired; the last one that never closes is in line {line}.",
            "Write a quote inside of a cell twice, and the cell in quotes.",
        )


class _Replay:
    """Lines that can be gone back over, as far as the beginning of the record that is read.

    `taken` are those of the record, which starts at `line`; whoever reads records moves both on.
    """

    def __init__(self, lines: TextLines) -> None:
        self._lines = iter(lines)
        self._again: list[str] = []
        self.taken: list[str] = []
        self.line = 1

    def lines(self) -> Iterator[str]:
        """The lines, those gone back over first."""
        while True:
            line = self._again.pop() if self._again else next(self._lines, None)
            if line is None:
                return
            self.taken.append(line)
            yield line

    def go_back(self) -> int:
        """Read on behind the first line of the record; returns the characters that are read again."""
        back = self.taken[1:]
        self._again.extend(reversed(back))
        del self.taken[1:]
        return sum(map(len, back))


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
