"""The body of an export, as it arrives."""

from collections.abc import Iterator
from http.client import HTTPException, HTTPResponse

from assay.failure import Failed
from assay.printing import format_bytes

_PIECE_BYTES = 1024 * 1024


def read_pieces(answer: HTTPResponse) -> Iterator[bytes]:
    """What arrives, piece by piece; an end that comes too early is a failure and not the file's end."""
    size = 0
    try:
        while piece := answer.read1(_PIECE_BYTES):
            size += len(piece)
            yield piece
        whole = not answer.length
    except (HTTPException, ConnectionError, TimeoutError):
        whole = False
    if not whole:
        raise Failed(f"The export broke off after {format_bytes(size)}: run it again.")
