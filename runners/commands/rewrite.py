"""`rewrite [FILE] [--out FILE]`: makes wrong rewrites of right summaries, and controls that say the same.

Reads one JSON object (`request` of runners/schemas/rewrites.json) from FILE or standard input and prints `answer`; with
`--out`, the answer goes to that file and only counts are printed.
"""

import argparse
import json
import sys
from collections import Counter
from pathlib import Path

from pydantic import ValidationError

from runners.contract.rewrites import RefusedRow, RewriteAnswer, RewriteRequest, RewriteRow
from runners.stages.rewrite.plan_of import plan_of
from runners.stages.rewrite.spec import RewriteConfig
from runners.text.edits.plan import rewrite_notes
from runners.text.edits.rewriter import REWRITER


def main(arguments: list[str]) -> int:
    """Prints the answer or the counts; 1 and `{"error": {"reason", "field"}}` where the request is not shaped so."""
    parser = argparse.ArgumentParser(prog="python -m runners rewrite", description=__doc__)
    parser.add_argument("file", type=Path, nargs="?", help="the request; without it, standard input")
    parser.add_argument("--stdin", action="store_true", help="read standard input, as without a file")
    parser.add_argument("--out", type=Path, help="where the answer goes")
    asked = parser.parse_args(arguments)
    try:
        text = asked.file.read_bytes() if asked.file else sys.stdin.buffer.read()
        request = RewriteRequest.model_validate_json(text)
        config = RewriteConfig.model_validate(request.config)
    except ValidationError as error:
        return _refuse(error)
    rows = list(rewrite_notes(request.notes, plan_of(config, request.seed)))
    made = [row for row in rows if isinstance(row, RewriteRow)]
    refused = [row for row in rows if isinstance(row, RefusedRow)]
    answer = RewriteAnswer(rewriter=REWRITER, rows=made, refused=refused).model_dump_json(by_alias=True)
    if asked.out is None:
        sys.stdout.write(answer + "\n")
        return 0
    asked.out.write_text(answer + "\n", encoding="utf-8")
    reasons = dict(Counter(row.reason for row in refused))
    kinds = dict(Counter(row.kind for row in made))
    sys.stdout.write(json.dumps({"rewriter": REWRITER, "rows": kinds, "refused": reasons}) + "\n")
    return 0


def _refuse(error: ValidationError) -> int:
    first = error.errors(include_input=False, include_url=False)[0]
    field = ".".join(map(str, first["loc"]))
    reason = f"The request is not shaped as it should be: {first['msg']} ({field or 'request'})."
    sys.stdout.write(json.dumps({"error": {"reason": reason, "field": field or None}}) + "\n")
    return 1
