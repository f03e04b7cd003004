"""Writes addresses of the API."""

from urllib.parse import quote


def path_of(*parts: str) -> str:
    """A path of the API whose parts may hold any character."""
    return "/" + "/".join(quote(part, safe="") for part in parts)


def parameters_of(name: str, value: object) -> list[tuple[str, str]]:
    """A list is given by repeating its name; None is left out."""
    if value is None:
        return []
    if isinstance(value, list):
        return [pair for each in value for pair in parameters_of(name, each)]
    return [(name, str(value).lower() if isinstance(value, bool) else str(value))]
