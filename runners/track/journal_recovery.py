"""Brings a journal and its head to agreement after a writer died between the two."""

import json
import os

from runners.contract.frame import FRAME_MAX_BYTES, FRAME_PREFIX_BYTES, Frame, scan_frames
from runners.track.journal_head import JournalHead

_CHUNK_BYTES = 8 * 1024 * 1024


def is_end(event: bytes) -> bool:
    """Whether an event, from its `"type"` on, ends its attempt."""
    return event.startswith((b'"type":"finished"', b'"type":"failed"'))


def recover(fd: int, head: JournalHead, from_start: bool = False) -> None:
    """Takes whole frames after the head's position into it and cuts what is torn. Call it under the file lock."""
    size = os.fstat(fd).st_size
    sequence, at = head.position
    if from_start or at > size:
        sequence, at = 0, 0
        head.unsettle()
    while at < size:
        frames, consumed = _read(fd, at)
        if not frames:
            os.ftruncate(fd, at)
            break
        sequence = int(json.loads(frames[-1].header)["sequence"])
        if any(_ends_attempt(frame) for frame in frames):
            head.settle()
        at += consumed
    head.advance(sequence, at)
    head.trust()


def _read(fd: int, at: int) -> tuple[list[Frame], int]:
    scan = scan_frames(os.pread(fd, _CHUNK_BYTES, at))
    if not scan.frames and scan.problem == "truncated":
        scan = scan_frames(os.pread(fd, FRAME_MAX_BYTES + FRAME_PREFIX_BYTES, at))
    return scan.frames, scan.consumed


def _ends_attempt(frame: Frame) -> bool:
    return is_end(frame.header[frame.header.index(b'"type":') :])
