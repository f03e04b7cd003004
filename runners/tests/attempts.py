"""Making attempts of stages and reading back what they told, for tests."""

import json
import struct
from pathlib import Path
from typing import Any

import torch

from runners.contract.frame import scan_frames
from runners.contract.launch import Launch
from runners.models.architectures import ARCHITECTURES
from runners.models.random_model import write_random_model
from runners.stages.registry import load_run, load_spec
from runners.track.config_check import validate_config
from runners.track.event_log import EventLog
from runners.track.journal import Journal
from runners.track.stage_context import StageContext

# Two threads only wait for each other on matrices of width 32.
torch.set_num_threads(1)

WORDS = [
    "pain",
    "fever",
    "cough",
    "rash",
    "nausea",
    "asthma",
    "aspirin",
    "insulin",
    "ibuprofen",
    "daily",
    "weekly",
    "never",
    "since",
]


def tiny_model(folder: Path, seed: int = 7) -> Path:
    """A stored two-layer model with the byte tokenizer."""
    write_random_model(folder, ARCHITECTURES["tiny"], seed, stored=True)
    return folder


def write_dataset(path: Path, train: int = 12, validation: int = 4, test: int = 5) -> Path:
    """Notes whose lengths differ from row to row."""
    rows = []
    for split, count in (("train", train), ("validation", validation), ("test", test)):
        for number in range(count):
            said = " ".join(WORDS[(number * 3 + i) % len(WORDS)] for i in range(3 + number % 5))
            rows.append(
                {
                    "id": f"{split}-{number}",
                    "split": split,
                    "group": None,
                    "section": "PLAN",
                    "source": f"Patient: {said} {split[:2]}{number}.",
                    "reference": said.split()[0].capitalize() + "." * (1 + number % 3),
                    "metadata": {},
                }
            )
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def make_launch(home: Path, stage: str, config: dict[str, Any], **given: Any) -> Launch:
    """The launch of one attempt below `home`; attempts of one run share checkpoints."""
    attempt = given.pop("attempt", 1)
    folder = home / str(attempt)
    folder.mkdir(parents=True, exist_ok=True)
    fields = {
        "run": "run-1",
        "attempt": attempt,
        "project": "project-1",
        "stage": stage,
        "serverUrl": "http://127.0.0.1:1",
        "serverFile": home / "server.json",
        "token": "none",
        "config": config,
        "seed": given.pop("seed", 1),
        "device": "cpu",
        "resumeFromStep": given.pop("resume", None),
        "beatSeconds": 5,
        "cancelGraceSeconds": 5,
        "folders": {"attempt": folder, "checkpoints": home / "checkpoints", "objects": home / "objects"},
        "inputs": given.pop("inputs", {}),
    }
    return Launch.model_validate_json(json.dumps(fields, default=str))


def training_inputs(model: Path, dataset: Path, adapter: Path | None = None) -> dict[str, Any]:
    """A model and a notes dataset, as the launch file names them."""
    return {
        "model": {"kind": "model", "model": "model-1", "folder": model, "adapterFolder": adapter},
        "dataset": {"kind": "dataset", "version": "version-1", "type": "notes", "path": dataset},
    }


def make_context(launch: Launch, kind: type[StageContext] = StageContext) -> StageContext:
    """The context that the stage command would make."""
    folder = launch.folders.attempt
    context = kind(
        launch,
        validate_config(load_spec(launch.stage).config, launch.config),
        EventLog(Journal(folder, launch.run, launch.attempt)),
    )
    context.work_folder.mkdir(parents=True, exist_ok=True)
    return context


def run_stage(launch: Launch, kind: type[StageContext] = StageContext) -> list[dict[str, Any]]:
    """Run a stage in this process and return its events."""
    load_run(launch.stage)(make_context(launch, kind))
    return read_events(launch)


def read_events(launch: Launch) -> list[dict[str, Any]]:
    """The events of an attempt's journal; those with columns get `points`, key -> [(step, value)]."""
    content = (launch.folders.attempt / "journal.frames").read_bytes()
    events = []
    for frame in scan_frames(content).frames:
        event = json.loads(frame.header)
        if "keys" in event:
            width = 2 + len(event["keys"])
            values = struct.unpack(f"<{width * event['rows']}d", frame.body)
            columns = [values[i * event["rows"] : (i + 1) * event["rows"]] for i in range(width)]
            event["points"] = {
                key: list(zip(columns[0], column, strict=True))
                for key, column in zip(event["keys"], columns[2:], strict=True)
            }
        events.append(event)
    return events


def series(events: list[dict[str, Any]], key: str) -> dict[int, float]:
    """Step -> value of one metric."""
    return {int(step): value for event in events for step, value in event.get("points", {}).get(key, [])}


def artifact_folder(launch: Launch, events: list[dict[str, Any]], target: Path) -> Path:
    """The last artifact of an attempt, laid out as a folder again."""
    digest = [event for event in events if event["type"] == "artifact"][-1]["digest"]
    objects = launch.folders.objects
    for file in json.loads((objects / digest[:2] / digest).read_text())["files"]:
        path = target / file["path"]
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes((objects / file["digest"][:2] / file["digest"]).read_bytes())
    return target
