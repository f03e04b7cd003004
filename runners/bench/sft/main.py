"""`bench sft`: the shipped stage against the plain PEFT loop, on a published shape with random weights."""

import argparse
import json
import subprocess
import sys
from dataclasses import asdict
from pathlib import Path
from statistics import median
from tempfile import mkdtemp
from typing import Any

from runners.bench.figure import BenchResult
from runners.bench.sft.arms import Arm, arms
from runners.bench.sft.attempt import WARM_STEPS, Measured, run_attempt, write_launch
from runners.bench.sft.report import figures, line, with_ratio
from runners.bench.sft.rows import write_rows
from runners.models.random_model import random_shape, write_random_model


def main(arguments: list[str]) -> int:
    """Prints one JSON object; the table goes to stderr."""
    options = parse(arguments)
    home = options.out or Path(mkdtemp(prefix="assay-bench-sft-"))
    home.mkdir(parents=True, exist_ok=True)
    model = home / "model"
    write_random_model(model, random_shape(options.architecture, options.layers), 1, stored=False)
    chosen = arms(options.methods.split(","), options.device.startswith("cuda"))
    wanted = [
        arm for arm in chosen if options.arms is None or any(part in arm.name for part in options.arms.split(","))
    ]
    rows: list[dict[str, Any]] = []
    for shape in options.shapes.split(","):
        batch, length = (int(part) for part in shape.split("x"))
        datasets = {mixed: home / f"rows-{length}-{'mixed' if mixed else 'equal'}.jsonl" for mixed in (False, True)}
        for mixed, path in datasets.items():
            write_rows(path, 2 * batch * (options.steps + 1), length, mixed, seed=1)
        for arm in wanted:
            row = measure(arm, home, model, datasets[arm.mixed], batch, length, options)
            rows.append(with_ratio(row, arm, rows))
            sys.stderr.write(line(rows[-1]) + "\n")
        if options.kill:
            rows.append(kill_and_resume(home, model, datasets[False], batch, length, options))
            sys.stderr.write(json.dumps(rows[-1]) + "\n")
    document = BenchResult(figures(rows), named(options)).as_json("sft")
    document |= {"rows": rows, "machine": machine(options.device)}
    text = json.dumps(document, indent=2)
    if options.json:
        options.json.write_text(text)
    sys.stdout.write(text + "\n")
    return 0 if all(row["failure"] is None for row in rows) else 1


def parse(arguments: list[str]) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(prog="python -m runners bench sft", description=__doc__)
    parser.add_argument("--architecture", default="llama-3-8b")
    parser.add_argument("--layers", type=int, help="fewer layers than published")
    parser.add_argument("--methods", default="lora,qlora", help="lora, qlora")
    parser.add_argument("--shapes", default="4x2048", help="batch x tokens, several by commas")
    parser.add_argument("--steps", type=int, default=20, help=f"the first {WARM_STEPS} are not counted")
    parser.add_argument("--arms", help="only arms whose name holds one of these, by commas")
    parser.add_argument("--kill", action="store_true", help="kill one run by SIGKILL and resume it")
    parser.add_argument("--device", default="cuda:0")
    parser.add_argument("--out", type=Path, help="folder to keep launch folders and journals in")
    parser.add_argument("--json", type=Path, help="file for the result")
    return parser.parse_args(arguments)


def measure(
    arm: Arm, home: Path, model: Path, dataset: Path, batch: int, length: int, options: argparse.Namespace
) -> dict[str, Any]:
    """Run one arm and return its row."""
    name = f"{arm.name} {batch}x{length}"
    folder = home / "".join(letter if letter.isalnum() else "-" for letter in name)
    row: dict[str, Any] = {
        "arm": arm.name,
        "method": arm.method,
        "batch": batch,
        "length": length,
        "steps": options.steps,
    }
    if arm.plain:
        return row | run_plain(arm, folder, model, dataset, batch, length, options)
    config = sft_config(arm.method, batch, length, options.steps) | arm.settings
    attempt = write_launch(folder, config, model, dataset, options.device, 1, None)
    return row | stage_row(run_attempt(attempt), attempt)


