"""Fetches files by digest, and goes on where it was cut off."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from pathlib import Path, PurePosixPath

from assay.connection import Connection
from assay.failure import Failed, Unreachable

_PIECE_BYTES = 1024 * 1024
_TRIES = 5


@dataclass(frozen=True, slots=True)
class RemoteFile:
    """A file of an artifact: `place` in its list, None where the artifact is the file."""

    source: str
    place: int | None
    path: str
    digest: str
    bytes: int


def download(connection: Connection, file: RemoteFile, folder: Path, count: Callable[[int], None]) -> bool:
    """Whether it had to be fetched; under its name lies only what has its digest. `count` hears of bytes.

    Raises:
        Failed: when what arrived is not the file that was promised, or its name leads out of the folder.
        Unreachable: when the connection keeps breaking; what arrived is kept for the next time.
        OSError: when it cannot be written.
    """
    target = _inside(folder, file.path)
    if target.is_file() and target.stat().st_size == file.bytes and digest_of(target) == file.digest:
        count(file.bytes)
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    partial = target.with_name(f"{target.name}.{file.digest[:12]}.partial")
    for tried in range(1, _TRIES + 1):
        try:
            _fetch_rest(connection, file, partial, count)
            break
        except (Unreachable, HTTPException, ConnectionError, TimeoutError) as error:
            if tried == _TRIES:
                raise Unreachable(f"{file.path} broke off ({error}): run it again, it goes on from there.") from None
    if digest_of(partial) != file.digest:
        partial.unlink()
        raise Failed(f"{file.path} arrived damaged and was thrown away: run it again.")
    partial.replace(target)
    return True


def _inside(folder: Path, path: str) -> Path:
    parts = PurePosixPath(path).parts
    if not parts or path.startswith("/") or ".." in parts or "\\" in path:
        raise Failed(f"The server names a file {path!r}, which would lie outside of {folder}.")
    return folder.joinpath(*parts)


def _fetch_rest(connection: Connection, file: RemoteFile, partial: Path, count: Callable[[int], None]) -> None:
    have = partial.stat().st_size if partial.is_file() else 0
    if have > file.bytes:
        partial.unlink()
        have = 0
    asked = {"file": file.place, "from": have or None}
    with partial.open("ab") as target, connection.open("GET", file.source, asked) as answer:
        count(have)
        try:
            while piece := answer.read(_PIECE_BYTES):
                target.write(piece)
                have += len(piece)
                count(len(piece))
        except (HTTPException, OSError):
            count(-have)
            raise
        if have < file.bytes:
            count(-have)
            raise Unreachable(f"{file.bytes - have} bytes are missing")


def digest_of(path: Path) -> str:
    """SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
