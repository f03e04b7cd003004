"""Hears with which code a program means to end: the interpreter tells it to nobody who runs at exit."""

import sys
import threading
from typing import Literal, NoReturn

_exit = sys.exit
_heard: SystemExit | None = None


def listen_for_exit() -> None:
    """From now on `sys.exit` of the main thread is heard; in another it ends no more than that thread."""
    sys.exit = _hear


def _hear(status: str | int | None = None, /) -> NoReturn:
    global _heard
    if threading.current_thread() is threading.main_thread():
        _heard = None if _is_good(status) else SystemExit(status)
    _exit(status)


def _is_good(status: object) -> bool:
    return status is None or status == 0


def outcome_of(error: BaseException | None) -> Literal["completed", "stopped"] | None:
    """How a program ended that was left by this error, or by none; None where it failed."""
    if error is None or (isinstance(error, SystemExit) and _is_good(error.code)):
        return "completed"
    return "stopped" if isinstance(error, KeyboardInterrupt) else None


def heard_exit() -> SystemExit | None:
    """The exit with a code other than 0 that the program asked for, and was not kept from."""
    return _heard


def forget_caught_exit() -> None:
    """Called where a program goes on: whatever exit it asked for was caught, unless it is still on its way."""
    global _heard
    if _heard is not None and not isinstance(sys.exception(), SystemExit):
        _heard = None