def sft_config(method: str, batch: int, length: int, steps: int) -> dict[str, Any]:
    """Return the stage's config, with what both sides share."""
    return {
        "method": method,
        "batchSize": batch,
        "maxTokens": length,
        "steps": steps,
        "schedule": "constant",
        "warmup": 0.0,
        "loraDropout": 0.0,
        "chat": "plain",
        "validateEvery": 0,
        "checkpointEvery": 0,
    }


def stage_row(measured: Measured, attempt: Path) -> dict[str, Any]:
    """Return what an attempt of the stage measured."""
    return {
        "tokensPerSecond": measured.tokens_per_second(),
        "stepSecondsP50": measured.step_seconds(),
        "peakMemoryBytes": measured.peak_memory_bytes,
        "losses": list(measured.losses.values()),
        "journal": str(attempt / "journal.frames"),
        "failure": measured.failure,
    }


def run_plain(
    arm: Arm, folder: Path, model: Path, dataset: Path, batch: int, length: int, options: argparse.Namespace
) -> dict[str, Any]:
    """Run the baseline in a process of its own."""
    folder.mkdir(parents=True)
    settings = {
        "model": str(model),
        "dataset": str(dataset),
        "device": options.device,
        "method": arm.method,
        "batchSize": batch,
        "maxTokens": length,
        "steps": options.steps,
        **arm.settings,
    }
    (folder / "settings.json").write_text(json.dumps(settings))
    command = [sys.executable, "-m", "runners.bench.sft.plain_peft", str(folder / "settings.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    (folder / "plain.log").write_text(done.stderr)
    if done.returncode:
        reason = done.stderr.strip().splitlines()[-1:] or ["no message"]
        return {"tokensPerSecond": None, "stepSecondsP50": None, "peakMemoryBytes": None, "failure": reason[0][:300]}
    result = json.loads(done.stdout.splitlines()[-1])
    seconds, tokens = result["seconds"][WARM_STEPS:], result["tokens"][WARM_STEPS:]
    return {
        "tokensPerSecond": sum(tokens) / sum(seconds) if seconds else None,
        "stepSecondsP50": median(seconds) if seconds else None,
        "peakMemoryBytes": result["peakMemoryBytes"],
        "losses": result["losses"],
        "failure": None,
    }


def kill_and_resume(
    home: Path, model: Path, dataset: Path, batch: int, length: int, options: argparse.Namespace
) -> dict[str, Any]:
    """Kill a run behind its second checkpoint, resume it, and compare the steps that both attempts made."""
    every = max(1, options.steps // 4)
    method = options.methods.split(",")[0]
    config = sft_config(method, batch, length, options.steps) | {"checkpointEvery": every}
    folder = home / f"killed-and-resumed-{batch}x{length}"
    first = run_attempt(write_launch(folder, config, model, dataset, options.device, 1, None), 2 * every + 2)
    on_disk = sorted(int(path.name[5:]) for path in (folder / "checkpoints").glob("step-*"))
    second = run_attempt(write_launch(folder, config, model, dataset, options.device, 2, on_disk[-1]))
    shared = sorted(set(first.losses) & set(second.losses))
    return {
        "arm": "killed by SIGKILL and resumed",
        "method": method,
        "batch": batch,
        "length": length,
        "steps": options.steps,
        "killedBehindStep": max(first.losses),
        "resumedFromStep": on_disk[-1],
        "stepsOfBoth": shared,
        "largestLossDifference": max((abs(first.losses[s] - second.losses[s]) for s in shared), default=None),
        "tokensPerSecond": second.tokens_per_second(),
        "stepSecondsP50": second.step_seconds(),
        "peakMemoryBytes": second.peak_memory_bytes,
        "losses": list({**first.losses, **second.losses}.values()),
        "journals": [str(folder / str(attempt) / "journal.frames") for attempt in (1, 2)],
        "failure": second.failure,
    }


def machine(device: str) -> dict[str, Any]:
    """Return what the figures were measured on."""
    from runners.track.host import devices, versions

    __import__("torch"), __import__("transformers"), __import__("peft")
    return {"devices": [asdict(found) for found in devices(device)], "versions": versions()}


def named(options: argparse.Namespace) -> dict[str, Any]:
    """Return the options as JSON values."""
    return {name: str(value) if isinstance(value, Path) else value for name, value in vars(options).items()}
