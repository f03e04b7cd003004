"""Writes a launched sweep as a `config.yaml` of Factual-DPO."""

from argparse import ArgumentParser
from pathlib import Path

from assay.arguments import Parsed
from assay.failure import Misused
from assay.printing import print_json, print_line, tell


def add_arguments(parser: ArgumentParser) -> None:
    """The sweep and where to write it."""
    parser.add_argument("tag", help="the tag of its runs, such as sweep-1a2b3c")
    parser.add_argument("--out", metavar="FILE", help="write it there (default: print it)")
    parser.add_argument("--force", action="store_true", help="replace a file that is there")


def run(parsed: Parsed) -> None:
    """Prints or writes the file."""
    session = parsed.session
    out = Path(parsed.out) if parsed.out else None
    if out and out.exists() and not parsed.force:
        raise Misused(f"{out} is there already; --force replaces it.")
    made = session.connection.get(session.within("sweeps", parsed.tag, "file"))
    if parsed.json:
        print_json(made)
    elif out:
        out.write_text(str(made["text"]), encoding="utf-8")
        tell(f"Written to {out}.")
    else:
        print_line(str(made["text"]).rstrip("\n"))
