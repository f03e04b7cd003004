"""`bench command_line`: what it takes to start `assay`, beside the bare interpreter."""

import resource
import statistics
import subprocess
import sys
import time

from runners.bench.figure import BenchResult, Figure, read_json_path, report
from runners.track.import_path import python_environment

_STARTS = 11
_TARGET_SECONDS = 0.15


def main(arguments: list[str]) -> int:
    """Tables on stderr, JSON on stdout."""
    path = read_json_path("bench command_line", __doc__, arguments)
    report({"command_line": measure()}, path)
    return 0


def measure() -> BenchResult:
    """Median seconds of the processor, which other programs change less than the clock, and of the clock."""
    commands = {"bare Python": ["-c", "pass"], "assay runs list --help": ["-m", "assay", "runs", "list", "--help"]}
    figures = []
    for name, command in commands.items():
        spent = [_start(command) for _ in range(_STARTS)]
        baseline = None if name == "bare Python" else "bare Python"
        target = None if baseline is None else _TARGET_SECONDS
        for kind, at in (("processor", 0), ("clock", 1)):
            seconds = statistics.median(each[at] for each in spent)
            held_against = baseline and f"{baseline}, {kind}"
            figures.append(Figure(f"{name}, {kind}", seconds, "s", baseline=held_against, target=target))
    return BenchResult(figures, {"starts": _STARTS})


def _start(command: list[str]) -> tuple[float, float]:
    before, began = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run([sys.executable, *command], env=python_environment(), capture_output=True, check=True)
    after, ended = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime, ended - began
