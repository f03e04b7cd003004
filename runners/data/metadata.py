"""What stands beside the fields of a record, written as PostgreSQL's jsonb gives it back, letter for letter."""

import json
from collections.abc import Iterator, Set
from decimal import Decimal
from json.encoder import encode_basestring as quoted
from typing import Any

from runners.data.row_batch import RowBatch

_OUTSIDE = ("nan", "inf", "-inf")


def write_metadata(batch: RowBatch, taken: Set[str], own: bool) -> Iterator[str | None]:
    """One JSON object a row of all columns but those `taken`; None where it cannot be kept.

    An object in the column `metadata` is part of it, and with `own` a JSON text there is one.
    """
    if batch.records is not None:
        for record in batch.records:
            rest = {name: value for name, value in record.items() if name not in taken}
            yield _whole(rest | _own_metadata(record.get("metadata"), own))
        return
    columns = {name: values for name, values in batch.columns.items() if name not in taken}
    beside = batch.columns.get("metadata")
    if not columns and beside is None:
        yield from ["{}"] * len(batch.rows)
        return
    for index in range(len(batch.rows)):
        rest = {name: values[index] for name, values in columns.items()}
        yield _whole(rest | _own_metadata(beside[index], own) if beside else rest)


def _own_metadata(value: Any, own: bool) -> dict[str, Any]:
    if own and isinstance(value, str) and value.startswith("{"):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return {}
    return value if isinstance(value, dict) else {}


def _whole(value: dict[str, Any]) -> str | None:
    try:
        return as_jsonb(value)
    except RecursionError:
        return None


def as_jsonb(value: Any) -> str:
    """JSON with keys in the order of jsonb and numbers as PostgreSQL's numeric writes them.

    Numbers that are none become texts. Source: PostgreSQL, jsonb_util.c, lengthCompareJsonbStringValue; numeric.c.

    Raises:
        RecursionError: when it is nested too deeply.
    """
    if isinstance(value, str):
        return quoted(value)
    if value is None or isinstance(value, bool):
        return "null" if value is None else "true" if value else "false"
    if isinstance(value, int):
        return repr(value)
    if isinstance(value, float):
        return _number(value)
    if isinstance(value, dict):
        named = sorted(((str(key), each) for key, each in value.items()), key=_key_order)
        return "{" + ", ".join(f"{quoted(name)}: {as_jsonb(each)}" for name, each in named) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(map(as_jsonb, value)) + "]"
    return quoted(value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value))


def _number(value: float) -> str:
    text = repr(value)
    if text in _OUTSIDE:
        return quoted(text)
    if "e" in text:
        return format(Decimal(text), "f")
    # A numeric has no negative zero.
    return "0.0" if text == "-0.0" else text


def _key_order(item: tuple[str, Any]) -> tuple[int, bytes]:
    raw = item[0].encode("utf-8", "surrogatepass")
    return len(raw), raw
