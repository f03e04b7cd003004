"""How much longer or shorter edits may make a summary."""

from collections.abc import Sequence

from runners.text.edits.site import Edit

TENTH, QUARTER = 0.1, 0.25
LENGTH_FLOOR = 12
"""Characters that a short summary may gain or lose, where that is more than its share."""


def length_holds(text: str, edits: Sequence[Edit]) -> bool:
    """Whether edits keep within a tenth of the length, and within a quarter with what they leave out or add."""
    worded = sum(edit.change.grows() for edit in edits if not edit.site.any_length)
    return abs(worded) <= room(text, TENTH) and abs(sum(edit.change.grows() for edit in edits)) <= room(text, QUARTER)


def room(text: str, share: float) -> float:
    """Characters that a text may gain or lose."""
    return max(LENGTH_FLOOR, share * len(text))


def beyond_a_tenth(original: str, text: str) -> bool:
    """Whether a rewrite is further from its original's length than a tenth."""
    return abs(len(text) - len(original)) > TENTH * len(original)
