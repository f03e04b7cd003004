"""Checks the audit chain."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from assay.arguments import Parsed
from assay.failure import Failed, Misused
from assay.printing import print_json, print_line, tell

_WORDS = 2


def add_arguments(parser: ArgumentParser) -> None:
    """Heads that were kept elsewhere."""
    parser.add_argument(
        "--head",
        metavar="FILE",
        type=Path,
        action="append",
        default=[],
        help="a file of heads as `assay audit head` printed them, or heads.jsonl of a data folder; may be given again",
    )


def run(parsed: Parsed) -> None:
    """Fails where anything was edited, removed, added or moved; every finding is a line."""
    heads = [head for file in parsed.head for head in _read_heads(file)]
    check = parsed.session.connection.post(parsed.session.within("audit/verification"), {"heads": heads})
    if parsed.json:
        print_json(check)
    else:
        for finding in check["findings"]:
            entry = "" if finding["sequence"] is None else f"entry {finding['sequence']}: "
            print_line(f"{entry}{finding['kind']}: {finding['what']}")
    walked = f"{check['entries']} entries and {check['rows']} rows, against {check['heads']} exported heads"
    if check["findings"]:
        raise Failed(f"The chain is not whole: {len(check['findings'])} findings in {walked}.")
    tell(f"The chain is whole: {walked}.")


def _read_heads(file: Path) -> list[dict[str, Any]]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise Misused(f"{file} cannot be read: {error}.") from error
    return [_read_head(file, number, line) for number, line in enumerate(lines, start=1) if line.strip()]


def _read_head(file: Path, number: int, line: str) -> dict[str, Any]:
    wrong = Misused(f"{file}, line {number}: expected `sequence digest` or a JSON object with both.")
    if line.lstrip().startswith("{"):
        try:
            said = json.loads(line)
            return {"sequence": int(said["sequence"]), "digest": str(said["digest"])}
        except (ValueError, KeyError, TypeError) as error:
            raise wrong from error
    words = line.split()
    if len(words) != _WORDS or not words[0].isdigit():
        raise wrong
    return {"sequence": int(words[0]), "digest": words[1]}
