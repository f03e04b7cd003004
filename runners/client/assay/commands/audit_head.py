"""Exports the head of the audit chain, and prints it."""

from argparse import ArgumentParser

from assay.arguments import Parsed
from assay.printing import print_json, print_line, tell


def add_arguments(parser: ArgumentParser) -> None:
    """None of its own."""


def run(parsed: Parsed) -> None:
    """One line, `sequence digest`: kept elsewhere, it shows a chain that was written anew."""
    head = parsed.session.connection.post(parsed.session.within("audit/heads"))["head"]
    if parsed.json:
        print_json(head)
        return
    if head is None:
        tell("The chain has no entry yet.")
        return
    print_line(f"{head['sequence']} {head['digest']}")
