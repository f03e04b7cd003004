"""Prints a link by which a person sets a new password."""

from argparse import ArgumentParser

from assay.arguments import Parsed
from assay.printing import print_json, print_line, tell


def add_arguments(parser: ArgumentParser) -> None:
    """Whose password it is."""
    parser.add_argument("email", help="the address that the person signs in with")


def run(parsed: Parsed) -> None:
    """Asks for the link and prints it; only the server's own machine is given one."""
    made = parsed.session.connection.post("/api/v1/account/password-link", {"email": parsed.email})
    if parsed.json:
        print_json(made)
        return
    print_line(made["address"])
    tell(f"{made['name']} sets a new password with it within a day, once. It ends their browsers and tokens.")
