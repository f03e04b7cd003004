"""Running one arm: TRL in a process of its own, or the shipped stage as a real attempt."""

import json
import subprocess
import sys
from argparse import Namespace
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from runners.bench.dpo.arms import Arm
from runners.bench.sft.attempt import run_attempt, write_launch
from runners.contract.frame import columns, scan_frames


def measure(arm: Arm, home: Path, model: Path, dataset: Path, options: Namespace) -> dict[str, Any]:
    """Run one arm and return its row."""
    folder = home / "".join(letter if letter.isalnum() else "-" for letter in arm.name)
    row: dict[str, Any] = {"arm": arm.name, "kind": arm.kind, "pairsAStep": arm.batch, "baseline": arm.baseline}
    if arm.kind == "trl":
        return row | run_trl(arm, folder, model, dataset, options)
    return row | run_stage(arm, folder, model, dataset, options)


def run_trl(arm: Arm, folder: Path, model: Path, dataset: Path, options: Namespace) -> dict[str, Any]:
    """Run TRL's trainer."""
    folder.mkdir(parents=True)
    settings = {
        "model": str(model),
        "dataset": str(dataset),
        "folder": str(folder / "out"),
        "device": options.device,
        "batchSize": arm.batch,
        "maxTokens": options.max_tokens,
        "steps": options.warm + options.steps,
    }
    (folder / "settings.json").write_text(json.dumps(settings))
    command = [sys.executable, "-m", "runners.bench.dpo.trl_defaults", str(folder / "settings.json")]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    (folder / "trl.log").write_text(done.stderr)
    if done.returncode:
        return failed((done.stderr.strip().splitlines() or ["no message"])[-1])
    result = json.loads(done.stdout.splitlines()[-1])
    return timed(result["seconds"][options.warm :], arm.batch, result["peakMemoryBytes"], result["losses"])


def run_stage(arm: Arm, folder: Path, model: Path, dataset: Path, options: Namespace) -> dict[str, Any]:
    """Run the stage and read its journal."""
    config = stage_config(arm, options) | arm.settings
    attempt = write_launch(folder, config, model, dataset, options.device, 1, None, arm.kind, "preference")
    measured = run_attempt(attempt)
    if measured.failure:
        return failed(measured.failure)
    reference = series(attempt, "reference/pairs_per_second").get(0)
    if arm.kind == "reference":
        return {"pairsPerSecond": reference, "peakMemoryBytes": measured.peak_memory_bytes, "failure": None}
    late = replace(measured, times={step: at for step, at in measured.times.items() if step >= options.warm})
    steps = sorted(late.times)
    seconds = [late.times[b] - late.times[a] for a, b in pairwise(steps)]
    losses = list(measured.losses.values())
    return timed(seconds, arm.batch, measured.peak_memory_bytes, losses) | {"referencePairsPerSecond": reference}


def stage_config(arm: Arm, options: Namespace) -> dict[str, Any]:
    """Return the stage's config, with what both sides share."""
    shared = {
        "maxTokens": options.max_tokens,
        "chat": "plain",
        "validationExamples": 0,
        "rowTokens": options.row_tokens,
    }
    if arm.kind == "reference":
        return shared
    return shared | {
        "batchSize": arm.batch,
        "accumulation": 1,
        "steps": options.warm + options.steps,
        "schedule": "constant",
        "learningRate": 1e-6,
        "warmup": 0.0,
        "loraRank": 16,
        "loraAlpha": 32.0,
        "loraDropout": 0.0,
        "recordPairs": 0,
        "validateEvery": 0,
        "checkpointEvery": 0,
    }


def timed(seconds: list[float], pairs: int, peak: int | None, losses: list[float]) -> dict[str, Any]:
    """Return what the measured steps came to."""
    return {
        "pairsPerSecond": pairs * len(seconds) / sum(seconds),
        "stepSecondsP50": median(seconds),
        "stepSeconds": seconds,
        "peakMemoryBytes": peak,
        "losses": losses[:3],
        "failure": None,
    }


def failed(reason: str) -> dict[str, Any]:
    """Return the row of an arm that did not run."""
    return {"pairsPerSecond": None, "peakMemoryBytes": None, "failure": reason[:300]}


def series(attempt: Path, key: str) -> dict[int, float]:
    """Return step -> value of one metric of an attempt."""
    found: dict[int, float] = {}
    for frame in scan_frames((attempt / "journal.frames").read_bytes()).frames:
        event = json.loads(frame.header)
        if event["type"] == "metrics" and key in event["keys"]:
            values = [column[0] for column in columns(frame, 2 + len(event["keys"]))]
            found[int(values[0])] = values[2 + event["keys"].index(key)]
    return found
