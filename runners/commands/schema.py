"""`schema [--check]`: writes the JSON Schemas that the server reads, or fails where they are out of date."""

import argparse
import json
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from runners.contract.launch import Launch
from runners.contract.rewrites import RewriteAnswer, RewriteRequest, RewriteRow
from runners.metrics.catalogue import DEFINITIONS
from runners.stages.registry import load_spec, stage_names

SCHEMAS = Path(__file__).parent.parent / "schemas"


def _documents() -> dict[Path, str]:
    documents = {
        SCHEMAS / "launch.json": _text(Launch.model_json_schema(by_alias=True)),
        SCHEMAS / "rewrites.json": _text(
            {
                "row": RewriteRow.model_json_schema(by_alias=True),
                "request": RewriteRequest.model_json_schema(by_alias=True),
                "answer": RewriteAnswer.model_json_schema(by_alias=True),
            }
        ),
        SCHEMAS / "metrics.json": _text({"definitions": [definition.as_json() for definition in DEFINITIONS]}),
    }
    for name in stage_names():
        documents[SCHEMAS / "stages" / f"{name}.json"] = _text(load_spec(name).as_json())
    return documents


def _text(schema: Mapping[str, Any]) -> str:
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def _differences(documents: Mapping[Path, str]) -> list[str]:
    stale = [path for path, text in documents.items() if not path.exists() or path.read_text() != text]
    orphans = [path for path in (SCHEMAS / "stages").glob("*.json") if path not in documents]
    return [str(path.relative_to(SCHEMAS)) for path in stale + orphans]


def main(arguments: list[str]) -> int:
    """Prints `{"stages": […], "changed": […]}`; with `--check` nothing is written and a difference is exit code 1."""
    parser = argparse.ArgumentParser(prog="python -m runners schema", description=__doc__)
    parser.add_argument("--check", action="store_true", help="write nothing; fail on a difference")
    check = parser.parse_args(arguments).check
    documents = _documents()
    changed = _differences(documents)
    if not check:
        (SCHEMAS / "stages").mkdir(parents=True, exist_ok=True)
        for path, text in documents.items():
            path.write_text(text)
        for path in (SCHEMAS / "stages").glob("*.json"):
            if path not in documents:
                path.unlink()
    elif changed:
        sys.stderr.write(f"Out of date: {', '.join(changed)}. Run `python -m runners schema` and commit.\n")
    sys.stdout.write(json.dumps({"stages": stage_names(), "changed": changed}) + "\n")
    return 1 if check and changed else 0
