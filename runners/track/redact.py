"""Keeps the text of examples and the value of secrets out of errors and logs."""

import os
import re
from collections.abc import Iterable, Mapping

_QUOTED = re.compile(r"(['\"`])((?:(?!\1).){40,})\1", re.DOTALL)
_LONGEST_MESSAGE = 500
_SECRET_NAME = re.compile(r"(TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|ACCESS_KEY|CREDENTIALS?)$", re.IGNORECASE)
_SHORTEST_SECRET = 8
_MASK = "••••••"


def redact_message(message: str) -> str:
    """An exception's message without long quoted passages: libraries quote the value that they could not take."""
    text = _QUOTED.sub(lambda match: f"{match[1]}… ({len(match[2])} characters){match[1]}", message)
    return text if len(text) <= _LONGEST_MESSAGE else f"{text[:_LONGEST_MESSAGE]}… ({len(text)} characters)"


def environment_secrets(environment: Mapping[str, str] | None = None) -> list[str]:
    """Values of variables that are named like secrets."""
    variables = os.environ if environment is None else environment
    return [value for name, value in variables.items() if _SECRET_NAME.search(name)]


def named_secrets(config: Mapping[str, object], environment: Mapping[str, str] | None = None) -> list[str]:
    """Values of the variables that a run's config names as secrets of the project."""
    variables = os.environ if environment is None else environment
    names = config.get("secrets")
    return [variables[name] for name in names if name in variables] if isinstance(names, list) else []


class SecretMask:
    """Replaces known secrets in text."""

    def __init__(self, secrets: Iterable[str]) -> None:
        # A log is read line by line, and so is a key that has several.
        parts = {part for each in secrets for part in (each, *each.splitlines())}
        known = sorted((part for part in parts if len(part) >= _SHORTEST_SECRET), key=len, reverse=True)
        self._pattern = re.compile("|".join(re.escape(each) for each in known)) if known else None

    def apply(self, text: str) -> str:
        """The text with each secret as six dots."""
        return self._pattern.sub(_MASK, text) if self._pattern else text
