"""Running the shipped stage as a real attempt, and reading its speed from its own journal."""

import json
import signal
import subprocess
import sys
import time
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

from runners.contract.frame import columns, scan_frames

WARM_STEPS = 5


@dataclass(frozen=True)
class Measured:
    """Steps of one attempt. `seconds` are between one step's metrics and the next's, warm-up left out."""

    losses: dict[int, float]
    tokens: dict[int, float]
    times: dict[int, float]
    peak_memory_bytes: int | None
    failure: str | None
    seconds: float | None = None
    """From the start of the stage to its end; None where it did not finish."""

    def tokens_per_second(self) -> float | None:
        """Tokens without padding, over the measured steps."""
        steps = self.warm_steps()
        if len(steps) < 2:
            return None
        first, last = steps[0], steps[-1]
        return (self.tokens[last] - self.tokens[first]) / (self.times[last] - self.times[first])

    def step_seconds(self) -> float | None:
        """Median of the measured steps."""
        steps = self.warm_steps()
        return median(self.times[b] - self.times[a] for a, b in pairwise(steps)) if steps[1:] else None

    def warm_steps(self) -> list[int]:
        """Steps behind the warm-up."""
        return sorted(self.times)[WARM_STEPS:]


def write_launch(
    home: Path,
    config: dict[str, Any],
    model: Path,
    dataset: Path,
    device: str,
    attempt: int,
    resume: int | None,
    stage: str = "sft",
    dataset_type: str = "sft",
) -> Path:
    """Write an attempt folder as the executor would; return it."""
    folder = home / str(attempt)
    folder.mkdir(parents=True)
    launch = {
        "run": home.name,
        "attempt": attempt,
        "project": "bench",
        "stage": stage,
        # Nobody listens there: the journal is the result.
        "serverUrl": "http://127.0.0.1:9",
        "serverFile": str(home / "server.json"),
        "token": "bench",
        "config": config,
        "seed": 1,
        "device": device,
        "resumeFromStep": resume,
        "beatSeconds": 5,
        "cancelGraceSeconds": 10,
        "folders": {
            "attempt": str(folder),
            "checkpoints": str(home / "checkpoints"),
            "objects": str(home / "objects"),
        },
        "inputs": {
            "model": {"kind": "model", "model": "random", "folder": str(model), "adapterFolder": None},
            "dataset": {"kind": "dataset", "version": dataset.stem, "type": dataset_type, "path": str(dataset)},
        },
    }
    path = folder / "launch.json"
    path.touch(mode=0o600)
    path.write_text(json.dumps(launch, indent=2))
    return folder


def run_attempt(folder: Path, kill_at_step: int | None = None) -> Measured:
    """Run the stage to its end, or kill it with SIGKILL once it has told of `kill_at_step`."""
    with (folder / "stage.log").open("w") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "runners", "stage", str(folder)], stdout=log, stderr=log, start_new_session=True
        )
        while process.poll() is None:
            if kill_at_step is not None and max(read_journal(folder).times, default=0) >= kill_at_step:
                process.send_signal(signal.SIGKILL)
                process.wait()
            time.sleep(0.2)
    return read_journal(folder)


def read_journal(folder: Path) -> Measured:
    """Return what an attempt told of its steps."""
    path = folder / "journal.frames"
    measured = Measured({}, {}, {}, None, None)
    if not path.exists():
        return measured
    peak, failure, seconds = None, None, None
    for frame in scan_frames(path.read_bytes()).frames:
        event = json.loads(frame.header)
        if event["type"] == "metrics" and "train/loss" in event["keys"]:
            values = [column[0] for column in columns(frame, 2 + len(event["keys"]))]
            step, row = int(values[0]), dict(zip(event["keys"], values[2:], strict=True))
            measured.losses[step], measured.times[step] = row["train/loss"], values[1]
            measured.tokens[step] = row.get("train/tokens", 0.0)
        elif event["type"] == "finished":
            peak, seconds = event["peakDeviceMemoryBytes"], event["seconds"]
        elif event["type"] == "failed":
            failure = event["reason"]
    return Measured(measured.losses, measured.tokens, measured.times, peak, failure, seconds)
