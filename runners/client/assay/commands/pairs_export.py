"""Writes a version of pairs as files that TRL's trainers read, with a data card."""

import sys
from argparse import ArgumentParser
from contextlib import suppress
from pathlib import Path
from typing import Any

from assay.arguments import Parsed
from assay.export_pieces import read_pieces
from assay.failure import Failed
from assay.printing import format_bytes, print_json, tell

_SPLITS = ("train", "validation", "test")


def add_arguments(parser: ArgumentParser) -> None:
    """Which pairs, in which form, and where to."""
    parser.add_argument("version", help="id of a version of pairs, or of the set that was frozen into it")
    parser.add_argument("--format", choices=("trl",), default="trl")
    parser.add_argument("--unpaired", action="store_true", help="answers one by one: prompt, completion, label")
    parser.add_argument("--conversational", action="store_true", help="texts as messages of user and assistant")
    parser.add_argument(
        "--output",
        metavar="FOLDER",
        type=Path,
        help="gets a file a split and README.md, the data card (default: every row on standard output)",
    )


def run(parsed: Parsed) -> None:
    """Files are complete or not there at all."""
    try:
        written = _write_folder(parsed) if parsed.output else _write_rows(parsed, None, sys.stdout.buffer)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Failed(f"{parsed.output or 'Standard output'}: {(error.strerror or str(error)).lower()}.") from None
    if isinstance(written, dict):
        if parsed.json:
            print_json({"version": parsed.version, "folder": str(parsed.output), "files": written})
        else:
            for name, size in written.items():
                tell(f"{parsed.output / name}: {format_bytes(size)}")


def _write_folder(parsed: Parsed) -> dict[str, int]:
    folder: Path = parsed.output
    folder.mkdir(parents=True, exist_ok=True)
    session = parsed.session
    written: dict[str, int] = {}
    for split in _SPLITS:
        partial = folder / f"{split}.jsonl.partial"
        try:
            with partial.open("wb") as target:
                size = _write_rows(parsed, split, target)
            if size:
                partial.replace(folder / f"{split}.jsonl")
                written[f"{split}.jsonl"] = size
            else:
                (folder / f"{split}.jsonl").unlink(missing_ok=True)
        finally:
            with suppress(OSError):
                partial.unlink(missing_ok=True)
    with session.connection.open("GET", session.within("pairs", parsed.version, "card"), {}) as answer:
        card = answer.read()
    (folder / "README.md").write_bytes(card)
    written["README.md"] = len(card)
    return written


def _write_rows(parsed: Parsed, split: str | None, target: Any) -> int:
    """Bytes that were written."""
    session = parsed.session
    asked = {
        "form": "unpaired" if parsed.unpaired else "paired",
        "conversational": "true" if parsed.conversational else "false",
        **({"split": split} if split else {}),
    }
    size = 0
    with session.connection.open("GET", session.within("pairs", parsed.version, "export"), asked) as answer:
        for piece in read_pieces(answer):
            target.write(piece)
            size += len(piece)
    target.flush()
    return size
