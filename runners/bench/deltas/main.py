"""`bench deltas`: Factual-DPO through the real stage at several deltas and seeds, against one stored reference."""

import argparse
import json
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise
from pathlib import Path
from statistics import mean
from tempfile import mkdtemp
from typing import Any

from runners.bench.deltas.pairs import write_sample_pairs
from runners.bench.dpo.measure import series
from runners.bench.figure import BenchResult, Figure
from runners.bench.sft.attempt import read_journal, write_launch
from runners.models.prompt_template import DEFAULT_NOTE_PROMPT

BUCKETS = ("margins/h01", "margins/h00", "margins/h11")
# Of pairs that were trained on, and of pairs that were not.
KEYS = (*BUCKETS, *(f"validation/{key}" for key in BUCKETS))


def main(arguments: list[str]) -> int:
    """Prints one JSON object; the table goes to stderr."""
    options = parse(arguments)
    home = options.out or Path(mkdtemp(prefix="assay-bench-deltas-"))
    home.mkdir(parents=True, exist_ok=True)
    pairs = home / "pairs.jsonl"
    count = write_sample_pairs(pairs, options.dialogues, seed=1)
    shared = {"maxTokens": 1024, "prompt": DEFAULT_NOTE_PROMPT, "validationExamples": 200}
    reference = launch(home / "reference", "reference", shared, pairs, options, 0, None)
    run(reference)
    apart = read_journal(reference).seconds
    wanted = [(float(delta), seed) for delta in options.deltas.split(",") for seed in range(1, options.seeds + 1)]
    with ThreadPoolExecutor(options.parallel) as pool:
        rows = list(pool.map(lambda at: train(home, at[0], at[1], shared, pairs, reference, options), wanted))
    failures = [row["failure"] for row in rows if row["failure"]]
    document = BenchResult(
        [*figures(rows), *costs(rows, apart)], {**vars(options), "out": str(home), "pairs": count}
    ).as_json("deltas")
    text = json.dumps(document | {"rows": rows}, indent=2, default=str)
    if options.json:
        options.json.write_text(text)
    for row in rows:
        sys.stderr.write(json.dumps(row) + "\n")
    sys.stdout.write(text + "\n")
    return 1 if failures else 0


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m runners bench deltas", description=__doc__)
    parser.add_argument("--model", type=Path, required=True, help="folder of a model with trained weights")
    parser.add_argument("--deltas", default="0,2,4,6,8,10,20,30,50,100")
    parser.add_argument("--seeds", type=int, default=3, help="runs of each delta")
    parser.add_argument("--dialogues", type=int, default=600)
    parser.add_argument("--learning-rate", type=float, default=5e-5)
    parser.add_argument("--epochs", type=float, default=2.0)
    parser.add_argument("--batch", type=int, default=16)
    parser.add_argument("--parallel", type=int, default=6, help="runs at a time")
    parser.add_argument("--device", default="cuda:0")
    parser.add_argument("--out", type=Path, help="folder to keep launch folders and journals in")
    parser.add_argument("--json", type=Path, help="file for the result")
    return parser.parse_args(arguments)


def launch(
    home: Path,
    stage: str,
    config: dict[str, Any],
    pairs: Path,
    options: argparse.Namespace,
    seed: int,
    reference: Path | None,
) -> Path:
    """Write the attempt folder of one run."""
    folder = write_launch(home, config, options.model, pairs, options.device, 1, None, stage, "preference")
    file = folder / "launch.json"
    written = json.loads(file.read_text()) | {"seed": seed}
    if reference is not None:
        stored = {"kind": "files", "run": "reference", "folder": str(reference / "work" / "reference")}
        written["inputs"]["reference"] = stored
    file.write_text(json.dumps(written))
    return folder


def run(folder: Path) -> None:
    """Run one attempt to its end."""
    with (folder / "stage.log").open("w") as log:
        subprocess.run([sys.executable, "-m", "runners", "stage", str(folder)], stdout=log, stderr=log, check=False)


def train(
    home: Path,
    delta: float,
    seed: int,
    shared: dict[str, Any],
    pairs: Path,
    reference: Path,
    options: argparse.Namespace,
) -> dict[str, Any]:
    """Train one delta with one seed and return its margins at the end."""
    config = shared | {
        "delta": delta,
        "reference": "stored",
        "batchSize": options.batch,
        "accumulation": 1,
        "epochs": options.epochs,
        "learningRate": options.learning_rate,
        "validateEvery": 0,
        "checkpointEvery": 0,
        "recordPairs": 400,
    }
    folder = launch(home / f"delta-{delta:g}-seed-{seed}", "fdpo", config, pairs, options, seed, reference)
    run(folder)
    measured = read_journal(folder)
    row: dict[str, Any] = {"delta": delta, "seed": seed, "failure": measured.failure, "steps": len(measured.losses)}
    row["seconds"] = measured.seconds
    for key in [*KEYS, "validation/logps/chosen", "validation/loss"]:
        found = series(folder, key)
        row[key] = found[max(found)] if found else None
    return row


def figures(rows: list[dict[str, Any]]) -> list[Figure]:
    """Return the mean margin of each delta over seeds, and whether it rises with delta for every seed."""
    found: list[Figure] = []
    deltas = sorted({row["delta"] for row in rows})
    for key in KEYS:
        for delta in deltas:
            values = [row[key] for row in rows if row["delta"] == delta and row.get(key) is not None]
            if values:
                found.append(Figure(f"{key} at delta {delta:g}", mean(values), "nats", "higher"))
    seeds = sorted({row["seed"] for row in rows})
    rising = 0
    for seed in seeds:
        margins = [row[KEYS[0]] for delta in deltas for row in rows if (row["delta"], row["seed"]) == (delta, seed)]
        rising += all(a is not None and b is not None and a <= b for a, b in pairwise(margins))
    found.append(Figure("seeds whose (0,1) margin rises with every delta", rising, "seeds", "higher", None, len(seeds)))
    return found


def costs(rows: list[dict[str, Any]], reference: float | None) -> list[Figure]:
    """Return what the runs and the one pass of the reference took, each from its start to its end."""
    taken = [row["seconds"] for row in rows if row["seconds"] is not None]
    if not taken or reference is None:
        return []
    return [
        Figure(f"{len(taken)} trainings", sum(taken), "s"),
        Figure("the one reference pass", reference, "s"),
        Figure("the reference pass over one training", reference / mean(taken), "x"),
    ]
