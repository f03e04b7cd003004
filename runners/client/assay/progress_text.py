"""How far a run is, in one line."""

from typing import Any

from assay.printing import format_duration


def progress_text(run: dict[str, Any]) -> str:
    """State, or phase with count, rate and time left."""
    state, progress, failure = run["state"], run.get("progress"), run.get("failure")
    if state == "waiting":
        return run.get("waitingFor") or "waiting"
    if failure:
        return f"{state}: {failure['reason']}"
    if state != "running" or not progress:
        return str(state)
    # A phase that cannot be counted says only what it does.
    if progress["total"] is None and progress["done"] == 0:
        return str(progress["phase"])
    total = "" if progress["total"] is None else f" of {progress['total']}"
    rate = progress["ratePerSecond"]
    speed = "" if rate is None else f", {_two_digits(rate)} {progress['unit']}/s"
    left = "" if progress["secondsLeft"] is None else f", {format_duration(progress['secondsLeft'])} left"
    return f"{progress['phase']} {progress['done']}{total} {progress['unit']}{speed}{left}"


def _two_digits(rate: float) -> str:
    return f"{rate:.0f}" if rate >= 100 else f"{rate:#.2g}".rstrip(".")
