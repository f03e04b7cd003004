"""`bench dpo`: the shipped stages against TRL's DPOTrainer, on a published shape with random weights."""

import argparse
import json
import sys
from dataclasses import asdict
from pathlib import Path
from tempfile import mkdtemp
from typing import Any

from runners.bench.dpo.arms import arms
from runners.bench.dpo.measure import measure
from runners.bench.dpo.report import figures, line
from runners.bench.dpo.rows import write_pairs
from runners.bench.figure import BenchResult
from runners.models.random_model import random_shape, write_random_model


def main(arguments: list[str]) -> int:
    """Prints one JSON object; the table goes to stderr."""
    options = parse(arguments)
    home = options.out or Path(mkdtemp(prefix="assay-bench-dpo-"))
    home.mkdir(parents=True, exist_ok=True)
    model = home / "model"
    write_random_model(model, random_shape(options.architecture, options.layers), 1, stored=False)
    chosen = arms(options.batch, options.device.startswith("cuda"))
    wanted = [arm for arm in chosen if options.arms is None or arm.name in options.arms.split(";")]
    rows: list[dict[str, Any]] = []
    for mixed in (False, True):
        of_kind = [arm for arm in wanted if arm.mixed is mixed]
        path = home / f"pairs-{'mixed' if mixed else 'equal'}.jsonl"
        count = max((arm.batch for arm in of_kind), default=0) * (options.warm + options.steps)
        write_pairs(path, count, options.prompt, options.completion, mixed, seed=1)
        for arm in of_kind:
            rows.append(measure(arm, home, model, path, options))
            sys.stderr.write(line(rows[-1], rows) + "\n")
            sys.stderr.flush()
    document = BenchResult(figures(rows, chosen), named(options)).as_json("dpo")
    document |= {"rows": rows, "machine": machine(options.device)}
    text = json.dumps(document, indent=2)
    if options.json:
        options.json.write_text(text)
    sys.stdout.write(text + "\n")
    return 0 if all(row["failure"] is None for row in rows) else 1


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m runners bench dpo", description=__doc__)
    parser.add_argument("--architecture", default="llama-3-8b")
    parser.add_argument("--layers", type=int, help="fewer layers than published")
    parser.add_argument("--batch", type=int, default=8, help="pairs of a step")
    parser.add_argument("--prompt", type=int, default=512, help="tokens of a prompt")
    parser.add_argument("--completion", type=int, default=256, help="tokens of a completion")
    parser.add_argument("--max-tokens", type=int, default=4096)
    parser.add_argument("--row-tokens", type=int, default=8192)
    parser.add_argument("--warm", type=int, default=4, help="steps that are not counted")
    parser.add_argument("--steps", type=int, default=12, help="steps that are")
    parser.add_argument("--arms", help="only these arms, by semicolons")
    parser.add_argument("--device", default="cuda:0")
    parser.add_argument("--out", type=Path, help="folder to keep launch folders and journals in")
    parser.add_argument("--json", type=Path, help="file for the result")
    return parser.parse_args(arguments)


def machine(device: str) -> dict[str, Any]:
    """Return what the figures were measured on."""
    from runners.track.host import devices, versions

    __import__("torch"), __import__("transformers"), __import__("peft"), __import__("trl")
    return {"devices": [asdict(found) for found in devices(device)], "versions": versions()}


def named(options: argparse.Namespace) -> dict[str, Any]:
    """Return the options as JSON values."""
    return {name: str(value) if isinstance(value, Path) else value for name, value in vars(options).items()}
