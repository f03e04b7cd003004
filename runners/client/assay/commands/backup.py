"""Explains `assay backup`, which the server's own launcher does."""

from argparse import ArgumentParser

from assay.arguments import Parsed
from assay.failure import Misused


def add_arguments(parser: ArgumentParser) -> None:
    """Where the backup goes and what it leaves out."""
    parser.add_argument("folder", help="of all backups; what an earlier one brought there is not copied again")
    parser.add_argument("--without-checkpoints", action="store_true", help="leave checkpoints of trainings out")


def run(parsed: Parsed) -> None:
    """Refuses: the launcher does it where the data lie, before this program is asked."""
    raise Misused("error: run it in the checkout of the server's machine: `npm run assay -- backup FOLDER`.")
