"""`python -m assay.late_delivery FOLDER --watch PID`: registers a run once a server answers, then ships it."""

import argparse
import os
import select
import signal
import sys
import time
from pathlib import Path

from assay.access import home_folder
from assay.attempt_folder import read_request
from assay.failure import Refused, Unreachable
from assay.late_registration import register_folder
from runners.track.event_log import EventLog
from runners.track.journal import Journal
from runners.track.supervisor_process import UNDELIVERED, listen_for_stop, note, take_over, write_to_log
from runners.track.watched_program import write_missing_end

_FIRST_PAUSE_SECONDS = 1.0
_LONGEST_PAUSE_SECONDS = 30.0
_REFUSED_PAUSE_SECONDS = 300.0
_AFTERWARDS_SECONDS = 600.0
"""So long after the program's end a server is waited for; then `assay sync` or the next `init` delivers."""


def main() -> int:
    """Becomes the shipper once the run is registered; 75 when no server came."""
    parser = argparse.ArgumentParser(prog="python -m assay.late_delivery", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--watch", type=int, required=True, metavar="PID")
    given = parser.parse_args()
    if not take_over(given.folder):
        return UNDELIVERED
    write_to_log(given.folder)
    # Ctrl-C is meant for the program.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    if not _wait_for_server(given.folder):
        note("No server came; `assay sync` delivers it later.")
        return UNDELIVERED
    # The same process goes on as the shipper, with the pipe to the program as its standard input.
    ship = ["-P", "-m", "runners", "ship", str(given.folder), "--watch", str(given.watch)]
    os.execv(sys.executable, [sys.executable, *ship])


def _wait_for_server(folder: Path) -> bool:
    stop = listen_for_stop(signal.SIGTERM)
    began = time.monotonic()
    ended_at: float | None = None
    pause = _FIRST_PAUSE_SECONDS
    while not stop.is_set():
        try:
            register_folder(home_folder(), folder)
            return True
        except Unreachable:
            pause = min(pause * 1.5, _LONGEST_PAUSE_SECONDS)
        except Refused as error:
            note(f"Not registered: {error}")
            pause = _REFUSED_PAUSE_SECONDS
        if ended_at is None and _ends_within(pause):
            ended_at = time.monotonic()
            _write_end(folder, ended_at - began)
        elif ended_at is not None:
            if time.monotonic() - ended_at > _AFTERWARDS_SECONDS:
                return False
            stop.wait(pause)
    return False


def _ends_within(seconds: float) -> bool:
    readable, _, _ = select.select([sys.stdin], [], [], seconds)
    return bool(readable) and os.read(sys.stdin.fileno(), 1) == b""


def _write_end(folder: Path, seconds: float) -> None:
    journal = Journal(folder, read_request(folder)["run"], 1)
    if not journal.head.settled:
        write_missing_end(EventLog(journal), seconds, asked=False)


if __name__ == "__main__":
    sys.exit(main())
