"""Reads the arguments of one command."""

import argparse
from collections.abc import Callable
from typing import NoReturn

from assay.command_line import EXIT_CODES
from assay.failure import Misused
from assay.session import Session


class Parsed(argparse.Namespace):
    """The arguments, with what every command has."""

    json: bool
    session: Session


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise Misused(f"error: {message}\n{self.format_usage().rstrip()}")


def parse(name: str, about: str, add_arguments: Callable[[argparse.ArgumentParser], None], given: list[str]) -> Parsed:
    """The arguments behind the words of the command; --project may stand anywhere.

    Raises:
        Misused: when they do not fit.
    """
    parser = _Parser(
        prog=f"assay {name}",
        description=f"{about[0].upper()}{about[1:]}.",
        epilog=EXIT_CODES,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    for word in name.split():
        parser.add_argument(f"command_{word}", choices=[word], metavar="", help=argparse.SUPPRESS)
    add_arguments(parser)
    parser.add_argument("--project", metavar="SLUG", help="the project to work in (default: the only one)")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parsed = parser.parse_args(given, Parsed())
    parsed.session = Session(parsed.project)
    return parsed


def whole_number(option: str, least: int = 1) -> Callable[[str], int]:
    """Reads a whole number not below `least`."""

    def read(text: str) -> int:
        if not text.lstrip("-").isdigit() or int(text) < least:
            raise Misused(f"{option} takes a whole number{' above 0' if least == 1 else f' from {least} up'}.")
        return int(text)

    return read
