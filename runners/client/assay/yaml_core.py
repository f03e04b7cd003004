"""YAML 1.2 core values: `5e-4` is a number and `no` is a word, unlike in PyYAML's YAML 1.1."""

import json
import math
import re
from typing import Any, ClassVar

from assay.failure import Misused

_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?")
_INFINITE = re.compile(r"[-+]?\.(inf|Inf|INF)")
_WORDS: dict[str, bool | float | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
    **dict.fromkeys((".nan", ".NaN", ".NAN"), math.nan),
}
_TAG = "tag:yaml.org,2002:"


def read_scalar(text: str) -> object:
    """One value; a pair of quotes around it makes it text."""
    word = text.strip()
    if word[:1] in ('"', "'") and word[-1:] == word[0] and len(word) > 1:
        return _unquote(word)
    if word in _WORDS:
        return _WORDS[word]
    if _INTEGER.fullmatch(word):
        return int(word, 0) if word[:2] in ("0o", "0x") else int(word)
    if _FLOAT.fullmatch(word):
        return float(word)
    if _INFINITE.fullmatch(word):
        return -math.inf if word[0] == "-" else math.inf
    return text


def _unquote(word: str) -> str:
    if word[0] == "'":
        return word[1:-1].replace("''", "'")
    try:
        return str(json.loads(word))
    except ValueError:
        return word[1:-1]


def read_yaml(text: str, name: str) -> object:
    """A whole document.

    Raises:
        Misused: when it is no YAML, naming line and column, or when PyYAML is not there to read it.
    """
    try:
        import yaml
    except ImportError:
        raise Misused(
            f"Reading {name} needs PyYAML: run `pip install pyyaml`, or write the settings as JSON or TOML."
        ) from None

    class Core(yaml.SafeLoader):
        yaml_implicit_resolvers: ClassVar[dict[str, list[Any]]] = {}

    def construct(loader: Any, node: Any) -> object:
        return read_scalar(loader.construct_scalar(node))

    plain = {"null": r"~|null|Null|NULL|", "bool": r"true|True|TRUE|false|False|FALSE"}
    plain |= {"int": _INTEGER.pattern, "float": rf"{_FLOAT.pattern}|{_INFINITE.pattern}|\.(nan|NaN|NAN)"}
    for kind, pattern in plain.items():
        Core.add_implicit_resolver(_TAG + kind, re.compile(f"(?:{pattern})$"), None)
        Core.add_constructor(_TAG + kind, construct)
    try:
        return yaml.load(text, Core)
    except yaml.YAMLError as error:
        raise Misused(f"{name} is no YAML: {_place(error)}.") from None


def _place(error: Any) -> str:
    mark = getattr(error, "problem_mark", None)
    what = getattr(error, "problem", None) or "it cannot be read"
    return f"line {mark.line + 1}, column {mark.column + 1}: {what}" if mark else str(what)
