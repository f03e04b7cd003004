"""Reads metrics of a run from the API."""

from collections.abc import Sequence
from typing import Any

from assay.connection import Connection
from assay.session import items

KEYS_A_REQUEST = 50
MOST_BUCKETS = 4_000


def read_keys(connection: Connection, run_path: str) -> list[dict[str, Any]]:
    """Every key that the run logged, with count, range and newest value."""
    return items(connection.get(f"{run_path}/metric-keys"))


def read_rows(
    connection: Connection, run_path: str, keys: Sequence[str], points: int, axis: str = "step"
) -> list[dict[str, Any]]:
    """One row a key and bucket: key, attempt, step, value, min, max, n.

    Where a series has at most `points` points each row is one of them; beyond, a row stands for n points, `value` is
    their mean, and minimum and maximum keep what a single step did.

    Raises:
        ValueError: when more points are asked for than the server answers with.
    """
    if points > MOST_BUCKETS:
        raise ValueError(f"points is at most {MOST_BUCKETS} a series.")
    rows: list[dict[str, Any]] = []
    for first in range(0, len(keys), KEYS_A_REQUEST):
        wanted = list(keys[first : first + KEYS_A_REQUEST])
        # One parameter is split at its commas, several are not.
        wanted = wanted * 2 if len(wanted) == 1 else wanted
        asked = {"keys": wanted, "axis": axis, "buckets": points}
        for segment in items(connection.get(f"{run_path}/metrics", asked)):
            rows += _rows_of(segment, axis)
    return rows


def _rows_of(segment: dict[str, Any], axis: str) -> list[dict[str, Any]]:
    buckets = segment["buckets"]
    kinds = {each["bucket"]: each for each in buckets["nonFiniteKinds"]}
    found = []
    for at, step in enumerate(buckets["x"]):
        n = buckets["n"][at]
        value = buckets["last"][at] if n == 1 else buckets["mean"][at]
        found.append(
            {
                "key": segment["key"],
                "attempt": segment["attempt"],
                axis: int(step) if axis == "step" and float(step).is_integer() else step,
                "value": _non_finite(kinds[at]) if value is None and at in kinds else value,
                "min": buckets["min"][at],
                "max": buckets["max"][at],
                "n": n,
            }
        )
    return found


def _non_finite(kinds: dict[str, Any]) -> float:
    """What a bucket without a finite point holds, where that is all of one kind."""
    if kinds["nan"]:
        return float("nan")
    if kinds["plusInfinity"] and kinds["minusInfinity"]:
        return float("nan")
    return float("inf") if kinds["plusInfinity"] else float("-inf")
