"""Writes a dataset version to a file."""

import os
import sys
from argparse import ArgumentParser
from pathlib import Path

from assay.arguments import Parsed
from assay.export_pieces import read_pieces
from assay.failure import Failed
from assay.printing import format_bytes, print_json, tell


def add_arguments(parser: ArgumentParser) -> None:
    """Which version, how and where to."""
    parser.add_argument("version", help="id of the version, as `assay datasets list` shows it")
    parser.add_argument("--format", choices=("jsonl", "csv"), default="jsonl")
    parser.add_argument("--out", metavar="FILE", type=Path, help="where to write it (default: standard output)")


def run(parsed: Parsed) -> None:
    """A file is complete or not there at all."""
    session = parsed.session
    path = session.within("datasets", parsed.version, "export")
    partial = parsed.out.with_name(f"{parsed.out.name}.partial-{os.getpid()}") if parsed.out else None
    size = 0
    try:
        # What is read by programs must not be cut at a terminal's idea of text.
        target = partial.open("wb") if partial else sys.stdout.buffer
        with session.connection.open("GET", path, {"format": parsed.format}) as answer:
            for piece in read_pieces(answer):
                target.write(piece)
                size += len(piece)
        target.flush()
        if partial:
            target.close()
            partial.replace(parsed.out)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Failed(f"{parsed.out or 'Standard output'}: {(error.strerror or str(error)).lower()}.") from None
    finally:
        if partial:
            partial.unlink(missing_ok=True)
    if parsed.json and parsed.out:
        print_json({"version": parsed.version, "file": str(parsed.out), "bytes": size})
    elif parsed.out:
        tell(f"{parsed.out}: {format_bytes(size)}")
