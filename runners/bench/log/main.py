"""`bench log`: what a logging call costs the training process, beside two usual ways to keep a point."""

import json
import os
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

import numpy as np

from runners.bench.figure import BenchResult, Figure, read_json_path, report
from runners.bench.log.acknowledging_server import acknowledging_server, read_delays
from runners.bench.scratch_attempt import RUN, write_attempt
from runners.track.event_log import EventLog
from runners.track.journal import Journal
from runners.track.journal_head import JournalHead

_BETWEEN_SECONDS = 0.002
_CALLS = {"flat out": 100_000, "between work": 1_500, "after sleep": 1_500}
_TARGET_MICROSECONDS = 50.0
_POINT = {"train/loss": 1.25, "train/grad_norm": 0.5, "train/learning_rate": 2e-4}
_NOWHERE = "http://127.0.0.1:9"

Log = Callable[[Mapping[str, float], int], None]


def main(arguments: list[str]) -> int:
    """Tables on stderr, JSON on stdout."""
    path = read_json_path("bench log", __doc__, arguments)
    report({"log": measure()}, path)
    return 0


def measure() -> BenchResult:
    """Times single calls with three keys each, server up and down.

    Flat out: nothing between the calls. Between work: 2 ms of array arithmetic over 32 MiB, as a training loop does,
    so that every call finds cold caches. After sleep: 2 ms of nothing, so that the processor has to wake as well.
    """
    figures: list[Figure] = []
    with tempfile.TemporaryDirectory() as scratch:
        home = Path(scratch)
        for pace in _CALLS:
            with _json_lines(home / f"{pace}.jsonl") as log:
                figures += _figures(f"JSON line, flushed, {pace}", _time(log, pace))
            with _sqlite(home / f"{pace}.sqlite") as log:
                figures += _figures(f"SQLite insert, committed, {pace}", _time(log, pace))
        for pace in _CALLS:
            for server in ("down", "up"):
                with acknowledging_server() as up:
                    with _attempt(home / f"{server} {pace}", up if server == "up" else _NOWHERE) as log:
                        spent = _time(log, pace)
                    name = f"run.log, server {server}, {pace}"
                    figures += _figures(name, spent, f"JSON line, flushed, {pace}")
                    if server == "up":
                        figures += _delays(pace, read_delays(up))
    paces = {pace: f"{calls} calls" for pace, calls in _CALLS.items()}
    conditions = {"keys a call": len(_POINT), "ms between": _BETWEEN_SECONDS * 1000, **paces}
    return BenchResult(figures, {**conditions, "processors": os.cpu_count()})


def _time(log: Log, pace: str) -> list[float]:
    """Microseconds of each call, sorted."""
    rests: dict[str, Callable[[], None]] = {"flat out": _nothing, "between work": _work(), "after sleep": _sleep}
    rest = rests[pace]
    spent = []
    for step in range(_CALLS[pace]):
        began = time.perf_counter_ns()
        log(_POINT, step)
        spent.append((time.perf_counter_ns() - began) / 1000)
        rest()
    return sorted(spent)


def _nothing() -> None:
    pass


def _sleep() -> None:
    time.sleep(_BETWEEN_SECONDS)


def _work() -> Callable[[], None]:
    weights = np.ones(4 * 2**20)

    def work() -> None:
        until = time.perf_counter() + _BETWEEN_SECONDS
        while time.perf_counter() < until:
            np.multiply(weights, 1.0000001, out=weights)

    return work


def _figures(name: str, spent: list[float], baseline: str | None = None) -> Iterator[Figure]:
    for label, share in (("p50", 0.5), ("p99", 0.99), ("p99.9", 0.999)):
        beside = f"{baseline}, {label}" if baseline else None
        target = _TARGET_MICROSECONDS if baseline and label == "p99" else None
        yield Figure(f"{name}, {label}", spent[int(len(spent) * share)], "µs", "lower", beside, target)


def _delays(pace: str, sorted_delays: list[float]) -> Iterator[Figure]:
    for label, share in (("p50", 0.5), ("p95", 0.95)):
        value = sorted_delays[int(len(sorted_delays) * share)]
        yield Figure(f"call to arrival at the server, {pace}, {label}", value, "ms")


@contextmanager
def _json_lines(path: Path) -> Iterator[Log]:
    with path.open("w") as file:

        def log(values: Mapping[str, float], step: int) -> None:
            file.write(json.dumps({"step": step, "time": time.time(), **values}) + "\n")
            file.flush()

        yield log


@contextmanager
def _sqlite(path: Path) -> Iterator[Log]:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("pragma journal_mode = wal")
    database.execute("pragma synchronous = normal")
    database.execute("create table point (key text, step integer, time real, value real)")

    def log(values: Mapping[str, float], step: int) -> None:
        now = time.time()
        database.execute("begin")
        rows = [(key, step, now, value) for key, value in values.items()]
        database.executemany("insert into point values (?, ?, ?, ?)", rows)
        database.execute("commit")

    yield log
    database.close()


@contextmanager
def _attempt(folder: Path, server_url: str) -> Iterator[Log]:
    """The client's own path, with a shipper beside it as in any run; it must have delivered when the server is up."""
    write_attempt(folder, server_url)
    shipper = subprocess.Popen(
        [sys.executable, "-m", "runners", "ship", str(folder), "--watch", str(os.getpid())], stdin=subprocess.PIPE
    )
    time.sleep(0.5)
    events = EventLog(Journal(folder, RUN, 1))
    yield lambda values, step: events.point("metrics", values, step)
    events.finished("completed", 0, None, None, None)
    if server_url == _NOWHERE:
        shipper.kill()
    elif shipper.communicate()[0] is None and shipper.wait(60) != 0:
        raise RuntimeError(f"{JournalHead(folder / 'journal.head').position.sequence} events were not delivered")
    shipper.wait()
