"""Lists the projects that the person is in."""

from argparse import ArgumentParser

from assay.arguments import Parsed
from assay.printing import print_json, print_table
from assay.session import items


def add_arguments(parser: ArgumentParser) -> None:
    """None of its own."""


def run(parsed: Parsed) -> None:
    """One line a project."""
    projects = items(parsed.session.connection.get("/api/v1/projects"))
    if parsed.json:
        print_json(projects)
        return
    rows = [[str(each["slug"]), str(each.get("role") or "-"), str(each["name"])] for each in projects]
    print_table(["PROJECT", "ROLE", "NAME"], rows, "You are in no project yet.")
