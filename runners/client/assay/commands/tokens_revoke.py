"""Ends an API token."""

from argparse import ArgumentParser

from assay.addresses import path_of
from assay.arguments import Parsed
from assay.printing import print_json, print_line


def add_arguments(parser: ArgumentParser) -> None:
    """Which one."""
    parser.add_argument("token", help="its id, as `assay tokens list` shows it")


def run(parsed: Parsed) -> None:
    """From now on it opens nothing."""
    parsed.session.connection.delete(path_of("api", "v1", "tokens", parsed.token))
    if parsed.json:
        print_json({"id": parsed.token, "revoked": True})
    else:
        print_line(f"{parsed.token} opens nothing any more")
