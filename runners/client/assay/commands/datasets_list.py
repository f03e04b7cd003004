"""Lists datasets."""

from argparse import ArgumentParser

from assay.arguments import Parsed
from assay.printing import print_json, print_table
from assay.session import items


def add_arguments(parser: ArgumentParser) -> None:
    """None of its own."""


def run(parsed: Parsed) -> None:
    """One line a dataset, with its newest version."""
    session = parsed.session
    datasets = items(session.connection.get(session.within("datasets"), {"limit": 500}))
    if parsed.json:
        print_json(datasets)
        return
    rows = [
        [
            str(each["version"]["id"]),
            str(each["name"]),
            f"v{each['version']['number']}",
            str(each["version"]["type"]),
            str(each["version"]["rows"]),
        ]
        for each in datasets
    ]
    print_table(["VERSION", "NAME", "NUMBER", "TYPE", "ROWS"], rows, "No datasets yet.")
