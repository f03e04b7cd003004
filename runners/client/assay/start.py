"""Finds or makes the run that a program logs to."""

import atexit
import json
import os
import secrets
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assay.plain_config import plain_config
from assay.registration import Registration, Unreachable, home_folder, register
from assay.run import Run
from runners.track.event_log import EventLog
from runners.track.host import devices, versions
from runners.track.import_path import python_path
from runners.track.journal import Journal
from runners.track.orders import read_orders

_ATTEMPT = "ASSAY_ATTEMPT_FOLDER"
_BEAT_SECONDS = 5
_GRACE_SECONDS = 30


def init(
    project: str | None = None,
    name: str | None = None,
    config: Mapping[str, Any] | None = None,
    tags: Sequence[str] = (),
) -> Run:
    """The run to log to.

    In a run that Assay started, and in the children of a program that called `init`, it is that run. Elsewhere a new
    one is registered; when no server answers, the run is kept in a journal, and where it lies is said.

    Args:
        project: its slug; may be left out where there is only one.
        name: what to call the run; the program's name by default.
        config: settings worth keeping.
        tags: for finding it again.

    Raises:
        Refused: the server is there and says no, e.g. there is no such project.
    """
    given = plain_config(config)
    attempt = os.environ.get(_ATTEMPT)
    if attempt:
        return _join(Path(attempt), name, given)
    name = name or Path(sys.argv[0] or "session").stem or "session"
    home = home_folder()
    try:
        request = {"project": project, "name": name, "config": given, "tags": list(tags)}
        made = register(home, request)
    except Unreachable as error:
        return _start_alone(home, name, given, str(error))
    return _start_registered(home, project or "only", name, given, made)


def _join(folder: Path, name: str | None, config: Mapping[str, Any]) -> Run:
    """The run whose attempt folder the environment names; whoever made it writes its end."""
    orders = read_orders(folder)
    events = EventLog(Journal(folder, orders.run, orders.attempt), [orders.token])
    launched = json.loads((folder / "launch.json").read_bytes())
    run = Run(name or orders.run, None, config, events)
    run.ends_itself = False
    if config:
        events.started({**launched["config"], **config}, devices(orders.device), versions(), launched["resumeFromStep"])
    return run


def _start_registered(home: Path, project: str, name: str, config: Mapping[str, Any], made: Registration) -> Run:
    folder = home / "runs" / made.run / str(made.attempt)
    _write_launch(home, folder, project, config, made)
    run = _start(folder, name, made.url, config, made.run, made.attempt, made.token)
    run.shipper = _start_shipper(folder)
    sys.stderr.write(f"assay: {name} is at {made.url}\n")
    return run


def _start_alone(home: Path, name: str, config: Mapping[str, Any], why: str) -> Run:
    folder = home / "offline" / f"{_file_name(name)}-{secrets.token_hex(4)}"
    run = _start(folder, name, None, config, folder.name, 1, "")
    journal = folder / "journal.frames"
    sys.stderr.write(f"assay: no server ({why}).\nassay: import later: npm run -s assay -- runs import {journal}\n")
    return run


def _start(
    folder: Path, name: str, url: str | None, config: Mapping[str, Any], run: str, attempt: int, token: str
) -> Run:
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    events = EventLog(Journal(folder, run, attempt), [token])
    started = Run(name, url, config, events)
    os.environ[_ATTEMPT] = str(folder)
    started.when_ended = lambda: os.environ.pop(_ATTEMPT, None)
    events.started(config, devices(_device()), versions(), None)
    atexit.register(started.end_with_interpreter)
    return started


def _device() -> str:
    torch = sys.modules.get("torch")
    return "cuda:0" if torch is not None and torch.cuda.is_available() else "cpu"


def _file_name(name: str) -> str:
    return "".join(letter if letter.isalnum() else "-" for letter in name)[:40]


def _write_launch(home: Path, folder: Path, project: str, config: Mapping[str, Any], made: Registration) -> None:
    """The same file as for any attempt, so that `runners ship` can deliver it later."""
    launch = {
        "run": made.run,
        "attempt": made.attempt,
        "project": project,
        "stage": "command",
        "serverUrl": made.server_url,
        "serverFile": str(home / "server.json"),
        "token": made.token,
        "config": dict(config),
        "seed": 0,
        "device": _device(),
        "resumeFromStep": None,
        "beatSeconds": _BEAT_SECONDS,
        "cancelGraceSeconds": _GRACE_SECONDS,
        "folders": {
            "attempt": str(folder),
            "checkpoints": str(folder.parent / "checkpoints"),
            "objects": str(home / "objects"),
        },
        "inputs": {},
    }
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle = os.open(folder / "launch.json", os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w") as file:
        json.dump(launch, file)


def _start_shipper(folder: Path) -> subprocess.Popen[bytes]:
    """A process that outlives this one and knows its end by the pipe between them."""
    read_end, write_end = os.pipe()
    os.register_at_fork(after_in_child=lambda: os.close(write_end))
    shipper = subprocess.Popen(
        [sys.executable, "-P", "-m", "runners", "ship", str(folder), "--watch", str(os.getpid())],
        stdin=read_end,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**os.environ, "PYTHONPATH": python_path()},
        start_new_session=True,
    )
    os.close(read_end)
    return shipper
