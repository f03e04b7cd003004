"""Shows one run."""

from argparse import ArgumentParser

from assay.arguments import Parsed
from assay.printing import print_json


def add_arguments(parser: ArgumentParser) -> None:
    """Which one."""
    parser.add_argument("run", help="its id")


def run(parsed: Parsed) -> None:
    """Always JSON."""
    session = parsed.session
    print_json(session.connection.get(session.within("runs", parsed.run)))
