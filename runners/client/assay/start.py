"""Finds or makes the run that a program logs to."""

import atexit
import json
import os
import sys
from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

from assay.access import home_folder, is_interactive
from assay.attempt_folder import device, folder_of, objects_of, write_launch, write_request
from assay.background import start_delivery, start_sync
from assay.display import announce, link
from assay.failure import Unreachable
from assay.plain_config import plain_config
from assay.program_exit import listen_for_exit
from assay.registration import Registration, new_run_id, register
from assay.run import Run
from runners.track.event_log import EventLog
from runners.track.host import devices, versions
from runners.track.journal import Journal
from runners.track.orders import read_orders
from runners.track.redact import named_secrets

_ATTEMPT = "ASSAY_ATTEMPT_FOLDER"
_current: Run | None = None


def init(
    project: str | None = None,
    name: str | None = None,
    config: Mapping[str, Any] | None = None,
    tags: Sequence[str] = (),
    stage: str = "command",
    output: bool | None = None,
) -> Run:
    """The run to log to.

    In a run that Assay started, and in the children of a program that called `init`, it is that run. Elsewhere a new
    one is registered; when no server answers, the run is kept in a journal and delivered when one does. In a notebook
    or at a prompt a second `init` ends the run before it.

    Args:
        project: its slug; may be left out where there is only one.
        name: what to call the run; the program's name by default.
        config: settings worth keeping.
        tags: for finding it again.
        stage: the kind of work, e.g. `sft` or `evaluate`: one word.
        output: whether what Python prints stands in the run's log too; in a notebook it does not unless asked for.

    Raises:
        Refused: the server is there and says no, e.g. there is no such project.
    """
    if _current is not None and (is_interactive() or _current.ends_with_next):
        _current.finish()
    given = plain_config(config)
    attempt = os.environ.get(_ATTEMPT)
    if attempt:
        return _join(Path(attempt), name, given)
    name = name or _program()
    home = home_folder()
    request = {"project": project, "name": name, "config": given, "tags": list(tags), "stage": stage}
    try:
        run = _start_registered(home, request, register(home, request))
    except Unreachable as error:
        run = _start_alone(home, {**request, "run": new_run_id()}, str(error))
    if output if output is not None else not is_interactive():
        run.keep_output()
    return run


def _program() -> str:
    stem = Path(sys.argv[0] or "").stem
    return "notebook" if "ipykernel" in sys.modules else stem if stem not in ("", "-c", "-m") else "session"


def _join(folder: Path, name: str | None, config: Mapping[str, Any]) -> Run:
    """The run whose attempt folder the environment names; whoever made it writes its end."""
    orders = read_orders(folder)
    launched = json.loads((folder / "launch.json").read_bytes())
    secrets = [orders.token, *named_secrets(launched["config"])]
    events = EventLog(Journal(folder, orders.run, orders.attempt), secrets)
    run = Run(name or orders.run, orders.run, launched.get("url"), config, events)
    run.place(folder, Path(launched["folders"]["objects"]), launched["project"])
    run.ends_itself = False
    if config:
        # The launch file counts the devices of the machine; this program sees its own alone, from 0 on.
        seen = devices(os.environ.get("ASSAY_DEVICE", orders.device))
        events.started({**launched["config"], **config}, seen, versions(), launched["resumeFromStep"])
    return run


def _start_registered(home: Path, request: Mapping[str, Any], made: Registration) -> Run:
    folder = home / "runs" / made.run / str(made.attempt)
    write_request(folder, {**request, "run": made.run})
    write_launch(home, folder, request, made)
    run = _start(home, folder, request, made.run, made.url, made.token)
    run.shipper = start_delivery(folder, registered=True)
    announce(f"{run.name} is at {made.url}", link(made.url, run.name))
    start_sync(home)
    return run


def _start_alone(home: Path, request: Mapping[str, Any], why: str) -> Run:
    folder = folder_of(home, request["name"], request["run"])
    write_request(folder, request)
    write_launch(home, folder, request, None)
    run = _start(home, folder, request, request["run"], None, "")
    run.shipper = start_delivery(folder, registered=False)
    kept = f"the run is kept in {folder} and delivered when a server answers; `assay sync` does it too"
    announce(f"no server ({why})\nassay: {kept}", escape(f"no server ({why}); {kept}"))
    return run


def _start(home: Path, folder: Path, request: Mapping[str, Any], run: str, url: str | None, token: str) -> Run:
    global _current
    events = EventLog(Journal(folder, run, 1), [token])
    started = Run(request["name"], run, url, request["config"], events)
    started.place(folder, objects_of(home, folder), request["project"])
    os.environ[_ATTEMPT] = str(folder)
    started.when_ended = lambda: os.environ.pop(_ATTEMPT, None)
    events.started(request["config"], devices(device()), versions(), None)
    atexit.register(_end_with_interpreter, started, os.getpid())
    listen_for_exit()
    _current = started
    return started


def _end_with_interpreter(run: Run, process: int) -> None:
    # A forked child ends by its own interpreter, and the run goes on.
    if os.getpid() == process:
        run.end_with_interpreter()
