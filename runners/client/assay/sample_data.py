"""What the sample study trains on and is scored on."""

import subprocess
import sys
import tempfile
from argparse import ArgumentParser, Namespace
from pathlib import Path
from typing import Any

from assay.failure import Failed, Refused
from assay.printing import tell
from assay.session import Session
from assay.upload import upload_dataset
from runners.track.import_path import python_environment

_DIALOGUES = 300
_SEED = 0

Stored = dict[str, Any]


def add_notes(parser: ArgumentParser) -> None:
    """Whose notes, and which columns hold what."""
    parser.add_argument("--notes", metavar="FILE", type=Path, help="your own CSV or JSONL of dialogues and notes")
    parser.add_argument("--source-column", metavar="NAME", help="its column with the dialogue")
    parser.add_argument("--reference-column", metavar="NAME", help="its column with the note")
    parser.add_argument(
        "--held-out",
        metavar="FILE",
        type=Path,
        help="a second file to score on; without it, rows are held out from the first",
    )


def prepare_datasets(session: Session, wanted: Namespace) -> tuple[Stored, Stored | None]:
    """The notes of the person's file to train on and, where that is another file, those to score on."""
    pairs = [("source", wanted.source_column), ("reference", wanted.reference_column)]
    columns = ",".join(f"{field}={column}" for field, column in pairs if column) or None
    dataset = _upload(session, wanted.notes, columns)
    if wanted.held_out is None:
        return dataset, None
    return dataset, _upload(session, wanted.held_out, columns, "test")


def generate_dialogues(session: Session, further: int) -> Stored:
    """The project's own dialogues with notes, the same on every machine; `further` more patients are held out."""
    with tempfile.TemporaryDirectory(prefix="assay-sample-") as folder:
        path = Path(folder) / "sample-dialogues.jsonl"
        options = ["--out", str(path), "--seed", str(_SEED), "--dialogues", str(_DIALOGUES), "--further", str(further)]
        command = [sys.executable, "-P", "-m", "runners", "sample-data", *options]
        made = subprocess.run(command, env=python_environment(), capture_output=True, text=True, check=False)
        if made.returncode != 0:
            raise Failed(
                "The sample dialogues could not be made here, e.g. because the runner is not installed beside the "
                f"client: run this on the server's machine, or bring your own by --notes FILE.\n{made.stderr.strip()}"
            )
        wanted = {"name": "Sample dialogues", "type": "notes", "holds": "synthetic", "seed": _SEED}
        return upload_dataset(session, path, wanted)


def _upload(session: Session, path: Path, columns: str | None, split: str | None = None) -> Stored:
    wanted = {"type": "notes", "columns": columns, "split": split}
    try:
        stored = upload_dataset(session, path, wanted)
    except Refused as error:
        asked = None if columns else _ask_columns(str(error))
        if asked is None:
            raise
        stored = upload_dataset(session, path, {**wanted, "columns": asked})
    _tell_problems(path, stored)
    return stored


def _ask_columns(refusal: str) -> str | None:
    """Asks on a terminal which columns hold what; the refusal lists the columns that there are."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        return None
    tell(refusal)
    source = _ask("Column with the dialogue: ")
    reference = _ask("Column with the note: ")
    return f"source={source},reference={reference}" if source and reference else None


def _ask(question: str) -> str:
    # `input` would write the question to standard output, which belongs to the result.
    sys.stderr.write(question)
    sys.stderr.flush()
    return sys.stdin.readline().strip()


def _tell_problems(path: Path, stored: Stored) -> None:
    problems = stored["problems"]
    rest = ""
    if problems:
        rest = f"; {len(problems)} rows left out, first row {problems[0]['row']}: {problems[0]['reason']}"
    tell(f"{path}: {stored['rows']} rows{rest}")
