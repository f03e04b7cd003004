"""What the checker says of a note."""

from dataclasses import dataclass
from typing import Literal

FindingType = Literal["fabricated", "contradiction", "unsupported_detail", "no_statement"]
MAJOR_SLOTS = frozenset({"drug", "dose", "frequency", "allergen", "reaction", "problem", "family_problem"})


@dataclass(frozen=True)
class Finding:
    """Characters `start` to `end` of a text that the facts do not support."""

    start: int
    end: int
    type: FindingType
    severity: Literal["major", "minor"]

    def moved(self, by: int) -> "Finding":
        """The same in a text that begins `by` characters earlier."""
        return Finding(self.start + by, self.end + by, self.type, self.severity)


def finding(start: int, end: int, kind: FindingType, slots: set[str]) -> Finding:
    """A finding about a value of these slots: drugs, doses, allergies and problems are major."""
    return Finding(start, end, kind, "major" if slots & MAJOR_SLOTS else "minor")
