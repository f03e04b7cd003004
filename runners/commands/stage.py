"""`stage FOLDER`: runs the stage of one attempt; normally started by its supervisor."""

import argparse
import os
import signal
import sys
from pathlib import Path
from types import FrameType

from pydantic import ValidationError

from runners.contract.launch import Launch, read_launch
from runners.stages.registry import load_run, load_spec
from runners.track.attempt_end import AttemptEnd
from runners.track.config_check import validate_config
from runners.track.event_log import EventLog
from runners.track.host import devices, seed_everything, versions
from runners.track.journal import Journal
from runners.track.parent_watch import die_with_parent
from runners.track.redact import named_secrets
from runners.track.stage_context import StageContext


def main(arguments: list[str]) -> int:
    """0 when the stage finished or stopped as asked, 1 when it failed, 2 when there is no readable launch file."""
    parser = argparse.ArgumentParser(prog="python -m runners stage", description=__doc__)
    parser.add_argument("folder", type=Path, help="attempt folder with launch.json")
    folder: Path = parser.parse_args(arguments).folder
    supervisor = os.environ.get("ASSAY_SUPERVISOR")
    if supervisor is not None:
        die_with_parent(int(supervisor))
    try:
        launch = read_launch(folder)
    except (OSError, ValidationError) as error:
        errors = error.errors(include_input=False, include_url=False) if isinstance(error, ValidationError) else error
        sys.stderr.write(f"launch.json cannot be used: {errors}\n")
        return 2
    events = EventLog(Journal(folder, launch.run, launch.attempt), [launch.token, *named_secrets(launch.config)])
    with AttemptEnd(events, folder, launch.config) as end:
        _run(launch, events)
    return end.exit_code


def _run(launch: Launch, events: EventLog) -> None:
    config = validate_config(load_spec(launch.stage).config, launch.config)
    context = StageContext(launch, config, events)

    context.work_folder.mkdir(parents=True, exist_ok=True)
    context.checkpoints_folder.mkdir(parents=True, exist_ok=True)
    context.progress("loading libraries", 0, None, "")
    run = load_run(launch.stage)
    # Only now: until here there is nothing to keep, and SIGTERM ends the process even inside a library's start.
    _listen_for_stop(context)
    seed_everything(launch.seed)
    resolved = config.model_dump(mode="json", by_alias=True)
    context.started(resolved, devices(launch.device), versions())
    run(context)


def _listen_for_stop(context: StageContext) -> None:
    def request_stop(number: int, frame: FrameType | None) -> None:
        context.stop_requested = True

    signal.signal(signal.SIGTERM, request_stop)
    signal.signal(signal.SIGINT, request_stop)
