"""`bench edits`: rewrites of the sample's notes a second, beside reading their words once."""

import argparse
import time
from pathlib import Path

from runners.bench.figure import BenchResult, Figure, report
from runners.contract.rewrites import FAMILIES, NoteToRewrite, RewriteRow
from runners.data.sample.generate_sample import generate_sample
from runners.text.edits.lexicon import normal_words
from runners.text.edits.plan import RewritePlan, rewrite_notes

_ROWS = 100_000
_SECONDS = 60.0
_SECTIONS = 6


def main(arguments: list[str]) -> int:
    """Tables on stderr, JSON on stdout."""
    parser = argparse.ArgumentParser(prog="python -m runners bench edits", description=__doc__)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    parser.add_argument("--rows", type=int, default=_ROWS, help="rewrites to ask for")
    parser.add_argument("--a-note", type=int, default=10, help="rewrites of one note")
    asked = parser.parse_args(arguments)
    report({"edits": measure(asked.rows, asked.a_note)}, asked.json)
    return 0


def _joined(at: int) -> NoteToRewrite:
    """A note as long as a visit's: sections of several of the sample's dialogues."""
    rows = list(generate_sample(at, _SECTIONS))
    return NoteToRewrite(
        id=str(at), source="\n".join(row["source"] for row in rows), text="\n".join(row["reference"] for row in rows)
    )


def measure(rows: int = _ROWS, a_note: int = 10) -> BenchResult:
    """Processor seconds for `rows` rows, half of them controls, `a_note` of each note; the target is for 100,000."""
    notes = [_joined(at) for at in range(max(1, rows // a_note))]
    began = time.process_time()
    for note in notes:
        normal_words(note.source)
        normal_words(note.text)
    read = time.process_time() - began
    plan = RewritePlan(dict.fromkeys(FAMILIES, 1.0), adversarial_ratio=a_note / 2)
    began = time.process_time()
    made = sum(isinstance(row, RewriteRow) for row in rewrite_notes(notes, plan))
    spent = time.process_time() - began
    figures = [
        Figure("words read once", read, "s"),
        Figure("asked rewrites and controls", spent, "s", baseline="words read once", target=_SECONDS * rows / _ROWS),
        Figure("rows made a second", made / spent, "1/s", better="higher"),
    ]
    return BenchResult(figures, {"asked": rows, "made": made, "notes": len(notes), "a note": a_note})
