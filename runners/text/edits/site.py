"""A place of a summary that could be edited, and a change made there."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Literal

from runners.contract.rewrites import Family, Severity

Kind = Family | Literal["paraphrase"]


@dataclass(frozen=True, slots=True)
class Change:
    """Characters `start` to before `end` of the summary become `after`."""

    start: int
    end: int
    after: str

    def grows(self) -> int:
        """Characters that the text gains."""
        return len(self.after) - (self.end - self.start)


@dataclass(frozen=True, slots=True)
class Site:
    """A place with texts that could stand there; `passes` holds one of them against the source."""

    start: int
    end: int
    family: Kind
    candidates: tuple[str, ...]
    checked: tuple[str, ...]
    severity: Severity | None
    types: tuple[str, str] | None
    """Of `creola@1` and of `four_types@1`."""
    passes: Callable[[str], bool] = field(default=lambda _: True, compare=False)
    keys: tuple[str, ...] = ()
    """By which word each candidate is as common as the set's summaries make it; empty: by the candidate itself."""
    any_length: bool = False
    """Something is left out or added: the length may change by a quarter, not by a tenth alone."""


@dataclass(frozen=True, slots=True)
class Edit:
    """A change with the site that it was made at."""

    change: Change
    site: Site
