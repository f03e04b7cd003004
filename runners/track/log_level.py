"""Guesses the level of a captured line from how loggers and tracebacks write."""

import re

from runners.contract.records import LogLevel

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_ERROR = re.compile(
    r"\b(ERROR|CRITICAL|FATAL)\b|^Traceback \(most recent call last\)|^[\w.]*(Error|Exception)(:|$)|^E\d{4} "
)
_WARNING = re.compile(r"\bWARN(ING)?\b|Warning: |^W\d{4} ")
_READ_CHARACTERS = 1000
_DEBUG = re.compile(r"^\W*DEBUG\b")


def guess_level(line: str) -> LogLevel:
    """`info` unless the line says otherwise; stderr alone is no error, progress bars are written there."""
    plain = _ANSI.sub("", line[:_READ_CHARACTERS])
    if _ERROR.search(plain):
        return "error"
    if _WARNING.search(plain):
        return "warning"
    return "debug" if _DEBUG.search(plain) else "info"
