"""Reads the notes that another run wrote."""

import json
from pathlib import Path

from runners.contract.failure import StageFailure
from runners.metrics.score_note import GeneratedNote

_FINISH_REASONS = ("stop", "length", "error")


def read_generations(path: Path, name: str) -> list[GeneratedNote]:
    """The notes of a generations JSONL; `name` is the input's name, for messages.

    Raises:
        StageFailure: data, when the file is missing, empty, names an example twice or has a row of another shape.
    """
    notes: dict[str, GeneratedNote] = {}
    try:
        with path.open(encoding="utf-8") as file:
            for number, line in enumerate(file, start=1):
                note = _note(line, f"Row {number} of {name}")
                if note.example in notes:
                    raise StageFailure("data", f"Row {number} of {name} repeats an example.")
                notes[note.example] = note
    except OSError as error:
        raise StageFailure("machine", f"The notes of {name} cannot be read: {error.strerror}.") from error
    if not notes:
        raise StageFailure("data", f"The run given as {name} wrote no notes.", "Choose a finished run.", field=name)
    return list(notes.values())


def _note(line: str, where: str) -> GeneratedNote:
    try:
        row = json.loads(line)
        note = GeneratedNote(
            example=row["example"],
            source=row["source"],
            reference=row["reference"],
            text=row["text"],
            finish_reason=row["finishReason"],
        )
    except (json.JSONDecodeError, KeyError, TypeError) as error:
        raise StageFailure("data", f"{where} is no generation: {type(error).__name__}.") from error
    texts_hold = isinstance(note.text, str) and isinstance(note.source, str) and isinstance(note.example, str)
    if not texts_hold or note.finish_reason not in _FINISH_REASONS:
        raise StageFailure("data", f"{where} has a field of the wrong kind.")
    return note
