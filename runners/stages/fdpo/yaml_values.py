"""Values of a YAML file as the types they must have, or a refusal in a sentence."""

import re
from collections.abc import Mapping
from math import isfinite
from typing import Any

from runners.contract.failure import StageFailure

SHORT = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
MOST_SEED = 2**31 - 1


def refusal(reason: str, remedy: str = "Give a config.yaml as Factual-DPO's training reads it.") -> StageFailure:
    """Return the failure of a file that cannot be read."""
    return StageFailure("config", reason, remedy)


def block_of(value: Any, name: str) -> Mapping[str, Any]:
    """Return a block; an empty one where nothing stands behind its name.

    Raises:
        StageFailure: something else stands there.
    """
    if value is None:
        return {}
    if not isinstance(value, Mapping):
        raise refusal(f"{name} must be a block of settings.")
    return value


def list_of(value: Any, name: str) -> list[Any]:
    """Return a list; an empty one where nothing stands behind its name.

    Raises:
        StageFailure: something else stands there.
    """
    if value is None:
        return []
    if not isinstance(value, list):
        raise refusal(f"{name} must be a list, as in [0, 2, 10].")
    return value


def number_of(value: Any, name: str) -> float:
    """Return a number. YAML reads 1.8e-6 as text, since it wants a sign or a point in other places.

    Raises:
        StageFailure: it is none.
    """
    try:
        found = float(value) if isinstance(value, int | float | str) and not isinstance(value, bool) else None
    except (ValueError, OverflowError):
        found = None
    if found is None or not isfinite(found):
        raise refusal(f"{name} must be a number.")
    return found


def whole_of(value: Any, name: str) -> int:
    """Return a whole number.

    Raises:
        StageFailure: it is none.
    """
    found = number_of(value, name)
    if isinstance(value, str) or found != int(found):
        raise refusal(f"{name} must be a whole number.")
    return int(found)


def seed_of(value: Any, name: str) -> int:
    """Return a seed.

    Raises:
        StageFailure: it is no whole number from 0 on.
    """
    found = whole_of(value, name)
    if not 0 <= found <= MOST_SEED:
        raise refusal(f"{name} must be from 0 to {MOST_SEED}.")
    return found


def text_of(value: Any, name: str) -> str:
    """Return a text.

    Raises:
        StageFailure: it is none.
    """
    if not isinstance(value, str):
        raise refusal(f"{name} must be a text.")
    return value


def short_of(value: Any, name: str) -> str:
    """Return a word that can stand in the name of a run or a folder.

    Raises:
        StageFailure: it is none.
    """
    found = text_of(value, name)
    if not SHORT.fullmatch(found):
        raise refusal(f"{name} must be at most 60 letters, digits, dots, dashes and underscores.")
    return found


def switch_of(value: Any, name: str) -> bool:
    """Return true or false.

    Raises:
        StageFailure: it is neither.
    """
    if not isinstance(value, bool):
        raise refusal(f"{name} must be true or false.")
    return value
