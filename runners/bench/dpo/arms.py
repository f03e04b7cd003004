"""The arms of the benchmark: what is measured beside what."""

from dataclasses import dataclass, field
from typing import Any, Literal

FIXED, MIXED = "TRL defaults", "TRL defaults, mixed lengths"


@dataclass(frozen=True)
class Arm:
    """One measurement: TRL's trainer, or one of the shipped stages with `settings`.

    `batch` are the pairs of a step; where it differs from TRL's, packing is given more pairs to choose from.
    """

    name: str
    kind: Literal["trl", "dpo", "fdpo", "reference"]
    mixed: bool
    batch: int
    settings: dict[str, Any] = field(default_factory=dict)
    baseline: str | None = None
    target: float | None = None


def arms(batch: int, on_gpu: bool) -> list[Arm]:
    """Return the arms, each behind its baseline."""
    quick: dict[str, Any] = {"compile": True} if on_gpu else {}
    lean = {**quick, "gradientCheckpointing": True}
    return [
        Arm(FIXED, "trl", False, batch),
        Arm("dpo", "dpo", False, batch, quick, FIXED, 3.9),
        Arm("fdpo", "fdpo", False, batch, {**quick, "delta": 10}, "dpo"),
        Arm("dpo, checkpointing", "dpo", False, batch, lean, FIXED),
        Arm("reference", "reference", False, batch, {}, FIXED),
        Arm(MIXED, "trl", True, batch),
        Arm("dpo, mixed lengths", "dpo", True, 4 * batch, quick, MIXED, 9.0),
        Arm("dpo, mixed lengths, small steps", "dpo", True, batch, quick, MIXED),
    ]
