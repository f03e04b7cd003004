"""Says what a closed round came to."""

from argparse import ArgumentParser

from assay.arguments import Parsed
from assay.campaign_result import print_result, read_result, summarise
from assay.printing import print_json, print_line


def add_arguments(parser: ArgumentParser) -> None:
    """Which one."""
    parser.add_argument("campaign", help="its id, as `assay campaigns list` shows it")


def run(parsed: Parsed) -> None:
    """Rate, interval, verdict and agreement."""
    answer = read_result(parsed.session, parsed.campaign)
    if parsed.json:
        print_json(summarise(answer))
        return
    print_line(str(answer["campaign"]["name"]))
    print_result(answer)
