"""Reads JSON: one object a line, or one list of objects."""

import json
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

from runners.contract.failure import StageFailure
from runners.data.json_list import JsonList
from runners.data.row_batch import BATCH_CHARACTERS, BATCH_ROWS, Problem, RowBatch
from runners.data.text_lines import TextLines, detect_encoding, read_start

_HEADER_RECORDS = 1000
_NAMES_LIMIT = 2000


class JsonFile:
    """JSON lines, or a list of objects; the columns are the names in the first thousand records.

    Raises:
        StageFailure: data, when no record is an object, or their names are more than two thousand.
    """

    def __init__(self, path: Path, encoding: str | None = None) -> None:
        self._path = path
        start = read_start(path)
        self.encoding = detect_encoding(start, encoding)
        opening = start.decode(self.encoding, "replace").lstrip()[:1]
        self._is_list = opening == "["
        self.kind = "json" if self._is_list else "jsonl"
        self._lines: TextLines | JsonList | None = None
        names: dict[str, None] = {}
        for _, _, record in islice(self._records(), _HEADER_RECORDS):
            if isinstance(record, dict):
                names.update(dict.fromkeys(record))
            if len(names) > _NAMES_LIMIT:
                what = f"The records of {path.name} have more than {_NAMES_LIMIT:,} different names."
                raise StageFailure("data", what, "Put what differs from record to record into one object.")
        self.columns = list(names)
        if not names:
            raise StageFailure(
                "data", f"{path.name} holds no columns.", "Give one JSON object a line, or a list of objects."
            )

    def batches(self) -> Iterator[RowBatch]:
        """Records in order."""
        batch, taken, lines, size = RowBatch([], {}), list[dict[str, Any]](), list[int](), 0
        for row, (line, length, record) in enumerate(self._records(), start=1):
            if isinstance(record, str):
                batch.problems.append(Problem(row, record, line))
            else:
                taken.append(record)
                batch.rows.append(row)
                if line is not None:
                    lines.append(line)
                size += length
            if len(taken) + len(batch.problems) >= BATCH_ROWS or size > BATCH_CHARACTERS:
                yield _filled(batch, taken, lines)
                batch, taken, lines, size = RowBatch([], {}), [], [], 0
        if taken or batch.problems:
            yield _filled(batch, taken, lines)

    def read_share(self) -> float:
        """Share of the bytes that the newest reading has taken."""
        return self._lines.read_share() if self._lines else 0.0

    def _records(self) -> Iterator[tuple[int | None, int, dict[str, Any] | str]]:
        """Line, characters and object of each record, or in its place the reason why it is none."""
        if self._is_list:
            with JsonList(self._path, self.encoding) as items:
                self._lines = items
                for item, length in items:
                    yield None, length, item if isinstance(item, dict) else "not a JSON object"
            return
        with TextLines(self._path, self.encoding) as lines:
            self._lines = lines
            for line in lines:
                if not line.isspace():
                    yield lines.number, len(line), _parse(line)


def _parse(line: str) -> dict[str, Any] | str:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        return f"not JSON: {error.msg} at character {error.pos + 1}"
    except ValueError:
        return "not JSON that can be kept: a number of thousands of digits"
    except RecursionError:
        return "not JSON that can be kept: nested too deeply"
    return record if isinstance(record, dict) else "not a JSON object"


def _filled(batch: RowBatch, taken: list[dict[str, Any]], lines: list[int]) -> RowBatch:
    batch.records = taken
    batch.lines = lines or None
    return batch
