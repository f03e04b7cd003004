"""Lists models."""

from argparse import ArgumentParser

from assay.arguments import Parsed
from assay.printing import print_json, print_table
from assay.session import items


def add_arguments(parser: ArgumentParser) -> None:
    """None of its own."""


def run(parsed: Parsed) -> None:
    """One line a model, newest first."""
    session = parsed.session
    models = items(session.connection.get(session.within("models"), {"limit": 500}))
    if parsed.json:
        print_json(models)
        return
    rows = [
        [
            str(each["id"]),
            str(each["name"]),
            str(each["source"]),
            str((each.get("baseModel") or {}).get("name", "-")),
            str(each["madeBy"]["name"]),
        ]
        for each in models
    ]
    print_table(["MODEL", "NAME", "SOURCE", "STANDS ON", "MADE BY"], rows, "No models yet.")
