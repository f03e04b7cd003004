"""Brings labels in as a closed campaign."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from assay.arguments import Parsed
from assay.campaign_result import print_result, read_result, summarise
from assay.failure import Failed, Misused
from assay.printing import print_json, print_line, tell
from assay.upload import readable

_COLUMNS = {
    "item": "names the item",
    "reviewer": "names the reader, in a file of one row a label",
    "label": "is the label, in a file of one row a label",
    "type": "is the error's type",
    "severity": "is minor or major",
    "start": "is the first offset into the note, from 0 on",
    "end": "is the offset behind the last",
    "quote": "is the marked words, to check the offsets by",
    "corrected": "is the note as the reader corrected it",
    "note": "is the note's text; of Label Studio a key of the tasks' data",
    "source": "is the source's text; of Label Studio a key of the tasks' data",
    "group": "is the patient or document; of sentences, the note they are of",
    "section": "is the note's section",
    "arm": "says whose note it is",
}
_PLAIN = (*_COLUMNS, "reviewers", "unit", "unitColumn", "offsets", "version", "format", "verdict", "readers", "name")
_PROBLEMS_SHOWN = 50


def add_arguments(parser: ArgumentParser) -> None:
    """The file, and which column is what."""
    parser.add_argument("file", type=Path, help="CSV with a header, JSONL, or the JSON that Label Studio exports")
    for name, about in _COLUMNS.items():
        parser.add_argument(f"--{name}", metavar="COL", help=f"the column that {about}")
    parser.add_argument("--reviewers", metavar="COL,COL,…", help="the columns of a wide file, one a reader")
    parser.add_argument(
        "--positive", metavar="VALUE", action="append", help="the value that says there is an error; may be given again"
    )
    parser.add_argument(
        "--negative", metavar="VALUE", action="append", help="a value that says there is none; may be given again"
    )
    parser.add_argument("--unit", choices=["note", "sentence"], default="note", help="what the rate counts")
    parser.add_argument("--unit-column", dest="unitColumn", metavar="COL", help="the column that says each row's unit")
    parser.add_argument(
        "--offsets", choices=["utf-16", "code-points"], default="utf-16", help="what start and end count"
    )
    parser.add_argument("--version", metavar="ID", help="a dataset version whose rows the items are")
    parser.add_argument("--name", metavar="N", help="name of the campaign (default: the file's)")
    parser.add_argument("--format", choices=["table", "label-studio"], help="(default: by the file's ending)")
    parser.add_argument("--verdict", metavar="CONTROL", help="Label Studio: the control that gives the verdict")
    parser.add_argument(
        "--readers", choices=["annotations", "predictions"], default="annotations", help="Label Studio: who reads"
    )
    parser.add_argument("--check", action="store_true", help="read the file, tell its problems, and store nothing")


def run(parsed: Parsed) -> None:
    """Rate, interval, verdict and agreement of what was stored."""
    file = readable(parsed.file)
    query = _query(parsed)
    session = parsed.session
    if parsed.check:
        _check(parsed, query)
        return
    stored = session.connection.send_file(session.within("campaigns", "imports"), file, query)
    answer = read_result(session, stored["id"])
    if parsed.json:
        print_json({**summarise(answer), "missing": stored["missing"]})
        return
    told = f"{stored['labels']} labels of {stored['readers']} readers for {stored['items']} items"
    print_line(f"{stored['id']}  {stored['name']}: {told}")
    if stored["missing"]:
        tell(f"{stored['missing']} cells without a label count in nothing.")
    print_result(answer)


def _query(parsed: Parsed) -> dict[str, Any]:
    form = parsed.format or ("label-studio" if parsed.file.suffix.lower() == ".json" else "table")
    if form == "table" and parsed.item is None:
        raise Misused("error: --item names the column of items.")
    if form == "table" and not (parsed.reviewers or (parsed.reviewer and parsed.label)):
        raise Misused("error: name --reviewer and --label, or the columns of a wide file with --reviewers.")
    query: dict[str, Any] = {name: getattr(parsed, name) for name in _PLAIN}
    values = {name: "\n".join(getattr(parsed, name) or []) or None for name in ("positive", "negative")}
    return {**query, **values, "format": form, "fileName": parsed.file.name}


def _check(parsed: Parsed, query: dict[str, Any]) -> None:
    query.pop("name")
    session = parsed.session
    found = session.connection.send_file(session.within("campaigns", "imports", "check"), parsed.file, query)
    if parsed.json:
        print_json(found)
    else:
        print_line(
            f"{found['labels']} labels of {len(found['readers'])} readers for {found['items']} items: "
            f"{found['positive']} with an error, {found['missing']} cells empty, {found['marks']} places"
        )
    for problem in found["problems"][:_PROBLEMS_SHOWN]:
        place = "the file" if problem["row"] is None else f"{found['counted']} {problem['row']}"
        column = f", column {problem['column']}" if problem["column"] else ""
        tell(f"{place}{column}: {problem['what']} {problem['remedy']}")
    if found["problemCount"]:
        raise Failed(f"{found['problemCount']} problems; the file would not be stored.")
