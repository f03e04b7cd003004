"""Forgets what `assay login` kept."""

from argparse import ArgumentParser

from assay.access import LOGIN_FILE, home_folder
from assay.arguments import Parsed
from assay.printing import print_json, print_line


def add_arguments(parser: ArgumentParser) -> None:
    """None of its own."""


def run(parsed: Parsed) -> None:
    """Removes the file; the token itself lives on until it is revoked."""
    path = home_folder() / LOGIN_FILE
    was = path.is_file()
    path.unlink(missing_ok=True)
    if parsed.json:
        print_json({"forgotten": was})
    else:
        print_line("Signed out; the token itself ends with `assay tokens revoke`." if was else "Nobody was signed in.")
