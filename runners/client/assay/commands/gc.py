"""Explains `assay gc`, which the server's own launcher does."""

from argparse import ArgumentParser

from assay.arguments import Parsed
from assay.failure import Misused


def add_arguments(parser: ArgumentParser) -> None:
    """Whether it only looks."""
    parser.add_argument("--dry-run", action="store_true", help="only say what would go")


def run(parsed: Parsed) -> None:
    """Refuses: the launcher does it where the data lie, before this program is asked."""
    raise Misused("error: run it in the checkout of the server's machine: `npm run assay -- gc`.")
