"""The frame of journal and wire; described where it is read, in `domain/frames/frame.ts`."""

from collections.abc import Iterator
from dataclasses import dataclass
from struct import Struct
from typing import Literal
from zlib import crc32

FRAME_MAGIC = b"ASY1"
FRAME_PREFIX_BYTES = 16
FRAME_MAX_BYTES = 64 * 1024 * 1024

_PREFIX = Struct("<4sIII")
_LENGTHS = Struct("<II")
_PADDING = tuple(b" " * count for count in range(8))


@dataclass(frozen=True, slots=True)
class Frame:
    """One whole frame of a buffer, `start` to `end`; `body` holds little-endian float64 columns."""

    header: bytes
    body: memoryview
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class FrameScan:
    """The whole frames at the front of a buffer and what stopped the reading."""

    frames: list[Frame]
    consumed: int
    problem: Literal["truncated", "corrupt"] | None


def encode_frame(header: bytes, body: bytes = b"") -> bytes:
    """One frame. `header` is UTF-8 JSON; `body` is float64 columns, a multiple of 8 bytes."""
    header += _PADDING[-len(header) % 8]
    lengths = _LENGTHS.pack(len(header), len(body))
    payload = header + body
    return b"".join((FRAME_MAGIC, lengths, crc32(payload, crc32(lengths)).to_bytes(4, "little"), payload))


def scan_frames(buffer: bytes | memoryview) -> FrameScan:
    """Reads whole frames from the front of `buffer`; what follows the last good one is named, never guessed."""
    view = memoryview(buffer)
    frames: list[Frame] = []
    at = 0
    while at < len(view):
        bounds = _bounds(view, at)
        if isinstance(bounds, str):
            return FrameScan(frames, at, bounds)
        body_start, end = bounds
        header = bytes(view[at + FRAME_PREFIX_BYTES : body_start])
        if not _is_utf8(header):
            return FrameScan(frames, at, "corrupt")
        frames.append(Frame(header, view[body_start:end], at, end))
        at = end
    return FrameScan(frames, at, None)


def _bounds(view: memoryview, at: int) -> tuple[int, int] | Literal["truncated", "corrupt"]:
    """Start of the body and end of the frame at `at`, its checksum verified."""
    if len(view) - at < FRAME_PREFIX_BYTES:
        return "truncated"
    magic, header_bytes, body_bytes, checksum = _PREFIX.unpack_from(view, at)
    misshapen = header_bytes % 8 or body_bytes % 8 or header_bytes + body_bytes > FRAME_MAX_BYTES
    if magic != FRAME_MAGIC or misshapen:
        return "corrupt"
    body_start = at + FRAME_PREFIX_BYTES + header_bytes
    end = body_start + body_bytes
    if end > len(view):
        return "truncated"
    if crc32(view[at + FRAME_PREFIX_BYTES : end], crc32(view[at + 4 : at + 12])) != checksum:
        return "corrupt"
    return body_start, end


def _is_utf8(header: bytes) -> bool:
    try:
        header.decode()
    except UnicodeDecodeError:
        return False
    return True


def columns(frame: Frame, count: int) -> "Iterator[memoryview[float]]":
    """The body as `count` columns of float64, read in place."""
    values = frame.body.cast("d")
    rows = len(values) // count
    for index in range(count):
        yield values[index * rows : (index + 1) * rows]
