"""From measured rows to figures with ratios."""

from typing import Any

from runners.bench.figure import Figure
from runners.bench.sft.arms import Arm


def figures(rows: list[dict[str, Any]]) -> list[Figure]:
    """Return speed, memory and step time of every row that ended well; ratios are to its baseline."""
    found: list[Figure] = []
    for row in rows:
        shape = f"{row['batch']}x{row['length']}"
        for key, name, unit, better, scale in (
            ("tokensPerSecond", "speed", "tokens/s", "higher", 1.0),
            ("peakMemoryBytes", "peak memory", "GiB", "lower", 2.0**30),
            ("stepSecondsP50", "step p50", "s", "lower", 1.0),
        ):
            if row.get(key):
                baseline = f"{row['baseline']} {shape}: {name}" if row.get("baseline") else None
                title = f"{row['arm']} {shape}: {name}"
                found.append(
                    Figure(title, row[key] / scale, unit, "higher" if better == "higher" else "lower", baseline)
                )
    return found


def with_ratio(row: dict[str, Any], arm: Arm, earlier: list[dict[str, Any]]) -> dict[str, Any]:
    """Add how many times the baseline's speed this is; None where the baseline was not measured."""
    same = [
        other
        for other in earlier
        if other["arm"] == arm.baseline and (other["batch"], other["length"]) == (row["batch"], row["length"])
    ]
    speed, base = row["tokensPerSecond"], same[0]["tokensPerSecond"] if same else None
    return row | {"baseline": arm.baseline, "ratio": speed / base if speed and base else None}


def line(row: dict[str, Any]) -> str:
    """Return a row of the table."""
    speed, ratio, peak = row["tokensPerSecond"], row["ratio"], row["peakMemoryBytes"]
    parts = [
        f"{row['arm']:<48}",
        f"{row['batch']}x{row['length']}",
        f"{speed:>10,.0f} tokens/s" if speed else f"failed: {row['failure']}",
        f"{ratio:5.2f} x" if ratio else "       ",
        f"{peak / 2**30:6.1f} GiB" if peak else "",
    ]
    return "  ".join(parts)
