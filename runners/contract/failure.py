"""How a stage ends other than by finishing."""

from typing import Literal

Fault = Literal["config", "data", "memory", "code", "machine"]


class StageFailure(Exception):
    """A run cannot go on, and the stage knows whose fault it is.

    Args:
        fault: who has to act.
        reason: one sentence, never the text of an example.
        remedy: what to do about it, as an instruction.
        field: the config field that did it.
    """

    def __init__(self, fault: Fault, reason: str, remedy: str | None = None, field: str | None = None) -> None:
        super().__init__(reason)
        self.fault: Fault = fault
        self.reason = reason
        self.remedy = remedy
        self.field = field


class StageStopped(Exception):
    """A stage was asked to stop, wrote its checkpoint, and leaves."""
