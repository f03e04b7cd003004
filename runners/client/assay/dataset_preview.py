"""Shows what a file would become before anything is stored."""

import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from assay.failure import Failed
from assay.printing import format_table, print_line, tell
from assay.session import Session
from assay.upload import readable

_LOOK_SECONDS = 0.5
_SAMPLE_CHARACTERS = 40


def preview_dataset(session: Session, path: Path, wanted: Mapping[str, object]) -> dict[str, Any]:
    """What the server makes of the file; the import is taken back whatever happens.

    Raises:
        Failed: when the file cannot be read, with the problems.
    """
    query = {"fileName": path.name, **wanted}
    opened = session.connection.send_file(session.within("datasets", "imports"), readable(path), query)
    place = ("datasets", "imports", opened["id"])
    told = ""
    try:
        while opened["state"] in ("receiving", "examining"):
            phase = _progress(opened.get("progress"))
            if phase != told:
                tell(phase)
                told = phase
            time.sleep(_LOOK_SECONDS)
            opened = session.connection.get(session.within(*place))
    finally:
        session.connection.post(session.within(*place, "cancel"))
    if opened["failure"]:
        problems = [f"  {each['where']}: {each['what']}" for each in opened["failure"]["problems"]]
        raise Failed("\n".join([opened["failure"]["message"], *problems]))
    return dict(opened["preview"])


def _progress(progress: dict[str, Any] | None) -> str:
    if progress is None:
        return "waiting for the reader"
    share = f", {100 * progress['done'] / progress['total']:.0f} %" if progress["total"] else ""
    return f"{progress['phase']}: {progress['rows']} rows{share}"


def print_preview(preview: dict[str, Any]) -> None:
    """Columns with what they were taken for, counts, and the problems by reason."""
    guessed = " (guessed)" if preview["typeGuessed"] else ""
    print_line(f"{preview['format']}, {preview['encoding']}, type {preview['type']}{guessed}")
    fields = {column: field for field, column in preview["mapping"].items()}
    rows = [
        [
            each["name"],
            fields.get(each["name"], "-"),
            each["kind"],
            f"{each['filled']} of {each['of']}",
            _sample(each["samples"]),
        ]
        for each in preview["columns"]
    ]
    print_line(format_table(["COLUMN", "IS", "KIND", "FILLED", "FIRST"], rows))
    if preview["missing"]:
        print_line(f"Without a column: {', '.join(preview['missing'])}; name one by --columns.")
    elif preview["mappingHow"] == "guessed":
        pairs = ",".join(f"{field}={column}" for field, column in preview["mapping"].items())
        print_line(f"The columns are guessed; to store it so, add --columns {pairs}")
    reading = preview["reading"]
    if reading is None:
        return
    splits = ", ".join(f"{name} {count}" for name, count in reading["splits"].items())
    print_line(f"{reading['rows']} of {reading['rowsRead']} rows would be stored: {splits}; {reading['groups']} groups")
    for each in reading["problemCounts"]:
        rows_of = [str(problem["row"]) for problem in reading["problems"] if problem["reason"] == each["reason"]]
        tell(f"{each['rows']} rows: {each['reason']} (row {', '.join(rows_of[:5])}{', …' if each['rows'] > 5 else ''})")


def _sample(samples: list[str]) -> str:
    first = " ".join(samples[0].split()) if samples else ""
    return first if len(first) <= _SAMPLE_CHARACTERS else first[: _SAMPLE_CHARACTERS - 1] + "…"
