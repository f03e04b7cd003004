"""Reads a CSV; a record that cannot be read is named with its line, never dropped in silence."""

import csv
from collections.abc import Iterator
from pathlib import Path

from runners.contract.failure import StageFailure
from runners.data.csv_batch import CsvBatch, count_lines
from runners.data.csv_replay import Replay
from runners.data.row_batch import BATCH_CHARACTERS, BATCH_ROWS, CELL_LIMIT, RowBatch
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
        names = self._read_header()
        if not names:
            raise StageFailure("data", f"{path.name} holds no columns.", "Give a CSV with a header, or JSONL.")
        self.columns = [name.strip() or f"column {index}" for index, name in enumerate(names, start=1)]

    def batches(self) -> Iterator[RowBatch]:
        """Records in order; a quote that closes late or never costs its own line, and reading goes on behind it."""
        batch = CsvBatch(len(self.columns))
        for line, records in self._records():
            if isinstance(records, str):
                batch.leave_out(line, records)
            else:
                batch.add(line, records)
            if batch.count >= BATCH_ROWS or (self._lines and self._lines.characters > BATCH_CHARACTERS):
                yield batch.filled(self.columns)
                batch = CsvBatch(len(self.columns), batch.row)
                if self._lines:
                    self._lines.characters = 0
        if batch.count:
            yield batch.filled(self.columns)

    def read_share(self) -> float:
        """Share of the bytes that the newest reading has taken."""
        return self._lines.read_share() if self._lines else 0.0

    def _records(self) -> Iterator[tuple[int, list[list[str]] | str]]:
        """The line where records start, with the cells of some, or with the reason why the next has none."""
        with TextLines(self._path, self.encoding) as lines:
            self._lines = lines
            replay = Replay(lines)
            reader = self._parser(replay)
            next(filter(_is_named, reader), None)
            far = 0
            while True:
                replay.begin()
                records = list[list[str]]()
                try:
                    for cells in reader:
                        records.append(cells)
                        if len(records) >= BATCH_ROWS or lines.characters > BATCH_CHARACTERS:
                            break
                except csv.Error as error:
                    if records:
                        yield replay.line, records
                    replay.pass_over(sum(map(count_lines, records)))
                    if "field limit" in str(error):
                        self._refuse_cell(replay.line)
                    far += replay.go_back() > _FAR
                    if far > _FAR_LIMIT:
                        self._refuse_quotes(replay.line)
                    yield replay.line, _OPEN_QUOTE if "end of data" in str(error) else _LATE_QUOTE
                    reader = self._parser(replay)
                    continue
                if not records:
                    return
                yield replay.line, records

    def _read_header(self) -> list[str] | None:
        with TextLines(self._path, self.encoding) as lines:
            try:
                return next(filter(_is_named, self._parser(Replay(lines))), None)
            except csv.Error as error:
                if "field limit" in str(error):
                    self._refuse_cell(1)
                return None

    def _parser(self, replay: "Replay") -> "Iterator[list[str]]":
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


def _is_named(cells: list[str]) -> bool:
    return any(map(str.strip, cells))
