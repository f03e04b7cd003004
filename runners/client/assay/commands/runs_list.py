"""Lists runs."""

from argparse import ArgumentParser

from assay.arguments import Parsed, whole_number
from assay.printing import print_json, print_table
from assay.run_pages import list_runs


def add_arguments(parser: ArgumentParser) -> None:
    """Which runs, in which order and how many."""
    parser.add_argument(
        "--filter", metavar="EXPRESSION", help="as in the box above the runs table, e.g. state = failed"
    )
    parser.add_argument("--sort", metavar="COLUMN", help="with .asc or .desc, e.g. name.asc, metric.train/loss.asc")
    parser.add_argument("--limit", type=whole_number("--limit"), default=100, help="at most so many (default: 100)")


def run(parsed: Parsed) -> None:
    """One line a run."""
    runs = list_runs(parsed.session, parsed.filter, parsed.sort, parsed.limit)
    if parsed.json:
        print_json(runs)
        return
    rows = [[str(each[name]) for name in ("id", "stage", "state", "createdAt", "name")] for each in runs]
    print_table(["RUN", "STAGE", "STATE", "CREATED", "NAME"], rows, "No runs yet.")
