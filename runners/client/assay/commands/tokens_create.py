"""Makes an API token."""

from argparse import ArgumentParser

from assay.arguments import Parsed, whole_number
from assay.printing import print_json, print_line, tell

SCOPES = ("read", "log", "write", "admin")


def add_arguments(parser: ArgumentParser) -> None:
    """What the token is for, what it may do and until when; with --project it opens that one alone."""
    parser.add_argument("name", help="what it is for, e.g. cluster-a")
    parser.add_argument("--scope", choices=SCOPES, default="write", help="each holds the ones before it")
    parser.add_argument("--days", type=whole_number("--days"), default=90, help="until it ends (default: 90)")


def run(parsed: Parsed) -> None:
    """Prints the token, which nobody can read again."""
    wanted = {
        "name": parsed.name,
        "scope": parsed.scope,
        "project": parsed.project,
        "expiresInDays": parsed.days,
    }
    made = parsed.session.connection.post("/api/v1/tokens", wanted)
    if parsed.json:
        print_json(made)
        return
    print_line(made["token"])
    where = f"in {parsed.project}" if parsed.project else "in all of your projects"
    tell(f"It may {parsed.scope} {where} for {parsed.days} days and is not shown again.")
