"""Puts files and folders into the content-addressed folder."""

import hashlib
import json
import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkstemp

_CHUNK_BYTES = 4 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class StoredObject:
    """What was stored; for a folder, the digest of its manifest and the sums over its files."""

    digest: str
    bytes: int
    files: int


def store(objects: Path, source: Path) -> StoredObject:
    """Copies a file, or a folder with a manifest, to `objects/<2>/<digest>`.

    Raises:
        OSError: when the source cannot be read or the disk is full; nothing half written stays under a digest.
    """
    if not source.is_dir():
        return StoredObject(*_place(objects, _chunks(source)), files=1)
    entries: list[dict[str, object]] = []
    total = 0
    for path in sorted(path for path in source.rglob("*") if path.is_file()):
        digest, size = _place(objects, _chunks(path))
        entries.append({"path": path.relative_to(source).as_posix(), "digest": digest, "bytes": size})
        total += size
    manifest = json.dumps({"files": entries}, ensure_ascii=False, separators=(",", ":")).encode()
    return StoredObject(_place(objects, [manifest])[0], total, len(entries))


def _chunks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as file:
        while chunk := file.read(_CHUNK_BYTES):
            yield chunk


def _place(objects: Path, chunks: Iterable[bytes]) -> tuple[str, int]:
    """Digest and bytes of what was read; hashed as it is copied, so that the name always fits the content."""
    objects.mkdir(parents=True, exist_ok=True)
    handle, name = mkstemp(prefix="incoming-", dir=objects)
    copy = Path(name)
    try:
        sha = hashlib.sha256()
        with os.fdopen(handle, "wb") as file:
            for chunk in chunks:
                sha.update(chunk)
                file.write(chunk)
            size = file.tell()
            file.flush()
            os.fsync(file.fileno())
        digest = sha.hexdigest()
        target = objects / digest[:2] / digest
        try:
            # Named anew: who looks for objects that nobody needs leaves young ones alone.
            os.utime(target)
        except FileNotFoundError:
            target.parent.mkdir(exist_ok=True)
            copy.chmod(0o644)
            copy.replace(target)
    finally:
        copy.unlink(missing_ok=True)
    return digest, size


def object_digests(objects: Path, stored: StoredObject, folder: bool) -> list[str]:
    """The digests of all that `store` put there: of a folder its files and then its manifest."""
    if not folder:
        return [stored.digest]
    manifest = json.loads((objects / stored.digest[:2] / stored.digest).read_bytes())
    return [*dict.fromkeys(entry["digest"] for entry in manifest["files"]), stored.digest]
