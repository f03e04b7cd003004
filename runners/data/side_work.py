"""The half of a reading that can be done beside it: sketches of the sources, and the digest of the rows."""

from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from runners.contract.failure import StageFailure
from runners.data.write_rows import KeptRows, digest_rows
from runners.text.minhash import HASHES, sketch_texts

EXAMINED_LIMIT = 2_000_000


class SideWork(Protocol):
    """What a reading gives away."""

    def add(self, sources: list[str]) -> None:
        """Sketch more sources; those beyond two million are passed over."""
        ...

    def sketches(self) -> NDArray[np.uint32]:
        """All sketches [n, 32]: pages of a file, not memory."""
        ...

    def start_digest(self, spool: Path, rows: KeptRows) -> None:
        """Begin with the digest of the rows that are kept."""
        ...

    def digest(self) -> tuple[int, str]:
        """Bytes and SHA-256 of the rows as JSONL."""
        ...

    def __enter__(self) -> "SideWork": ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None: ...


class SameProcess:
    """Side work done at once, for files that are read faster than a process starts."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("wb")
        self._rows = 0
        self._digest = (0, "")

    def add(self, sources: list[str]) -> None:
        """Sketch them."""
        taken = sources[: max(0, EXAMINED_LIMIT - self._rows)]
        self._file.write(sketch_texts(taken).tobytes())
        self._rows += len(taken)

    def sketches(self) -> NDArray[np.uint32]:
        """All sketches [n, 32]."""
        self._file.close()
        return _map_sketches(self._path, self._rows)

    def start_digest(self, spool: Path, rows: KeptRows) -> None:
        """Take it."""
        self._digest = digest_rows(spool, rows)

    def digest(self) -> tuple[int, str]:
        """What was taken."""
        return self._digest

    def __enter__(self) -> "SameProcess":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()
        self._path.unlink(missing_ok=True)


class SecondProcess:
    """Side work in a process that lives by its pipe: it ends when this one does, however that ends.

    Raises:
        StageFailure: machine, when that process has died.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._rows = 0
        context = get_context("spawn")
        self._pipe, theirs = context.Pipe()
        self._process = context.Process(target=_serve, args=(theirs, path), daemon=True)
        self._process.start()
        theirs.close()

    def add(self, sources: list[str]) -> None:
        """Send them over."""
        taken = sources[: max(0, EXAMINED_LIMIT - self._rows)]
        if taken:
            self._rows += len(taken)
            self._send(taken)

    def sketches(self) -> NDArray[np.uint32]:
        """All sketches [n, 32], once they are there."""
        self._send(None)
        self._receive()
        return _map_sketches(self._path, self._rows)

    def start_digest(self, spool: Path, rows: KeptRows) -> None:
        """Ask for it; reading goes on meanwhile."""
        self._send((spool, rows))

    def digest(self) -> tuple[int, str]:
        """What came back."""
        size, text = self._receive()
        return int(size), str(text)

    def _send(self, what: Any) -> None:
        try:
            self._pipe.send(what)
        except OSError as error:
            raise _died() from error

    def _receive(self) -> Any:
        try:
            return self._pipe.recv()
        except (EOFError, OSError) as error:
            raise _died() from error

    def __enter__(self) -> "SecondProcess":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._pipe.close()
        self._path.unlink(missing_ok=True)


def _died() -> StageFailure:
    return StageFailure("machine", "The process that compares the rows died, perhaps for want of memory or disk.")


def _map_sketches(path: Path, rows: int) -> NDArray[np.uint32]:
    if not rows:
        return np.empty((0, HASHES), np.uint32)
    return np.memmap(path, np.uint32, "r", shape=(rows, HASHES))


def _serve(pipe: "Connection[Any, Any]", path: Path) -> None:
    try:
        with path.open("wb") as file:
            while (texts := pipe.recv()) is not None:
                file.write(sketch_texts(texts).tobytes())
        pipe.send(None)
        spool, rows = pipe.recv()
        pipe.send(digest_rows(spool, rows))
    except (EOFError, BrokenPipeError):
        return
