"""Prints a run's log."""

import json
import sys
from argparse import ArgumentParser
from datetime import UTC, datetime
from typing import Any

from assay.arguments import Parsed
from assay.looks import Looks
from assay.printing import print_line
from assay.run_pages import read_log
from assay.run_states import SETTLED
from assay.session import Session


def add_arguments(parser: ArgumentParser) -> None:
    """Which run, and whether to stay."""
    parser.add_argument("run", help="its id")
    parser.add_argument("-f", "--follow", action="store_true", help="and what is added until the run ends")
    parser.add_argument("--query", metavar="TEXT", help="only lines with this text")
    parser.add_argument("--level", choices=("debug", "info", "warning", "error"), help="this level and above")


def run(parsed: Parsed) -> None:
    """One line of the log a line, or one JSON object a line."""
    after = 0
    looks = Looks()
    quiet = True
    while True:
        # The state is read before the lines, so a run that ends in between is read once more.
        ended = not parsed.follow or (quiet and _state(parsed.session, parsed.run) in SETTLED)
        before = after
        for line in read_log(parsed.session, parsed.run, parsed.query, parsed.level, after):
            print_line(json.dumps(line, ensure_ascii=False, separators=(",", ":")) if parsed.json else _shown(line))
            after = line["number"]
        sys.stdout.flush()
        if ended:
            return
        quiet = after == before
        looks.wait(begin_anew=not quiet)


def _state(session: Session, run: str) -> str:
    return str(session.connection.get(session.within("runs", run))["state"])


def _shown(line: dict[str, Any]) -> str:
    moment = datetime.fromtimestamp(line["time"], UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    return f"{moment}  {line['text']}"
