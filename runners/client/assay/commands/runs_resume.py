"""`assay runs resume`."""

from argparse import ArgumentParser

from assay.arguments import Parsed
from assay.run_action import act, add_run


def add_arguments(parser: ArgumentParser) -> None:
    """Which run."""
    add_run(parser)


def run(parsed: Parsed) -> None:
    """Says the state that the run is in now."""
    act(parsed, "resume")
