"""`factual-config FILE`: reads a `config.yaml` of Factual-DPO's template into launches, or writes one from a sweep."""

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from pydantic import BaseModel, ValidationError

from runners.contract.failure import StageFailure
from runners.stages.fdpo.factual_config import FactualSweep, read_factual_config, write_factual_config
from runners.stages.fdpo.yaml_values import refusal


class Given(BaseModel):
    """A sweep on standard input."""

    models: list[tuple[str, str]]
    deltas: list[float]
    config: dict[str, Any]
    seed: int


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
        sweep = read_factual_config(read(asked.file))
    except StageFailure as failure:
        sys.stderr.write(f"{failure.reason} {failure.remedy or ''}\n")
        return 1
    sys.stdout.write(json.dumps({"launches": sweep.launches(), "ignored": list(sweep.ignored)}) + "\n")
    return 0


def read(file: Path) -> str:
    """Return what stands in a file.

    Raises:
        StageFailure: it cannot be read.
    """
    try:
        return file.read_text(encoding="utf-8")
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
    sweep = FactualSweep(
        models=tuple(given.models),
        deltas=tuple(given.deltas),
        original={},
        modified=given.config,
        modified_seed=given.seed,
    )
    file.write_text(write_factual_config(sweep), encoding="utf-8")
    return 0
