"""`bench survive`: returned logging calls that kill -9 costs, flat out."""

import random
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from pathlib import Path

from runners.bench.figure import BenchResult, Figure, read_json_path, report
from runners.bench.scratch_attempt import RUN, write_attempt
from runners.contract.frame import scan_frames
from runners.track.journal import Journal

_KILLS = 20
_LONGEST_SECONDS = 0.4

_COMMON = "import mmap, sys\nfile = open(sys.argv[2], 'r+b')\nreturned = mmap.mmap(file.fileno(), 8)\nstep = 0\n"
_LOOP = "while True:\n    {call}\n    step += 1\n    returned[:] = step.to_bytes(8, 'little')\n"

_JOURNAL = (
    "from pathlib import Path\nfrom runners.track.event_log import EventLog\n"
    f"from runners.track.journal import Journal\nevents = EventLog(Journal(Path(sys.argv[1]), {RUN!r}, 1))\n"
    + _LOOP.format(call="events.point('metrics', {'train/loss': 1.0}, step)")
)
_QUEUE = (
    "import queue, sqlite3, threading\nwaiting = queue.SimpleQueue()\n"
    "def write():\n"
    "    database = sqlite3.connect(sys.argv[1] + '/points.sqlite')\n"
    "    database.execute('create table point (step integer, value real)')\n"
    "    while True:\n"
    "        rows = [waiting.get()]\n"
    "        while not waiting.empty() and len(rows) < 1000:\n"
    "            rows.append(waiting.get())\n"
    "        with database:\n"
    "            database.executemany('insert into point values (?, ?)', rows)\n"
    "threading.Thread(target=write, daemon=True).start()\n" + _LOOP.format(call="waiting.put((step, 1.0))")
)


def main(arguments: list[str]) -> int:
    """Tables on stderr, JSON on stdout."""
    path = read_json_path("bench survive", __doc__, arguments)
    report({"survive": measure()}, path)
    return 0


def measure() -> BenchResult:
    """Kills a process at random moments and compares the calls that had returned with what is on disk."""
    journal = [_kill_once(number, _JOURNAL, _count_journal) for number in range(_KILLS)]
    queue = [_kill_once(number, _QUEUE, _count_sqlite) for number in range(_KILLS)]
    baseline = "queue and SQLite thread, lost"
    figures = [
        Figure("queue and SQLite thread, returned", sum(returned for returned, _ in queue), "calls", "higher"),
        Figure(baseline, sum(max(0, returned - kept) for returned, kept in queue), "calls"),
        Figure("run.log, returned", sum(returned for returned, _ in journal), "calls", "higher"),
        Figure(
            "run.log, lost", sum(max(0, returned - kept) for returned, kept in journal), "calls", "lower", baseline, 0
        ),
    ]
    return BenchResult(figures, {"kills each": _KILLS, "moment": f"at random within {_LONGEST_SECONDS} s of work"})


def _kill_once(number: int, program: str, count: Callable[[Path], int]) -> tuple[int, int]:
    """Calls that returned before the kill, and calls found afterwards."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = write_attempt(Path(scratch) / "1", "http://127.0.0.1:9")
        counter = Path(scratch) / "returned"
        counter.write_bytes(bytes(8))
        process = subprocess.Popen([sys.executable, "-c", _COMMON + program, str(folder), str(counter)])
        while counter.read_bytes() == bytes(8):
            if process.poll() is not None:
                raise RuntimeError("the logging process ended by itself")
        timer = threading.Timer(random.Random(number).uniform(0.01, _LONGEST_SECONDS), process.kill)
        timer.start()
        process.wait()
        return int.from_bytes(counter.read_bytes(), "little"), count(folder)


def _count_journal(folder: Path) -> int:
    """Points in the journal, once the next writer has cut what is torn; fails where their steps have a hole."""
    Journal(folder, RUN, 1).append(b'"type":"log","lines":[]}')
    frames = scan_frames((folder / "journal.frames").read_bytes()).frames[:-1]
    steps = [int(frame.body.cast("d")[0]) for frame in frames]
    if steps != list(range(len(steps))):
        raise RuntimeError("the steps in the journal are not 0, 1, 2, …")
    return len(steps)


def _count_sqlite(folder: Path) -> int:
    database = sqlite3.connect(folder / "points.sqlite")
    try:
        count: int = database.execute("select count(*) from point").fetchone()[0]
        return count
    finally:
        database.close()
