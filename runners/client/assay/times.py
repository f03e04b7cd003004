"""Reads the API's times."""

from datetime import UTC, datetime
from typing import Any


def seconds_of(run: dict[str, Any]) -> float | None:
    """How long a run took, or takes so far; None before it began."""
    if not run.get("startedAt"):
        return None
    end = datetime.fromisoformat(run["endedAt"]) if run.get("endedAt") else datetime.now(UTC)
    return max(0.0, (end - datetime.fromisoformat(run["startedAt"])).total_seconds())
