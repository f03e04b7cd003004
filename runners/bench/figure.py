"""What a benchmark says: figures beside a baseline measured in the same run, as a table and as JSON."""

import argparse
import json
import platform
import sys
import time
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any, Literal


@dataclass(frozen=True, slots=True)
class Figure:
    """One number. `baseline` names another figure of the same benchmark, of the same unit."""

    name: str
    value: float
    unit: str
    better: Literal["lower", "higher"] = "lower"
    baseline: str | None = None
    target: float | None = None

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None without one."""
        if self.target is None:
            return None
        return self.value <= self.target if self.better == "lower" else self.value >= self.target


@dataclass(frozen=True, slots=True)
class BenchResult:
    """All figures of one benchmark; `conditions` say what was run, at which size."""

    figures: Sequence[Figure]
    conditions: Mapping[str, Any] = field(default_factory=dict)

    def as_json(self, bench: str) -> dict[str, Any]:
        """With ratios, the machine and the time."""
        values = {each.name: each.value for each in self.figures}
        figures = [{**asdict(each), "met": each.met, "ratio": _ratio(each, values)} for each in self.figures]
        machine = {"system": platform.platform(), "python": platform.python_version()}
        return {
            "benchmark": bench,
            "time": time.time(),
            "machine": machine,
            "conditions": dict(self.conditions),
            "figures": figures,
        }

    def as_table(self, bench: str) -> str:
        """One line a figure: value, ratio to its baseline, target."""
        values = {each.name: each.value for each in self.figures}
        width = max((len(each.name) for each in self.figures), default=0)
        lines = [bench, *(f"  {key}: {value}" for key, value in self.conditions.items())]
        for each in self.figures:
            ratio = _ratio(each, values)
            beside = "" if ratio is None else f"  {ratio:.3g} x {each.baseline}"
            target = "" if each.target is None else f"  target {each.target:g} {'met' if each.met else 'MISSED'}"
            lines.append(f"  {each.name:<{width}}  {each.value:>12.4g} {each.unit}{beside}{target}")
        return "\n".join(lines)


def _ratio(figure: Figure, values: Mapping[str, float]) -> float | None:
    baseline = values.get(figure.baseline) if figure.baseline is not None else None
    return figure.value / baseline if baseline else None


def report(results: Mapping[str, BenchResult], path: Path | None) -> None:
    """Tables on stderr, one JSON object on stdout and, where a path is given, in a file."""
    for bench, result in results.items():
        sys.stderr.write(result.as_table(bench) + "\n")
    documents = [result.as_json(bench) for bench, result in results.items()]
    text = json.dumps(documents[0] if len(documents) == 1 else {"benchmarks": documents}, indent=2) + "\n"
    if path is not None:
        path.write_text(text)
    sys.stdout.write(text)


def read_json_path(bench: str, description: str | None, arguments: list[str]) -> Path | None:
    """The command line of a benchmark that takes nothing but `--json FILE`."""
    parser = argparse.ArgumentParser(prog=f"python -m runners {bench}".rstrip(), description=description)
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures there too")
    path: Path | None = parser.parse_args(arguments).json
    return path
