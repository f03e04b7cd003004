"""Makes files as people bring them and reads them, for tests."""

import csv
import io
import json
from hashlib import sha256

from runners.data.read_dataset import ReadOptions, read_dataset

MTS = ["ID", "section_header", "section_text", "dialogue"]


def as_csv(header, *rows, delimiter=","):
    """A CSV file as bytes."""
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([header, *rows])
    return text.getvalue().encode()


def mts_rows(count):
    """Rows under MTS-Dialog's header, with cells of two lines."""
    return [[str(i), "CC", f"Cough {i}.", f"Doctor: Yes?\nPatient: Cough, {i}."] for i in range(count)]


def read_file(folder, content, name="notes.csv", **options):
    """The summary and the rows written for a file of `content`; both must agree."""
    (folder / name).write_bytes(content)
    out = folder / "out.jsonl"
    summary = read_dataset(folder / name, out, ReadOptions(**options))
    assert summary.digest == sha256(out.read_bytes()).hexdigest()
    rows = [json.loads(line) for line in out.read_text().splitlines()]
    assert summary.rows == len(rows)
    return summary, rows
