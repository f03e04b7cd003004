"""Reading the JSONL of a dataset input."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from runners.contract.failure import StageFailure


def iterate_rows(path: Path, split: str | None = None) -> Iterator[dict[str, Any]]:
    """Yield the rows of one split (or all), in file order.

    Raises:
        StageFailure: a line is no JSON object; says which line, never what it holds.
    """
    with path.open(encoding="utf-8") as lines:
        for number, line in enumerate(lines, start=1):
            if not line.strip():
                continue
            try:
                row = json.loads(line)
            except json.JSONDecodeError:
                raise StageFailure(
                    "data", f"Line {number} of the dataset is no JSON.", "Import the dataset again.", "dataset"
                ) from None
            if split is None or row.get("split") == split:
                yield row


def read_split(path: Path, split: str, limit: int | None = None) -> list[dict[str, Any]]:
    """Return the rows of one split, at most `limit`."""
    rows: list[dict[str, Any]] = []
    for row in iterate_rows(path, split):
        if limit is not None and len(rows) >= limit:
            break
        rows.append(row)
    return rows
