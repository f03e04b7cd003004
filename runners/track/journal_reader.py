"""Reads whole frames of a journal in order, for sending."""

import os
from dataclasses import dataclass
from pathlib import Path

from runners.contract.frame import FRAME_MAX_BYTES, FRAME_PREFIX_BYTES, FrameScan, scan_frames

_BATCH_BYTES = 4 * 1024 * 1024
_SEQUENCE = b'"sequence":'


@dataclass(frozen=True, slots=True)
class Batch:
    """Whole frames that follow one another."""

    first: int
    last: int
    frames: bytes


def frame_sequence(header: bytes) -> int:
    """The sequence in a header; its envelope comes first, so that no JSON need be read."""
    start = header.index(_SEQUENCE) + len(_SEQUENCE)
    return int(header[start : header.index(b",", start)])


class JournalReader:
    """A place in the journal from which frames are read."""

    def __init__(self, folder: Path) -> None:
        self._fd = os.open(folder / "journal.frames", os.O_RDONLY | os.O_CREAT | os.O_CLOEXEC, 0o600)
        self._at = 0
        self._batch_start = 0
        self._batch_first = 1

    def read_after(self, acknowledged: int, end: int) -> Batch | None:
        """The next frames above `acknowledged` that end by byte `end`; None when there are none."""
        while self._at < end:
            scan = self._scan(min(_BATCH_BYTES, end - self._at), end)
            if not scan.frames:
                return None
            start = self._at
            self._at += scan.consumed
            fresh = [frame for frame in scan.frames if frame_sequence(frame.header) > acknowledged]
            if fresh:
                self._batch_start, self._batch_first = start, frame_sequence(scan.frames[0].header)
                whole = bytes(memoryview(self._bytes)[fresh[0].start : fresh[-1].end])
                return Batch(frame_sequence(fresh[0].header), frame_sequence(fresh[-1].header), whole)
        return None

    def _scan(self, size: int, end: int) -> FrameScan:
        self._bytes = os.pread(self._fd, size, self._at)
        scan = scan_frames(self._bytes)
        if not scan.frames and scan.problem == "truncated":
            self._bytes = os.pread(self._fd, min(FRAME_MAX_BYTES + FRAME_PREFIX_BYTES, end - self._at), self._at)
            scan = scan_frames(self._bytes)
        return scan

    def go_back(self, acknowledged: int) -> None:
        """Reads again from the last batch, or from the front where the server lacks more than that."""
        self._at = self._batch_start if acknowledged >= self._batch_first - 1 else 0

    def close(self) -> None:
        """Ends the reading."""
        os.close(self._fd)
