"""Reads the rows of an evaluation as a script has them."""

import json
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from assay.estimate_rows import definition_of, estimate
from runners.contract.records import EvaluationRow

_EXAMPLE = "example"


@dataclass(slots=True)
class ReadRows:
    """What the rows hold: values by key, one for each row, and those that name an example of Assay."""

    plain: list[dict[str, Any]] = field(default_factory=list)
    named: list[EvaluationRow] = field(default_factory=list)
    columns: dict[str, list[float | None]] = field(default_factory=dict)

    def estimates(self, level: float) -> list[dict[str, Any]]:
        """One of each column, in the order in which they came up."""
        return [estimate(key, values, level) for key, values in self.columns.items()]


def read_rows(rows: Iterable[Mapping[str, Any]]) -> ReadRows:
    """Numbers, booleans and None are values; `example` names the example; text is kept in the table alone.

    Raises:
        TypeError: when a row is no mapping, or a value is neither, naming row and key.
        ValueError: when there is no row or no value, or an example comes twice.
    """
    read = ReadRows()
    seen: set[str] = set()
    for number, row in enumerate(rows):
        if not isinstance(row, Mapping):
            raise TypeError(f"Row {number} is {type(row).__name__}, not a mapping of names to values.")
        values = _values_of(row, number)
        example = row.get(_EXAMPLE)
        if example is not None:
            if str(example) in seen:
                raise ValueError(f"Row {number}: example {example} comes a second time.")
            seen.add(str(example))
            by_definition = {definition_of(key): value for key, value in values.items()}
            read.named.append(EvaluationRow(str(example), by_definition))
        read.plain.append({str(key): _plain(value) for key, value in row.items()})
        for key in values.keys() - read.columns.keys():
            read.columns[key] = [None] * number
        for key, column in read.columns.items():
            column.append(values.get(key))
    if not read.columns:
        raise ValueError("An evaluation needs at least one row with at least one number.")
    return read


@contextmanager
def evaluation_table(read: ReadRows, role: str) -> Iterator[Path]:
    """All rows as a file of JSON lines, for as long as the block lasts."""
    with tempfile.TemporaryDirectory(prefix="assay-evaluation-") as folder:
        table = Path(folder) / f"evaluation-{role}.jsonl"
        table.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in read.plain), "utf-8")
        yield table


def _values_of(row: Mapping[str, Any], number: int) -> dict[str, float | None]:
    values: dict[str, float | None] = {}
    for key, value in row.items():
        if key == _EXAMPLE or isinstance(value, str):
            continue
        if value is not None and not hasattr(value, "__float__"):
            raise TypeError(f"Row {number}: {key} is {type(value).__name__}, neither a number nor text.")
        given = None if value is None else float(value)
        # NaN says that there is no value; JSON has no word for it.
        values[str(key)] = None if given is None or given != given or abs(given) == float("inf") else given
    return values


def _plain(value: Any) -> object:
    if value is None or isinstance(value, str | bool | int):
        return value
    return str(value) if float(value) != float(value) or abs(float(value)) == float("inf") else float(value)
