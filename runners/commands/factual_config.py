"""`factual-config FILE`: reads a `config.yaml` of Factual-DPO's template into launches, or writes one from a sweep."""

import argparse
import json
import sys
from pathlib import Path

from runners.contract.failure import StageFailure
from runners.stages.fdpo.factual_config import FactualSweep, read_factual_config, write_factual_config


def main(arguments: list[str]) -> int:
    """Prints `{"launches": [{name, stage, model, config, seed}], "ignored": [...]}`; 1 where the file is refused.

    With `--write`, FILE is made instead, of `{"models": [[id, short]], "deltas": [...], "config": {...}, "seed"}` on
    standard input.
    """
    parser = argparse.ArgumentParser(prog="python -m runners factual-config", description=__doc__)
    parser.add_argument("file", type=Path, help="config.yaml")
    parser.add_argument("--write", action="store_true", help="write the file from a sweep on standard input")
    asked = parser.parse_args(arguments)
    try:
        if asked.write:
            return write(asked.file)
        sweep = read_factual_config(asked.file.read_text(encoding="utf-8"))
    except StageFailure as failure:
        sys.stderr.write(f"{failure.reason} {failure.remedy or ''}\n")
        return 1
    sys.stdout.write(json.dumps({"launches": sweep.launches(), "ignored": list(sweep.ignored)}) + "\n")
    return 0


def write(file: Path) -> int:
    """Write the sweep of standard input to `file`, once it reads back."""
    given = json.loads(sys.stdin.read())
    sweep = FactualSweep(
        models=tuple((model, short) for model, short in given["models"]),
        deltas=tuple(float(delta) for delta in given["deltas"]),
        original={},
        modified=given["config"],
        seed=given["seed"],
    )
    text = write_factual_config(sweep)
    read_factual_config(text)
    file.write_text(text, encoding="utf-8")
    return 0
