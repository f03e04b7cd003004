"""`read-dataset FILE --out FOLDER`: reads CSV, JSON lines, JSON or Parquet into the rows of a dataset version."""

import argparse
import gc
import json
import os
import resource
import sys
import time
from pathlib import Path
from typing import get_args

from runners.contract.failure import StageFailure
from runners.data.columns import READABLE_TYPES, parse_columns
from runners.data.pair_rows import WithoutLabels
from runners.data.read_dataset import read_dataset
from runners.data.reading import ReadOptions
from runners.data.splits import SPLITS
from runners.data.text_lines import ENCODINGS
from runners.data.write_rows import VersionIds

_PROGRESS_SECONDS = 0.25
_LONG_BYTES = 32 * 1024 * 1024
_MEMORY_BYTES = 6 * 1024**3


class StderrProgress:
    """One JSON object a line on stderr now and then."""

    def __init__(self) -> None:
        self._next = 0.0

    def __call__(self, phase: str, share: float, rows: int) -> None:
        """Says how far it is, at most four times a second."""
        if time.monotonic() >= self._next:
            self._next = time.monotonic() + _PROGRESS_SECONDS
            sys.stderr.write(json.dumps({"phase": phase, "share": round(share, 4), "rows": rows}) + "\n")
            sys.stderr.flush()


def main(arguments: list[str]) -> int:
    """Prints the preview; on a failure `{"error": {"fault", "reason", "remedy", "field"}}` and exit code 1."""
    asked = _parse(arguments)
    # Rows form no cycles; the collector would walk over millions of them in vain.
    gc.disable()
    # A file that unpacks to more than anyone meant must not take the server's memory.
    _, hard = resource.getrlimit(resource.RLIMIT_DATA)
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY_BYTES, hard))
    try:
        columns = json.loads(asked.columns) if asked.columns.startswith("{") else parse_columns(asked.columns)
        tokenizer = (asked.tokenizer_name, asked.tokenizer) if asked.tokenizer else None
        options = ReadOptions(
            asked.type, columns, asked.split, asked.seed, asked.encoding, asked.keep_alike, asked.guess, tokenizer,
            beside=_is_long(asked.file), erased=asked.erased, without_labels=asked.without_labels,
            own_pairs=asked.own_pairs,
        )  # fmt: skip
        ids = VersionIds(asked.project, asked.version)
        preview = read_dataset(asked.file, asked.out, ids, options, StderrProgress())
    except StageFailure as failure:
        return _refuse(failure)
    except MemoryError:
        limit = f"{_MEMORY_BYTES // 1024**3} GiB"
        return _refuse(StageFailure("data", f"The file needs more than {limit} of memory to read.", "Split it."))
    sys.stdout.write(json.dumps(preview, ensure_ascii=False) + "\n")
    return 0


def _is_long(path: Path) -> bool:
    """Whether a second process gains more than its start costs."""
    return path.is_file() and path.stat().st_size > _LONG_BYTES and (os.cpu_count() or 1) > 1


def _parse(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m runners read-dataset", description=__doc__)
    parser.add_argument("file", type=Path, help="MTS-Dialog and ACI-Bench files are recognised")
    parser.add_argument("--type", choices=READABLE_TYPES, help="what the rows are (default: notes, or guessed)")
    parser.add_argument("--columns", default="", help="FIELD=COLUMN,… or a JSON object; fields: id, group, split, …")
    parser.add_argument("--guess", action="store_true", help="take columns with names much like a field's")
    parser.add_argument("--encoding", choices=ENCODINGS, help="of text files (default: as marked, else utf-8)")
    parser.add_argument("--split", choices=SPLITS, help="put every row into this split")
    parser.add_argument("--seed", type=int, default=0, help="decides which groups are held out")
    parser.add_argument("--keep-alike", action="store_true", help="keep rows that are nearly alike in one split")
    parser.add_argument("--erased", type=Path, help="hashes of sources that were erased, one a line; they stay out")
    parser.add_argument(
        "--without-labels", choices=get_args(WithoutLabels), default="equal", help="what pairs without labels are"
    )
    parser.add_argument("--own-pairs", action="store_true", help="the file says where each of its pairs comes from")
    parser.add_argument("--tokenizer", type=Path, help="tokenizer.json to count tokens with")
    parser.add_argument("--tokenizer-name", default="", help="what it is called")
    parser.add_argument("--project", default="project", help="id of the project, for the rows")
    parser.add_argument("--version", default="version", help="id of the version, for the rows")
    parser.add_argument("--out", type=Path, required=True, help="folder to write rows.copy to")
    return parser.parse_args(arguments)


def _refuse(failure: StageFailure) -> int:
    told = {"fault": failure.fault, "reason": failure.reason, "remedy": failure.remedy, "field": failure.field}
    sys.stdout.write(json.dumps({"error": told}, ensure_ascii=False) + "\n")
    return 1
