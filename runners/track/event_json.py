"""Events as the JSON that a frame's header holds."""

import json
from collections.abc import Mapping, Sequence


def event_json(event: Mapping[str, object]) -> bytes:
    """An event's fields as `Journal.append` takes them: `type` first, without the opening brace.

    Raises:
        ValueError: for a NaN or an infinity, which only columns can carry.
    """
    text = _encode(event)
    if "\\u0000" in text:
        text = _encode(_without_nul(event))
    # A lone surrogate is no character; it becomes a question mark.
    return text.encode("utf-8", "replace")[1:]


def _encode(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _without_nul(value: object) -> object:
    """The same value with every NUL, which Postgres stores nowhere, shown as the replacement character."""
    if isinstance(value, str):
        return value.replace("\0", "\N{REPLACEMENT CHARACTER}")
    if isinstance(value, Mapping):
        return {_without_nul(key): _without_nul(each) for key, each in value.items()}
    if isinstance(value, Sequence):
        return [_without_nul(each) for each in value]
    return value
