"""Turns settings of any kind into what JSON can hold."""

import math
from collections.abc import Mapping, Sequence


def plain(value: object) -> object:
    """The value as JSON holds it; what it cannot hold, a path or a NaN, as its text."""
    if value is None or isinstance(value, bool | int | str):
        return value
    if isinstance(value, float):
        return value if math.isfinite(value) else str(value)
    if isinstance(value, Mapping):
        return {str(key): plain(each) for key, each in value.items()}
    if isinstance(value, Sequence | set | frozenset) and not isinstance(value, bytes | bytearray):
        return [plain(each) for each in value]
    return str(value)


def plain_config(config: Mapping[str, object] | None) -> dict[str, object]:
    """A run's config as it is stored."""
    return {str(key): plain(value) for key, value in (config or {}).items()}
