"""`factual-config FILE`: reads a `config.yaml` of Factual-DPO's template into launches, or writes one from a sweep."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from runners.contract.failure import StageFailure
from runners.stages.fdpo.factual_config import examine_factual_config
from runners.stages.fdpo.factual_sweep import DEFAULT_PREFIX, FactualSweep
from runners.stages.fdpo.factual_writing import write_factual_config
from runners.stages.fdpo.yaml_values import refusal

STANDARD = Path("-")


class Given(BaseModel):
    """A sweep on standard input: over deltas, or of plain DPO where there are none."""

    models: list[tuple[str, str]]
    deltas: list[float]
    config: dict[str, Any]
    seed: int
    prefix: str = DEFAULT_PREFIX


def main(arguments: list[str]) -> int:
    """Prints `{"models", "sweeps", "launches", "leftOut", "inherited", "problems"}` of a file; 1 where there are any.

    With `--write`, FILE is made instead, of `{"models": [[id, short]], "deltas": [...], "config": {...}, "seed"}` on
    standard input. `-` reads standard input and writes `{"text"}` to standard output, so that nothing is left behind.
    """
    parser = argparse.ArgumentParser(prog="python -m runners factual-config", description=__doc__)
    parser.add_argument("file", type=Path, help="config.yaml, or - for standard input and output")
    parser.add_argument("--write", action="store_true", help="write the file from a sweep on standard input")
    parser.add_argument("--problems", action="store_true", help="end with 0 whatever the problems are")
    asked = parser.parse_args(arguments)
    try:
        return write(asked.file) if asked.write else examine(asked.file, tolerant=asked.problems)
    except StageFailure as failure:
        sys.stderr.write(f"{failure.reason} {failure.remedy or ''}\n")
        return 1


def examine(file: Path, *, tolerant: bool) -> int:
    """Print what a file asks for, and on standard error what is wrong with it."""
    sweep, problems = examine_factual_config(read(file))
    answer = {
        "models": [{"id": model, "short": short} for model, short in sweep.models],
        "sweeps": [] if problems else sweep.sweeps(),
        "launches": [] if problems else sweep.launches(),
        "leftOut": [{"field": each.field, "line": each.line} for each in sweep.left_out],
        "inherited": [{"field": each.field, "line": each.line} for each in sweep.inherited],
        "problems": [each.as_json() for each in problems],
    }
    sys.stdout.write(json.dumps(answer) + "\n")
    if tolerant:
        return 0
    for each in problems:
        place = f"line {each.line}: " if each.line else ""
        sys.stderr.write(f"{place}{each.what} {each.remedy or ''}".rstrip() + "\n")
    return 1 if problems else 0


def read(file: Path) -> str:
    """Return what stands in a file.

    Raises:
        StageFailure: it cannot be read.
    """
    try:
        return sys.stdin.read() if file == STANDARD else file.read_text(encoding="utf-8")
    except OSError as error:
        raise refusal(f"The file cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise refusal("The file is not UTF-8.") from None


def write(file: Path) -> int:
    """Write the sweep of standard input to `file`, once it reads back."""
    try:
        given = Given.model_validate_json(sys.stdin.read(), strict=True)
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = ".".join(map(str, first["loc"])) or "standard input"
        raise refusal(f"{where}: {first['msg']}.", "Give models, deltas, config and seed.") from None
    text = write_factual_config(
        FactualSweep(
            models=tuple(given.models),
            deltas=tuple(given.deltas),
            original=None if given.deltas else given.config,
            modified=given.config if given.deltas else None,
            original_seed=given.seed,
            modified_seed=given.seed,
            prefix=given.prefix,
        )
    )
    if file == STANDARD:
        sys.stdout.write(json.dumps({"text": text}) + "\n")
    else:
        file.write_text(text, encoding="utf-8")
    return 0
