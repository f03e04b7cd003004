"""Lists campaigns."""

from argparse import ArgumentParser

from assay.arguments import Parsed, whole_number
from assay.printing import print_json, print_table
from assay.session import items


def add_arguments(parser: ArgumentParser) -> None:
    """How many."""
    parser.add_argument("--limit", type=whole_number("--limit"), default=50, help="at most so many, up to 100")


def run(parsed: Parsed) -> None:
    """One line a campaign, the newest first."""
    session = parsed.session
    found = items(session.connection.get(session.within("campaigns"), {"limit": min(parsed.limit, 100)}))
    if parsed.json:
        print_json(found)
        return
    rows = [
        [
            str(each["id"]),
            str(each["name"]),
            str(each["state"]),
            "labels" if each["origin"] == "labels" else str(each["mode"]),
            str(each["unit"]),
            str(each["cases"]),
            str(each["readers"]),
            f"{each['progress']['done']} of {each['progress']['total']}",
        ]
        for each in found
    ]
    print_table(["ID", "NAME", "STATE", "KIND", "UNIT", "CASES", "READERS", "READ"], rows, "No campaigns yet.")
