"""`read-dataset FILE --out JSONL`: turns a CSV or JSONL of dialogues and notes into the rows of a dataset version."""

import argparse
import json
import sys
import time
from pathlib import Path

from runners.contract.failure import StageFailure
from runners.data.columns import READABLE_TYPES, parse_columns
from runners.data.read_dataset import ReadOptions, read_dataset
from runners.data.splits import SPLITS

_PROGRESS_SECONDS = 0.5


class StderrProgress:
    """A line on stderr now and then."""

    def __init__(self) -> None:
        self._next = time.monotonic() + _PROGRESS_SECONDS

    def __call__(self, phase: str, rows: int) -> None:
        """Says how far it is, at most twice a second."""
        if rows % 256 == 0 and time.monotonic() >= self._next:
            self._next = time.monotonic() + _PROGRESS_SECONDS
            sys.stderr.write(f"{phase}: {rows:,} rows\n")


def main(arguments: list[str]) -> int:
    """Prints the summary; on a failure `{"error": {"fault", "reason", "remedy", "field"}}` and exit code 1."""
    parser = argparse.ArgumentParser(prog="python -m runners read-dataset", description=__doc__)
    parser.add_argument("file", type=Path, help="CSV or JSONL; MTS-Dialog and ACI-Bench files are recognised")
    parser.add_argument("--type", choices=READABLE_TYPES, default="notes", help="what the rows are")
    parser.add_argument("--columns", default="", help="FIELD=COLUMN,… for id, group, split, section, source, reference")
    parser.add_argument("--split", choices=SPLITS, help="put every row into this split")
    parser.add_argument("--seed", type=int, default=0, help="decides which groups are held out")
    parser.add_argument("--out", type=Path, required=True, help="JSONL to write")
    asked = parser.parse_args(arguments)
    try:
        options = ReadOptions(asked.type, parse_columns(asked.columns), asked.split, asked.seed)
        summary = read_dataset(asked.file, asked.out, options, StderrProgress())
    except StageFailure as failure:
        told = {"fault": failure.fault, "reason": failure.reason, "remedy": failure.remedy, "field": failure.field}
        sys.stdout.write(json.dumps({"error": told}, ensure_ascii=False) + "\n")
        sys.stderr.write(" ".join(filter(None, (failure.reason, failure.remedy))) + "\n")
        return 1
    sys.stdout.write(json.dumps(summary.as_json(), ensure_ascii=False) + "\n")
    return 0
