"""Prints an address that signs a person in."""

from argparse import ArgumentParser

from assay.arguments import Parsed
from assay.printing import print_json, print_line


def add_arguments(parser: ArgumentParser) -> None:
    """None of its own."""


def run(parsed: Parsed) -> None:
    """Asks for the address and prints it."""
    address = parsed.session.connection.post("/api/v1/account/sign-in-address")["address"]
    if parsed.json:
        print_json({"address": address})
    else:
        print_line(address)
