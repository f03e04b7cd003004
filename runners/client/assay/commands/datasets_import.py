"""Stores a file as a dataset version."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from assay.arguments import Parsed
from assay.dataset_preview import preview_dataset, print_preview
from assay.printing import print_json, print_line, tell
from assay.upload import upload_dataset

_PROBLEMS_SHOWN = 20
_READING = ("type", "columns", "split", "encoding", "keepAlike", "withoutLabels")
_STORING = ("name", *_READING, "holds", "approval", "approvedUntil")


def add_arguments(parser: ArgumentParser) -> None:
    """The file and how to read it."""
    parser.add_argument("file", type=Path, help="CSV, JSONL, JSON or Parquet; MTS-Dialog and ACI-Bench are recognised")
    parser.add_argument("--preview", action="store_true", help="show what would be stored, and store nothing")
    parser.add_argument("--name", help="name of the dataset (default: the file's)")
    parser.add_argument("--type", help="notes, sft, prompts, …")
    parser.add_argument(
        "--columns", metavar="PAIRS", help="which column is which field: source=dialogue,reference=note"
    )
    parser.add_argument("--split", help="put every row into train, validation or test")
    parser.add_argument("--encoding", help="utf-8, windows-1252 or utf-16 (default: utf-8)")
    parser.add_argument(
        "--without-labels",
        dest="withoutLabels",
        choices=("equal", "opposite", "leave-out"),
        help="what pairs without labels are: (0, 0), (0, 1), or no pairs (default: equal)",
    )
    parser.add_argument(
        "--keep-alike", dest="keepAlike", action="store_true", default=None, help="keep rows nearly alike in one split"
    )
    parser.add_argument(
        "--holds", metavar="WHAT", default="unstated", help="synthetic, deidentified, identifiable or unstated"
    )
    parser.add_argument("--approval", metavar="TEXT", help="ethics vote, contract or protocol that allows it")
    parser.add_argument("--approved-until", dest="approvedUntil", metavar="DAY", help="the last day, as 2027-12-31")


def run(parsed: Parsed) -> None:
    """Sends the file; rows that were left out are named with their reason."""
    names = _READING if parsed.preview else _STORING
    wanted = {name: getattr(parsed, name) for name in names}
    if parsed.preview:
        preview = preview_dataset(parsed.session, parsed.file, wanted)
        print_json(preview) if parsed.json else print_preview(preview)
        return
    stored = upload_dataset(parsed.session, parsed.file, wanted)
    _tell_problems(stored["problems"])
    if parsed.json:
        print_json(stored)
        return
    was = "was there already" if stored["existing"] else "imported"
    print_line(f"{stored['datasetVersionId']}  version {stored['number']}, {stored['rows']} rows, {was}")


def _tell_problems(problems: list[dict[str, Any]]) -> None:
    for problem in problems[:_PROBLEMS_SHOWN]:
        tell(f"row {problem['row']}: {problem['reason']}")
    if len(problems) > _PROBLEMS_SHOWN:
        tell(f"… and {len(problems) - _PROBLEMS_SHOWN} more rows with problems")
