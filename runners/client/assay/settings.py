"""Settings as a person writes them: a file in YAML, JSON or TOML, and single ones laid over it."""

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from assay.failure import Misused
from assay.yaml_core import read_scalar, read_yaml

_PREFIXES = {"dataset": "datasetVersionId", "model": "modelId", "run": "fromRunId"}


def split_pair(pair: str) -> tuple[str, str]:
    """`name=value` in two.

    Raises:
        Misused: when there is no name or no equals sign.
    """
    name, equals, value = pair.partition("=")
    if not equals or not name:
        raise Misused(f'"{pair}" is not of the form name=value.')
    return name, value


def read_value(text: str) -> object:
    """As YAML reads it: 3, true, null, [a, b]; text with a colon in it stays text."""
    if text.lstrip()[:1] not in ("[", "{"):
        return read_scalar(text)
    try:
        return json.loads(text)
    except ValueError:
        return read_yaml(text, f"the value {text}")


def read_config(files: Sequence[str], pairs: Sequence[str], nested: Sequence[str] = ()) -> dict[str, Any]:
    """The settings of the files, later over earlier, then `name=value`, then `a.b=value`, which reaches inside."""
    config: dict[str, Any] = {}
    for file in files:
        config |= _read_file(file)
    config |= {name: read_value(value) for name, value in map(split_pair, pairs)}
    for pair in nested:
        name, value = split_pair(pair)
        _set_inside(config, name.split("."), read_value(value), name)
    return config


def _read_file(name: str) -> dict[str, Any]:
    path = Path(name)
    try:
        text = path.read_text("utf-8-sig")
    except UnicodeDecodeError:
        raise Misused(f"{name} is not text in UTF-8.") from None
    except OSError as error:
        raise Misused(f"{name} cannot be read: {(error.strerror or 'unknown').lower()}.") from None
    settings = _parse(path.suffix.lower(), text, name)
    if settings is None:
        return {}
    if not isinstance(settings, dict):
        raise Misused(f"{name} holds no mapping of settings.")
    return settings


def _parse(suffix: str, text: str, name: str) -> object:
    try:
        if suffix == ".json":
            return json.loads(text)
        if suffix == ".toml":
            import tomllib

            return tomllib.loads(text)
    except ValueError as error:
        raise Misused(f"{name} cannot be read: {error}.") from None
    return read_yaml(text, name)


def _set_inside(config: dict[str, Any], path: Sequence[str], value: object, name: str) -> None:
    *outer, last = path
    for part in outer:
        config = config.setdefault(part, {})
        if not isinstance(config, dict):
            raise Misused(f"--set {name}: {part} is a value, not a group of settings.")
    config[last] = value


def read_inputs(pairs: Sequence[str], kinds: Mapping[str, str]) -> dict[str, dict[str, str]]:
    """`model=run:ID`, `dataset=ID`: the id alone names what the input takes, a prefix says otherwise."""
    inputs = {}
    for name, value in map(split_pair, pairs):
        prefix, colon, named = value.partition(":")
        kind, identifier = (prefix, named) if colon else (kinds.get(name, "run"), value)
        if kind not in _PREFIXES:
            raise Misused(f'"{value}": an input is an id, or dataset:ID, model:ID or run:ID.')
        inputs[name] = {_PREFIXES[kind]: identifier}
    return inputs
