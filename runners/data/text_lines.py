"""Lines of a text file, none of which can fill the memory."""

from codecs import getincrementaldecoder
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType

from runners.contract.failure import StageFailure

ENCODINGS = ("utf-8", "windows-1252", "utf-16")
_LINE_LIMIT = 32 * 1024 * 1024
_PIECE = 1024 * 1024
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def read_start(path: Path, size: int = 4096) -> bytes:
    """The first bytes of a file.

    Raises:
        StageFailure: data, when it cannot be opened.
    """
    try:
        with path.open("rb") as file:
            return file.read(size)
    except OSError as error:
        raise StageFailure("data", f"{path.name} cannot be read: {error.strerror}.", "Check the path.") from error


def detect_encoding(start: bytes, given: str | None) -> str:
    """The encoding that the first bytes name, else the one given, else UTF-8; UTF-16 without a mark by its zeros."""
    marked = next((encoding for mark, encoding in _BOMS if start.startswith(mark)), None)
    if marked:
        return marked
    if given == "utf-16" or (given is None and start[:64].count(0) * 3 >= len(start[:64]) > 0):
        return "utf-16-be" if start[:1] == b"\0" else "utf-16-le"
    return given or "utf-8"


def undecodable(path: Path, error: UnicodeDecodeError) -> StageFailure:
    """The refusal of a file with bytes that are no text and cannot stand for themselves, with their line."""
    what = (
        f"Line {_line_of_fault(path, error.encoding)} of {path.name} is not {error.encoding.upper()}: {error.reason}."
    )
    return StageFailure("data", what, "Write the file again, or say its encoding.")


def _line_of_fault(path: Path, encoding: str) -> int:
    """Where decoding stops, counted from 1: found by decoding once more, because readers read ahead."""
    decoder = getincrementaldecoder(encoding)(errors="surrogateescape")
    line = 1
    with path.open("rb") as file:
        try:
            while piece := file.read(_PIECE):
                line += decoder.decode(piece).count("\n")
            decoder.decode(b"", final=True)
        except UnicodeDecodeError as error:
            line += error.object[: error.start].decode(error.encoding, "replace").count("\n")
    return line


class TextLines:
    """Iterates over the lines; bytes that are none in the encoding become lone surrogates.

    `characters` counts those read; whoever uses it sets it back.

    Raises:
        StageFailure: data, when a line is longer than 32 Mi characters or, in UTF-16, no text.
    """

    def __init__(self, path: Path, encoding: str) -> None:
        self._path = path
        self._raw = path.open("rb")
        self._bytes = max(1, path.stat().st_size)
        self._file = TextIOWrapper(self._raw, encoding=encoding, errors="surrogateescape", newline="")
        self.number = 0
        self.characters = 0

    def __iter__(self) -> Iterator[str]:
        readline = self._file.readline
        try:
            while line := readline(_LINE_LIMIT):
                self.number += 1
                self.characters += len(line)
                if len(line) == _LINE_LIMIT and not line.endswith("\n"):
                    self._refuse_line()
                yield line
        except UnicodeDecodeError as error:
            raise undecodable(self._path, error) from error

    def _refuse_line(self) -> None:
        raise StageFailure(
            "data",
            f"Line {self.number} of {self._path.name} is longer than {_LINE_LIMIT:,} characters.",
            "Give a CSV with line ends, JSON lines, or Parquet.",
        )

    def read_share(self) -> float:
        """Share of the bytes taken from the disk so far."""
        return min(1.0, self._raw.tell() / self._bytes) if not self._raw.closed else 1.0

    def __enter__(self) -> "TextLines":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()
