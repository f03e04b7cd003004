"""Guesses the level of a captured line from how loggers and tracebacks write."""

import re

from runners.contract.records import LogLevel

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_ERROR = re.compile(
    r"\b(ERROR|CRITICAL|FATAL)\b|^Traceback \(most recent call last\)|^[\w.]*(Error|Exception)(:|$)|^E\d{4} "
)
_WARNING = re.compile(r"\bWARN(ING)?\b|Warning: |^W\d{4} ")
_READ_CHARACTERS = 1000
# One of these stands in any line that is more than information; looking for them is ten times faster.
_WORDS = ("error", "exception", "warn", "debug", "critical", "fatal", "traceback", "\x1b[")
_GLOG_LEVELS = ("E", "W")
_DEBUG = re.compile(r"^\W*DEBUG\b")


def guess_level(line: str) -> LogLevel:
    """`info` unless the line says otherwise; stderr alone is no error, progress bars are written there."""
    start = line[:_READ_CHARACTERS]
    lowered = start.lower()
    if start[:1] not in _GLOG_LEVELS and not any(word in lowered for word in _WORDS):
        return "info"
    plain = _ANSI.sub("", start)
    if _ERROR.search(plain):
        return "error"
    if _WARNING.search(plain):
        return "warning"
    return "debug" if _DEBUG.search(plain) else "info"
