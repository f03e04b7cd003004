"""What a check says."""

from dataclasses import dataclass
from typing import Any, Literal

State = Literal["pass", "warn", "block"]


@dataclass(frozen=True)
class Check:
    """One check before the start. `block` keeps the run from starting, `warn` does not."""

    id: str
    state: State
    title: str
    detail: str
    remedy: str | None = None
    field: str | None = None

    def as_json(self) -> dict[str, Any]:
        """In the shape that the launch form shows."""
        return dict(vars(self))
