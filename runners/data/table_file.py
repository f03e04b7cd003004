"""Streams the records of a CSV or JSONL file; a record that cannot be read is named, never dropped in silence."""

import csv
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TextIO

from runners.contract.failure import StageFailure

_CELL_LIMIT = 16 * 1024 * 1024
_DELIMITERS = ",\t;"
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


@dataclass(frozen=True, slots=True)
class Record:
    """Record `row` (from 1, without the header): its cells by column, or why there are none."""

    row: int
    cells: dict[str, Any]
    problem: str | None = None


class TableFile:
    """A file of records that can be read more than once.

    Raises:
        StageFailure: data, when it cannot be opened or has no columns.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self.kind = "jsonl" if path.suffix.lower() in (".jsonl", ".ndjson", ".json") else "csv"
        self._encoding = _encoding(path)
        self.columns = self._columns()

    def records(self) -> Iterator[Record]:
        """Every record in the file's order."""
        with self._open() as file:
            yield from _json_records(file) if self.kind == "jsonl" else _csv_records(file)

    def _open(self) -> TextIO:
        return self.path.open(encoding=self._encoding, errors="surrogateescape", newline="")

    def _columns(self) -> list[str]:
        with self._open() as file:
            if self.kind == "csv":
                columns = [name.strip() for name in next(_csv_reader(file), [])]
            else:
                first = next((record for record in _json_records(file) if record.problem is None), None)
                columns = list(first.cells) if first else []
        if not columns:
            raise StageFailure("data", f"{self.path.name} holds no columns.", "Give a CSV with a header, or JSONL.")
        twice = sorted({name for name in columns if columns.count(name) > 1})
        if twice:
            raise StageFailure("data", f"{self.path.name} has the column {twice[0]} twice.", "Rename one of them.")
        return columns


def _encoding(path: Path) -> str:
    try:
        with path.open("rb") as file:
            start = file.read(4)
    except OSError as error:
        raise StageFailure("data", f"{path.name} cannot be read: {error.strerror}.", "Check the path.") from error
    return next((encoding for mark, encoding in _BOMS if start.startswith(mark)), "utf-8")


def _csv_reader(file: TextIO) -> "Iterator[list[str]]":
    csv.field_size_limit(_CELL_LIMIT)
    header = file.readline()
    file.seek(0)
    delimiter = max(_DELIMITERS, key=header.count)
    return csv.reader(file, delimiter=delimiter)


def _csv_records(file: TextIO) -> Iterator[Record]:
    reader = _csv_reader(file)
    columns = [name.strip() for name in next(reader, [])]
    row = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            yield Record(row + 1, {}, f"not CSV: {error}")
            row += 1
            continue
        if cells is None:
            return
        if not cells:
            continue
        row += 1
        if len(cells) != len(columns):
            yield Record(row, {}, f"{len(cells)} cells for {len(columns)} columns")
        elif not all(map(_decodable, cells)):
            yield Record(row, {}, "undecodable: not UTF-8, or a NUL")
        else:
            yield Record(row, dict(zip(columns, cells, strict=True)))


def _json_records(file: TextIO) -> Iterator[Record]:
    row = 0
    for line in file:
        if not line.strip():
            continue
        row += 1
        if not _decodable(line):
            yield Record(row, {}, "undecodable: not UTF-8")
            continue
        try:
            cells = json.loads(line)
        except json.JSONDecodeError as error:
            yield Record(row, {}, f"not JSON: {error.msg} at character {error.pos + 1}")
            continue
        if not isinstance(cells, dict):
            yield Record(row, {}, "not a JSON object")
        elif "\\u" in line and not _decodable(json.dumps(cells, ensure_ascii=False).replace("\\u0000", "\0")):
            yield Record(row, {}, "undecodable: half a surrogate pair or a NUL")
        else:
            yield Record(row, cells)


def _decodable(text: str) -> bool:
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
