"""Writes the marks of a closed round to a file."""

import json
from argparse import ArgumentParser
from pathlib import Path

from assay.arguments import Parsed
from assay.failure import Misused
from assay.printing import print_json, print_line

_FORMATS = ("csv", "jsonl", "label-studio")
_READ_BYTES = 1 << 16


def add_arguments(parser: ArgumentParser) -> None:
    """Which round, in what form, and where to."""
    parser.add_argument("campaign", help="its id, as `assay campaigns list` shows it")
    parser.add_argument("--format", choices=_FORMATS, default="csv", help="(default: csv)")
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="PATH",
        help="the file; for label-studio a folder, which gets config.xml and tasks.json",
    )


def run(parsed: Parsed) -> None:
    """Names what was written."""
    session = parsed.session
    label_studio = parsed.format == "label-studio"
    path = session.within("campaigns", parsed.campaign, "label-studio" if label_studio else "marks")
    try:
        if label_studio:
            whole = session.connection.get(path)
            parsed.out.mkdir(parents=True, exist_ok=True)
            (parsed.out / "config.xml").write_text(whole["config"], encoding="utf-8")
            (parsed.out / "tasks.json").write_text(json.dumps(whole["tasks"], ensure_ascii=False), encoding="utf-8")
        else:
            with (
                session.connection.open("GET", path, {"format": parsed.format}) as answer,
                parsed.out.open("wb") as out,
            ):
                while piece := answer.read(_READ_BYTES):
                    out.write(piece)
    except OSError as error:
        raise Misused(f"{parsed.out} cannot be written: {(error.strerror or 'unknown').lower()}.") from None
    print_json({"path": str(parsed.out)}) if parsed.json else print_line(str(parsed.out))
