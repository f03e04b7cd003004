"""Keeps examples on the disk between the two readings of them."""

from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any

import pyarrow as pa

from runners.contract.failure import StageFailure
from runners.data.examples import Examples

_TEXTS = ("id", "group", "section", "source", "reference", "source_hash", "metadata")
_SCHEMA = pa.schema([("row", pa.int64()), *((name, pa.large_string()) for name in _TEXTS)])
_TEXT_LIMIT = 16 * 1024**3


class Spool:
    """Examples in an Arrow file, and in memory 25 bytes a row.

    Raises:
        StageFailure: data, when the rows are more than 16 GiB; a small file can unpack to that.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._bytes = 0
        self._file = path.open("wb")
        self._writer = pa.ipc.new_stream(self._file, _SCHEMA)
        self.rows = 0
        self.row = array("q")
        self.order = array("Q")
        self.named = array("b")
        self.id_hash = array("q")

    def add(self, examples: Examples, order: Sequence[int], named: Sequence[int]) -> None:
        """Append examples, with the place of their groups in the order and the splits that they name."""
        columns: list[Any] = [pa.array(examples.row, pa.int64())]
        columns += [pa.array(getattr(examples, name), pa.large_string()) for name in _TEXTS]
        batch = pa.record_batch(columns, schema=_SCHEMA)
        self._bytes += batch.nbytes
        if self._bytes > _TEXT_LIMIT:
            raise StageFailure("data", "The rows of this file are more than 16 GiB.", "Split the file.")
        self._writer.write_batch(batch)
        self.rows += len(examples.row)
        self.row.extend(examples.row)
        self.order.extend(order)
        self.named.extend(named)
        # Python's hash is keyed anew in each process, so nobody can make ids that collide.
        self.id_hash.extend(map(hash, examples.id))

    def close(self) -> None:
        """Finish the file, so that it can be read; a second time does nothing."""
        if not self._file.closed:
            self._writer.close()
            self._file.close()

    def batches(self) -> Iterator[Examples]:
        """What was added, in order; without splits and problems."""
        with self._path.open("rb") as file:
            for batch in pa.ipc.open_stream(file):
                columns = {name: batch.column(at).to_pylist() for at, name in enumerate(_SCHEMA.names)}
                yield Examples(**columns)

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()
        self._path.unlink(missing_ok=True)
