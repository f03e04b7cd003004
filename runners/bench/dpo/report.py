"""From measured rows to figures with ratios."""

from collections.abc import Sequence
from typing import Any

from runners.bench.dpo.arms import FIXED, Arm
from runners.bench.figure import Figure

SWEPT = 10
STEP_MOST = 1.02


def figures(rows: Sequence[dict[str, Any]], arms: Sequence[Arm]) -> list[Figure]:
    """Return speed and memory of every row that ended well, ratios to its baseline, and what a sweep costs."""
    found: list[Figure] = []
    by_name = {row["arm"]: row for row in rows if row.get("pairsPerSecond")}
    for arm in arms:
        row = by_name.get(arm.name)
        if row is None:
            continue
        baseline = f"{arm.baseline}: speed" if arm.baseline in by_name else None
        found.append(Figure(f"{arm.name}: speed", row["pairsPerSecond"], "pairs/s", "higher", baseline))
        if row["peakMemoryBytes"]:
            memory = f"{arm.baseline}: memory" if arm.baseline in by_name else None
            found.append(Figure(f"{arm.name}: memory", row["peakMemoryBytes"] / 2**30, "GiB", "lower", memory))
        ratio = times_baseline(row, rows)
        if ratio is not None and arm.target:
            found.append(Figure(f"{arm.name}: times TRL", ratio, "x", "higher", target=arm.target))
    return [*found, *derived(by_name)]


def derived(by_name: dict[str, dict[str, Any]]) -> list[Figure]:
    """Return what follows from several rows."""
    found: list[Figure] = []
    dpo, fdpo, reference = (by_name.get(name) for name in ("dpo", "fdpo", "reference"))
    if dpo and fdpo:
        ratio = fdpo["stepSecondsP50"] / dpo["stepSecondsP50"]
        found.append(Figure("fdpo's step over dpo's", ratio, "x", "lower", target=STEP_MOST))
    if dpo and reference:
        # Seconds for each pair of one epoch: ten trainings with one pass of the reference, or with one each.
        train, measured = 1 / dpo["pairsPerSecond"], 1 / reference["pairsPerSecond"]
        ratio = (SWEPT * train + measured) / (SWEPT * (train + measured))
        found.append(Figure("ten deltas with one reference pass over ten runs with their own", ratio, "x"))
    lean, plain = by_name.get("dpo, checkpointing"), by_name.get(FIXED)
    if lean and plain and lean["peakMemoryBytes"] and plain["peakMemoryBytes"]:
        ratio = lean["peakMemoryBytes"] / plain["peakMemoryBytes"]
        found.append(Figure("memory with checkpointing over TRL's", ratio, "x", target=1.0))
    return found


def times_baseline(row: dict[str, Any], rows: Sequence[dict[str, Any]]) -> float | None:
    """Return how many times the baseline's speed this is; None where the baseline was not measured."""
    speeds = [other.get("pairsPerSecond") for other in rows if other["arm"] == row["baseline"]]
    return row["pairsPerSecond"] / speeds[0] if speeds and speeds[0] and row.get("pairsPerSecond") else None


def line(row: dict[str, Any], rows: Sequence[dict[str, Any]]) -> str:
    """Return a row of the table."""
    speed, peak, ratio = row.get("pairsPerSecond"), row.get("peakMemoryBytes"), times_baseline(row, rows)
    parts = [
        f"{row['arm']:<36}",
        f"{speed:>9,.2f} pairs/s" if speed else f"failed: {row['failure']}",
        f"{ratio:5.2f} x" if ratio else "       ",
        f"{peak / 2**30:6.1f} GiB" if peak else "",
    ]
    return "  ".join(parts)
