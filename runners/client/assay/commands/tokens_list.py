"""Lists the person's API tokens."""

from argparse import ArgumentParser

from assay.arguments import Parsed
from assay.printing import print_json, print_table
from assay.session import items


def add_arguments(parser: ArgumentParser) -> None:
    """None of its own."""


def run(parsed: Parsed) -> None:
    """One line a token; what it opens with is stored hashed and cannot be shown."""
    tokens = items(parsed.session.connection.get("/api/v1/tokens"))
    if parsed.json:
        print_json(tokens)
        return
    rows = [
        [
            str(each["id"]),
            str(each.get("scope") or "-"),
            str(each.get("project") or "all"),
            _day(each.get("expiresAt"), "never"),
            _day(each.get("lastUsedAt"), "never"),
            str(each["name"]),
        ]
        for each in tokens
    ]
    print_table(["TOKEN", "SCOPE", "PROJECT", "ENDS", "LAST USED", "NAME"], rows, "No tokens yet.")


def _day(time: object, missing: str) -> str:
    return str(time)[:10] if time else missing
