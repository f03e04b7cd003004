"""`check-notes FILE --out FILE`: says of notes about simulated patients which spans no fact of theirs supports.

Both files are JSON lines. In: `{"id", "metadata", "source", "note", "sentences": [{"start", "end"}]}`, out:
`{"id", "sentences": [{"start", "end", "findings": [{"start", "end", "type", "severity"}]}]}`. Offsets are counted in
UTF-16 code units of the note, as browsers count them.
"""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from runners.data.sample.check_note import CHECKER, UnknownFactsError, check_note
from runners.text.utf16_offsets import Utf16Offsets


class _Place(BaseModel):
    start: int
    end: int


class _Asked(BaseModel):
    id: str
    metadata: dict[str, Any]
    source: str
    note: str
    sentences: list[_Place]


def main(arguments: list[str]) -> int:
    """Prints `{"checker", "notes"}`; 1 where a line is not shaped so or its patient is unknown."""
    parser = argparse.ArgumentParser(prog="python -m runners check-notes", description=__doc__)
    parser.add_argument("file", type=Path, help="notes with the metadata and dialogues of their examples")
    parser.add_argument("--out", type=Path, required=True, help="where the findings go")
    asked = parser.parse_args(arguments)
    notes = 0
    with asked.file.open(encoding="utf-8") as lines, asked.out.open("w", encoding="utf-8", newline="\n") as out:
        for notes, line in enumerate(lines, start=1):
            try:
                answer = _check(_Asked.model_validate_json(line))
            except (ValidationError, UnknownFactsError, KeyError) as error:
                reason = str(error) if isinstance(error, UnknownFactsError) else "it is not shaped like a note to check"
                sys.stdout.write(json.dumps({"error": {"reason": f"Line {notes}: {reason}."}}) + "\n")
                return 1
            out.write(json.dumps(answer) + "\n")
    sys.stdout.write(json.dumps({"checker": CHECKER, "notes": notes}) + "\n")
    return 0


def _check(asked: _Asked) -> dict[str, Any]:
    offsets = Utf16Offsets(asked.note)
    places = [(offsets.to_characters(each.start), offsets.to_characters(each.end)) for each in asked.sentences]
    found = check_note(asked.metadata, asked.source, asked.note, places)
    sentences = []
    for place, findings in zip(asked.sentences, found, strict=True):
        told = [
            {
                "start": offsets.to_units(each.start),
                "end": offsets.to_units(each.end),
                "type": each.type,
                "severity": each.severity,
            }
            for each in findings
        ]
        sentences.append({"start": place.start, "end": place.end, "findings": told})
    return {"id": asked.id, "sentences": sentences}
