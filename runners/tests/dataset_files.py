"""Makes files as people bring them and reads them, for tests."""

import csv
import io
import json
import re
from hashlib import sha256

from runners.data.read_dataset import read_dataset
from runners.data.reading import ReadOptions
from runners.data.write_rows import VersionIds

MTS = ["ID", "section_header", "section_text", "dialogue"]
COPIED = (
    "id", "project", "version", "position", "key", "split", "group", "section", "source", "reference", "hash",
    "metadata",
)  # fmt: skip
EXPORTED = ("id", "split", "group", "section", "source", "reference", "sourceHash", "metadata")
_ESCAPES = {"\\\\": "\\", "\\n": "\n", "\\t": "\t", "\\r": "\r"}


def as_csv(header, *rows, delimiter=","):
    """A CSV file as bytes."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([header, *rows])
    return text.getvalue().encode()


def mts_rows(count):
    """Rows under MTS-Dialog's header, with cells of two lines."""
    return [[str(i), "CC", f"Cough {i}.", f"Doctor: Yes?\nPatient: Cough, {i}."] for i in range(count)]


def _cell(text):
    return None if text == "\\N" else re.sub(r"\\.", lambda match: _ESCAPES[match[0]], text)


def read_file(folder, content, name="notes.csv", **options):
    """What was said about a file of `content`, and the rows as PostgreSQL would take them; both must agree."""
    (folder / name).write_bytes(content)
    preview = read_dataset(folder / name, folder, VersionIds("p", "v"), ReadOptions(**options))
    lines = (folder / "rows.copy").read_text().split("\n")[:-1]
    rows = [dict(zip(COPIED, map(_cell, line.split("\t")), strict=True)) for line in lines]
    reading = preview["reading"]
    assert reading["rows"] == len(rows)
    digest = sha256()
    for row in rows:
        row["metadata"] = json.loads(row["metadata"])
        named = ("key", "split", "group", "section", "source", "reference", "hash", "metadata")
        exported = dict(zip(EXPORTED, (row[name] for name in named), strict=True))
        digest.update(json.dumps(exported, ensure_ascii=False).encode() + b"\n")
    assert reading["digest"] == digest.hexdigest()
    return preview, rows
