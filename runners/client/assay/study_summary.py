"""The one object that `studies sample --json` prints."""

import json
from collections.abc import Iterable, Sequence
from typing import Any

from assay.times import seconds_of


def summarise(study: dict[str, Any], url: str, of_run: str | None = None) -> dict[str, Any]:
    """Runs with their scores, and the paired differences; where `of_run` is given, those of that evaluation alone."""
    estimates = study["estimates"]
    scores = [each for each in estimates if each["kind"] == "score"]
    return {
        "study": study["id"],
        "url": url,
        "runs": [
            {
                "id": run["id"],
                "name": run["name"],
                "stage": run["stage"],
                "state": run["state"],
                "durationSeconds": seconds_of(run),
                # A run of generations carries its own scores, the evaluate run those of its candidate.
                "metrics": _once(
                    each["estimate"]
                    for each in scores
                    if each["generationsRunId"] == run["id"]
                    or (each["runId"] == run["id"] and each["role"] == "candidate")
                ),
                "lastValues": run["headline"],
            }
            for run in study["runs"]
        ],
        "differences": [
            each["estimate"]
            for each in estimates
            if each["kind"] == "difference" and (of_run is None or each["runId"] == of_run)
        ],
    }


def _once(estimates: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Of notes that two runs scored, every score once."""
    return list({json.dumps(each, sort_keys=True): each for each in estimates}.values())


def format_differences(differences: Sequence[dict[str, Any]]) -> str:
    """One line a definition."""
    width = max((len(each["definition"]) for each in differences), default=0)
    return "\n".join(f"{each['definition']:<{width}}  {format_estimate(each)}" for each in differences)


def format_estimate(estimate: dict[str, Any]) -> str:
    """Value, interval and n; or the reason why there is none."""
    if estimate["state"] == "undefined":
        return f"undefined: {estimate['reason']}"
    interval = estimate["interval"]
    span = ""
    if interval:
        level = f"{interval['level'] * 100:.10g}"
        span = f" [{interval['low']:.3f}, {interval['high']:.3f}] {level} %"
    return f"{estimate['value']:.3f}{span}, n = {estimate['n']} {estimate['unit']}s"
