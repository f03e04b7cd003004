"""The arms of the benchmark: what is measured beside what."""

from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Arm:
    """One measurement. `plain` is the baseline's loop, otherwise the shipped stage runs with `settings`."""

    name: str
    method: str
    mixed: bool
    plain: bool
    settings: dict[str, Any]
    baseline: str | None


DEFAULTS: dict[str, Any] = {}
COMPILED: dict[str, Any] = {"compile": True}
CHECKPOINTING: dict[str, Any] = {"gradientCheckpointing": True}
PACKED: dict[str, Any] = {"batching": "packed", "compile": True}


def arms(methods: list[str], on_gpu: bool) -> list[Arm]:
    """Return the arms for each method: equal lengths, then mixed ones, each behind its baseline."""
    found: list[Arm] = []
    for method in methods:
        plain = f"{method} plain PEFT, checkpointing"
        found += [
            Arm(plain, method, False, True, {"checkpointing": True}, None),
            Arm(f"{method} plain PEFT", method, False, True, {"checkpointing": False}, plain),
            Arm(f"{method} sft", method, False, False, DEFAULTS, plain),
            Arm(f"{method} sft, checkpointing", method, False, False, CHECKPOINTING, plain),
        ]
        if on_gpu:
            found.append(Arm(f"{method} sft, compiled", method, False, False, COMPILED, plain))
        mixed = f"{method} plain PEFT, checkpointing, mixed lengths"
        found += [
            Arm(mixed, method, True, True, {"checkpointing": True}, None),
            Arm(
                f"{method} sft packed, mixed lengths",
                method,
                True,
                False,
                PACKED if on_gpu else {"batching": "packed"},
                mixed,
            ),
        ]
    return found
