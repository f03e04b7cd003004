"""Stores a journal as a run."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from assay.arguments import Parsed
from assay.printing import print_json, print_line, tell
from assay.session import Session
from assay.upload import readable


def add_arguments(parser: ArgumentParser) -> None:
    """The journal and what to call it."""
    parser.add_argument("journal", type=Path, help="journal.frames of an attempt folder")
    parser.add_argument("--name", help="name of the run (default: the journal's folder)")
    parser.add_argument("--stage", help="what the run did, e.g. sft (default: command)")


def run(parsed: Parsed) -> None:
    """A second time it adds only what is new."""
    imported = import_journal(parsed.session, parsed.journal, parsed.name, parsed.stage)
    if parsed.json:
        print_json(imported)
        return
    print_line(imported["run"])
    for each in imported["refused"]:
        tell(f"Left out frame {each['frame']}: {each['what']}.")


def import_journal(session: Session, journal: Path, name: str | None, stage: str | None) -> dict[str, Any]:
    """What the server stored of it.

    Raises:
        Failed: when a frame of it cannot be read, naming the frame.
    """
    query = {"project": session.project, "name": name or journal.resolve().parent.name, "stage": stage}
    imported: dict[str, Any] = session.connection.send_file("/api/runs/import", readable(journal), query)
    return imported
