"""What makes a process the supervisor of an attempt: its lock, its log, its signals."""

import fcntl
import os
import signal
import threading
import time
from contextlib import suppress
from pathlib import Path
from types import FrameType

UNDELIVERED = 75
"""Exit code of a process that leaves a journal behind which the server does not have in full."""


def note(text: str) -> None:
    """A line for `supervisor.log`; a full disk loses it and nothing else."""
    now = time.strftime("%Y-%m-%d %H:%M:%S", time.gmtime())
    with suppress(OSError):
        os.write(2, f"{now} {text}\n".encode())


def take_over(folder: Path) -> bool:
    """Makes this process the attempt's only supervisor; False if there is one."""
    # The descriptor stays open, and with it the lock, until the process ends.
    lock = os.open(folder / "supervisor.lock", os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        os.close(lock)
        return False
    return True


def is_taken(folder: Path) -> bool:
    """Whether a process supervises the attempt now."""
    try:
        lock = os.open(folder / "supervisor.lock", os.O_RDWR | os.O_CLOEXEC)
    except FileNotFoundError:
        return False
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(lock)
    return False


def write_to_log(folder: Path) -> None:
    """Makes `supervisor.log` this process's output."""
    log = os.open(folder / "supervisor.log", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
    os.dup2(log, 1)
    os.dup2(log, 2)
    os.close(log)


def listen_for_stop(*numbers: signal.Signals) -> threading.Event:
    """Is set when one of the signals comes; a closed terminal is none of them."""
    stop = threading.Event()

    def take(number: int, frame: FrameType | None) -> None:
        stop.set()

    for number in numbers:
        signal.signal(number, take)
    signal.signal(signal.SIGHUP, signal.SIG_IGN)
    return stop
