"""Streams the items of one JSON list, however long."""

import json
from collections.abc import Iterator
from io import TextIOWrapper
from pathlib import Path
from types import TracebackType
from typing import Any

from runners.contract.failure import StageFailure
from runners.data.text_lines import undecodable

_PIECE = 1024 * 1024
_ITEM_LIMIT = 32 * 1024 * 1024
_SPACE = " \t\r\n"
_LOOKAHEAD = 64
"""Characters behind a fault that make it one: no word, number or escape of JSON that was cut is longer."""


class JsonList:
    """Iterates over the items with their lengths in characters.

    Raises:
        StageFailure: data, where the list cannot be read on; it names the item and the character.
    """

    def __init__(self, path: Path, encoding: str) -> None:
        self._path = path
        self._raw = path.open("rb")
        self._bytes = max(1, path.stat().st_size)
        self._file = TextIOWrapper(self._raw, encoding=encoding, errors="surrogateescape")
        self._buffer = ""
        self._at = 0
        self._behind = 0
        self._ended = False
        self._decoder = json.JSONDecoder()

    def __iter__(self) -> Iterator[tuple[Any, int]]:
        self._skip_space()
        self._at += 1  # the bracket that made this a list
        count = 0
        while True:
            self._skip_space()
            mark = self._buffer[self._at : self._at + 1]
            if mark == "]":
                self._require_end(count)
                return
            if count and mark != ",":
                self._refuse(count, "a comma or the end of the list is missing")
            if count:
                self._at += 1
                self._skip_space()
            count += 1
            yield self._item(count)

    def read_share(self) -> float:
        """Share of the bytes taken from the disk so far."""
        return min(1.0, self._raw.tell() / self._bytes) if not self._raw.closed else 1.0

    def _item(self, count: int) -> tuple[Any, int]:
        wanted = _PIECE
        while True:
            try:
                item, end = self._decoder.raw_decode(self._buffer, self._at)
            except json.JSONDecodeError as error:
                broken = self._ended or len(self._buffer) - error.pos > _LOOKAHEAD
                if broken and error.pos != len(self._buffer) and not error.msg.startswith("Unterminated"):
                    self._refuse(count, error.msg, error.pos)
                if self._ended or len(self._buffer) - self._at > _ITEM_LIMIT:
                    what = "the list ends in the middle of it" if self._ended else "it is too long, or never ends"
                    self._refuse(count, what, error.pos)
            except (ValueError, RecursionError):
                self._refuse(count, "a number of thousands of digits, or nested too deeply")
            else:
                # A number at the very end of what was read may go on.
                if self._ended or end < len(self._buffer):
                    length, self._at = end - self._at, end
                    return item, length
            self._read(wanted)
            wanted *= 2

    def _require_end(self, count: int) -> None:
        self._at += 1
        self._skip_space()
        if self._at < len(self._buffer):
            self._refuse(count, "the list has ended and something stands behind it")

    def _skip_space(self) -> None:
        while True:
            while self._buffer[self._at : self._at + 1] and self._buffer[self._at] in _SPACE:
                self._at += 1
            if self._at < len(self._buffer) or self._ended:
                return
            self._read(_PIECE)

    def _read(self, size: int) -> None:
        try:
            piece = self._file.read(size)
        except UnicodeDecodeError as error:
            raise undecodable(self._path, error) from error
        self._ended = not piece
        self._behind += self._at
        self._buffer, self._at = self._buffer[self._at :] + piece, 0

    def _refuse(self, count: int, what: str, position: int | None = None) -> None:
        at = self._behind + (self._at if position is None else position) + 1
        raise StageFailure(
            "data", f"{self._path.name} is not JSON: {what}, in item {count} at character {at:,}.", "Mend the file."
        )

    def __enter__(self) -> "JsonList":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._file.close()
