"""Delivers what was logged while no server answered."""

import json
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from assay.access import find_access, home_folder
from assay.arguments import Parsed, whole_number
from assay.attempt_folder import read_request
from assay.command_line import LEFT_BEHIND
from assay.commands.runs_import import import_journal
from assay.failure import AssayError, Misused, Refused
from assay.late_registration import register_folder
from assay.printing import print_json, print_line, tell
from runners.track.delivered_mark import is_delivered, mark_delivered
from runners.track.import_path import python_environment
from runners.track.supervisor_process import is_taken

_CONFLICT = 409


def add_arguments(parser: ArgumentParser) -> None:
    """Which folders; by default all that this machine keeps."""
    parser.add_argument(
        "folder", nargs="*", type=Path, help="folders with journals, e.g. brought from a machine without network"
    )
    parser.add_argument(
        "--patience", type=whole_number("--patience"), default=60, help="seconds to wait for the server (default: 60)"
    )
    parser.add_argument("--quiet", action="store_true", help="say nothing of what is delivered already")


def run(parsed: Parsed) -> int:
    """0 when the server has everything, 75 when something is left."""
    # Without a server there is nothing to do for any of them, and one sentence says it.
    access = find_access(home_folder())
    folders = _folders(parsed.folder)
    if folders and not parsed.quiet:
        tell(f"{len(folders)} to deliver to {access.url}")
    told = [_deliver(parsed, folder, access.url) for folder in folders]
    if parsed.json:
        print_json(told)
    elif not told and not parsed.quiet:
        print_line("Everything is delivered.")
    return LEFT_BEHIND if any(not each["delivered"] for each in told) else 0


def _folders(named: list[Path]) -> list[Path]:
    """Attempt folders that the server may lack something of, oldest first."""
    if named:
        found = [journal.parent for each in named for journal in sorted(each.glob("**/journal.frames"))]
        missing = next((each for each in named if not any(each.glob("**/journal.frames"))), None)
        if missing is not None:
            raise Misused(f"{missing} holds no journal.frames: name the folder of a run, or one that holds several.")
        return found
    home = home_folder()
    requests = [*home.glob("offline/*/register.json"), *home.glob("runs/*/*/register.json")]
    return [
        each.parent for each in sorted(requests, key=lambda path: path.stat().st_mtime) if not is_delivered(each.parent)
    ]


def _deliver(parsed: Parsed, folder: Path, url: str) -> dict[str, Any]:
    try:
        told = _deliver_one(parsed, folder, url)
    except AssayError as error:
        told = {"delivered": False, "reason": str(error)}
    if not parsed.json:
        state = f"delivered {told.get('sequence', 0)} events" if told["delivered"] else f"left: {told['reason']}"
        (print_line if told["delivered"] else tell)(f"{folder}  {state}")
    return {"folder": str(folder), **told}


def _deliver_one(parsed: Parsed, folder: Path, url: str) -> dict[str, Any]:
    if is_taken(folder):
        return {"delivered": False, "reason": "its own process is delivering it"}
    known_by = _server_of(folder)
    if known_by is None and not (folder / "register.json").is_file():
        return _import(parsed, folder)
    if known_by in (None, url):
        try:
            # Once more where it is registered already: its token may have been lost with the server's data.
            register_folder(home_folder(), folder, parsed.project)
        except Refused as error:
            if error.status != _CONFLICT:
                raise
            # Somebody has imported this journal before; what is new in it is added.
            return _import(parsed, folder)
    command = [sys.executable, "-P", "-m", "runners", "ship", str(folder), "--patience", str(parsed.patience)]
    shipped = subprocess.run(command, env=python_environment(), capture_output=True, text=True, check=False)
    if shipped.returncode == 0:
        return {"delivered": True, "sequence": json.loads(shipped.stdout)["sequence"]}
    return {"delivered": False, "reason": _last_line(shipped.stderr)}


def _last_line(text: str) -> str:
    return next((line for line in reversed(text.splitlines()) if line.strip()), "the server did not take all of it")


def _server_of(folder: Path) -> str | None:
    """The server that the run is registered with; None where none is."""
    try:
        launch = json.loads((folder / "launch.json").read_bytes())
        return str(launch["serverUrl"]) if launch["token"] and (folder / "register.json").is_file() else None
    except (OSError, ValueError, KeyError):
        return None


def _import(parsed: Parsed, folder: Path) -> dict[str, Any]:
    try:
        request = read_request(folder)
    except (OSError, ValueError):
        request = {}
    name, stage = request.get("name") or folder.name, request.get("stage")
    imported = import_journal(parsed.session, folder / "journal.frames", name, stage)
    mark_delivered(folder)
    return {"delivered": True, "sequence": imported["acknowledged"], "run": imported["run"]}
