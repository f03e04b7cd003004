"""Sketches of the sources of a file, on the disk."""

from multiprocessing import get_context
from multiprocessing.connection import Connection
from pathlib import Path
from types import TracebackType

import numpy as np
from numpy.typing import NDArray

from runners.contract.failure import StageFailure
from runners.text.minhash import HASHES, sketch_texts

EXAMINED_LIMIT = 2_000_000


class SketchFile:
    """Sketches of the first two million sources, 128 bytes a row; `beside` makes them in a process of their own.

    That process lives by its pipe: it ends when this one does, however that ends.
    """

    def __init__(self, path: Path, beside: bool = False) -> None:
        self._path = path
        self.rows = 0
        self._file = None if beside else path.open("wb")
        if beside:
            context = get_context("spawn")
            receiver, self._sender = context.Pipe(duplex=False)
            self._process = context.Process(target=_sketch_all, args=(receiver, path), daemon=True)
            self._process.start()
            receiver.close()

    def add(self, sources: list[str]) -> None:
        """Append the sketches of more sources."""
        taken = sources[: max(0, EXAMINED_LIMIT - self.rows)]
        if not taken:
            return
        self.rows += len(taken)
        if self._file:
            self._file.write(sketch_texts(taken).tobytes())
        else:
            self._sender.send(taken)

    def read(self) -> NDArray[np.uint32]:
        """All sketches [n, 32]; pages of the file, not memory.

        Raises:
            StageFailure: machine, when the process beside has died.
        """
        self._close()
        if not self.rows:
            return np.empty((0, HASHES), np.uint32)
        return np.memmap(self._path, np.uint32, "r", shape=(self.rows, HASHES))

    def _close(self) -> None:
        if self._file:
            self._file.close()
            return
        self._sender.close()
        self._process.join()
        if self._process.exitcode:
            raise StageFailure("machine", "The process that compares the rows died, perhaps for want of memory.")

    def __enter__(self) -> "SketchFile":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._file:
            self._file.close()
        else:
            self._sender.close()
        self._path.unlink(missing_ok=True)


def _sketch_all(receiver: "Connection[list[str], list[str]]", path: Path) -> None:
    with path.open("wb") as file:
        while True:
            try:
                texts = receiver.recv()
            except EOFError:
                return
            file.write(sketch_texts(texts).tobytes())
