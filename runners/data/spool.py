"""Keeps examples on the disk between the two readings of them."""

import marshal
from array import array
from collections.abc import Iterator, Sequence
from pathlib import Path
from struct import Struct
from types import TracebackType

from runners.contract.failure import StageFailure
from runners.data.examples import Examples
from runners.data.pair_rows import PairSide

_COLUMNS = ("row", "id", "group", "section", "source", "reference", "source_hash", "metadata", "rejected", "pair")
_LENGTH = Struct("<Q")
_BYTES_LIMIT = 16 * 1024**3


class Spool:
    """Examples in a file that lives as long as one reading, and in memory 25 bytes a row.

    Raises:
        StageFailure: data, when the rows are more than 16 GiB; a small file can unpack to that.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._bytes = 0
        self._file = path.open("wb")
        self.rows = 0
        self.row = array("q")
        self.order = array("Q")
        self.named = array("b")
        self.id_hash = array("q")

    def add(self, examples: Examples, order: Sequence[int], named: Sequence[int]) -> None:
        """Append examples, with the place of their groups in the order and the splits that they name."""
        written = marshal.dumps([*(getattr(examples, name) for name in _COLUMNS[:-1]), [*map(tuple, examples.pair)]])
        self._bytes += len(written)
        if self._bytes > _BYTES_LIMIT:
            raise StageFailure("data", "The rows of this file are more than 16 GiB.", "Split the file.")
        self._file.write(_LENGTH.pack(len(written)))
        self._file.write(written)
        self.rows += len(examples.row)
        self.row.extend(examples.row)
        self.order.extend(order)
        self.named.extend(named)
        # Python's hash is keyed anew in each process, so nobody can make ids that collide.
        self.id_hash.extend(map(hash, examples.id))

    def close(self) -> None:
        """Finish the file, so that it can be read."""
        self._file.close()

    def __enter__(self) -> "Spool":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()
        self.path.unlink(missing_ok=True)


def read_spool(path: Path) -> Iterator[Examples]:
    """What was added to a spool, in order; without splits and problems."""
    with path.open("rb") as file:
        while head := file.read(_LENGTH.size):
            columns = marshal.loads(file.read(*_LENGTH.unpack(head)))
            columns[-1] = [PairSide(*side) for side in columns[-1]]
            yield Examples(**dict(zip(_COLUMNS, columns, strict=True)))
