"""What the columns of a file hold, as far as its first rows tell."""

from typing import Any

from runners.data.row_batch import Table

_ROWS = 1000
_SAMPLES = 5
_SAMPLE_CHARACTERS = 300


def describe_columns(table: Table) -> list[dict[str, Any]]:
    """Name, kind, how many of the first thousand rows have a value, and five of the values, cut to 300 characters."""
    first = next(iter(table.batches()), None)
    count = min(_ROWS, len(first.rows)) if first else 0
    values = {name: ((first.column(name) if first else None) or [])[:count] for name in table.columns}
    return [
        {
            "name": name,
            "kind": _kind(column),
            "filled": sum(_has_value(value) for value in column),
            "of": count,
            "samples": _samples(column),
        }
        for name, column in values.items()
    ]


def _has_value(value: Any) -> bool:
    return value is not None and (not isinstance(value, str) or bool(value.strip()))


def _kind(column: list[Any]) -> str:
    present = [value for value in column if _has_value(value)]
    if not present:
        return "empty"
    if any(isinstance(value, list | dict | tuple) for value in present):
        return "nested"
    numbers = [_is_number(value) for value in present]
    return "number" if all(numbers) else "mixed" if any(not isinstance(value, str) for value in present) else "text"


def _is_number(value: Any) -> bool:
    if not isinstance(value, str):
        return isinstance(value, int | float)
    try:
        float(value)
    except ValueError:
        return False
    return True


def _samples(column: list[Any]) -> list[str]:
    texts = dict.fromkeys(str(value).strip() for value in column if _has_value(value))
    shown = list(texts)[:_SAMPLES]
    return [text[:_SAMPLE_CHARACTERS].encode("utf-8", "replace").decode().replace("\0", "�") for text in shown]
