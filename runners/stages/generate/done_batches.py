"""Texts that earlier attempts of a run already wrote, so that none is written twice."""

import json
import os
from collections.abc import Sequence
from pathlib import Path
from typing import Any


class DoneBatches:
    """An append-only file with one line for each finished batch: its number and its rows.

    A line is on the disk when `add` returns; a torn last line (the process died while writing) is cut off.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        path.parent.mkdir(parents=True, exist_ok=True)
        self.batches: dict[int, list[dict[str, Any]]] = {}
        if path.exists():
            self._read()

    def _read(self) -> None:
        content = self.path.read_bytes()
        whole = content[: content.rfind(b"\n") + 1]
        if len(whole) < len(content):
            with self.path.open("r+b") as file:
                file.truncate(len(whole))
        for line in whole.splitlines():
            entry = json.loads(line)
            self.batches[entry["batch"]] = entry["rows"]

    def add(self, batch: int, rows: Sequence[dict[str, Any]]) -> None:
        """Record a finished batch."""
        line = json.dumps({"batch": batch, "rows": list(rows)}, ensure_ascii=False) + "\n"
        with self.path.open("ab") as file:
            file.write(line.encode())
            file.flush()
            os.fsync(file.fileno())
        self.batches[batch] = list(rows)
