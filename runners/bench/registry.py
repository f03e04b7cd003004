"""Finds the benchmarks: each is a folder here whose `main.py` has `main(arguments) -> exit code`."""

from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import cast


def bench_names() -> list[str]:
    """Names of all benchmarks, e.g. `log`."""
    return sorted(path.parent.name for path in Path(__file__).parent.glob("*/main.py"))


def load_bench(name: str) -> Callable[[list[str]], int]:
    """A benchmark's own command; importing it may load torch."""
    return cast(Callable[[list[str]], int], import_module(f"runners.bench.{name}.main").main)
