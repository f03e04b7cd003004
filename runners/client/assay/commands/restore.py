"""Explains `assay restore`, which the server's own launcher does."""

from argparse import ArgumentParser

from assay.arguments import Parsed
from assay.failure import Misused


def add_arguments(parser: ArgumentParser) -> None:
    """Which backup, and whether it may replace work."""
    parser.add_argument("snapshot", help="one folder of a time below the folder of backups")
    parser.add_argument("--replace", action="store_true", help="let what is there now go")


def run(parsed: Parsed) -> None:
    """Refuses: the launcher does it where the data lie, before this program is asked."""
    raise Misused("error: run it in the checkout of the server's machine: `npm run assay -- restore FOLDER/SNAPSHOT`.")
