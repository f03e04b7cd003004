"""Processes that outlive a program and bring to the server what it logged."""

import os
import subprocess
import sys
from pathlib import Path

from runners.track.delivered_mark import is_delivered
from runners.track.import_path import python_path

_ATTEMPT = "ASSAY_ATTEMPT_FOLDER"


class OwnDescriptor:
    """An open file by number, which a program may close, and then the number is another file's."""

    def __init__(self, number: int) -> None:
        self.number = number
        self._file: tuple[int, int] | None = _file_of(number)

    def close(self) -> None:
        """Closes it once, and only it."""
        if self._file is not None and _file_of(self.number) == self._file:
            os.close(self.number)
        self._file = None


def _file_of(number: int) -> tuple[int, int] | None:
    try:
        status = os.fstat(number)
    except OSError:
        return None
    return status.st_dev, status.st_ino


def start_delivery(folder: Path, registered: bool) -> subprocess.Popen[bytes]:
    """Ships while this process holds the pipe between them, which ends with it; then ships the rest."""
    command = ["runners", "ship"] if registered else ["assay.late_delivery"]
    read_end, write_end = os.pipe()
    os.register_at_fork(after_in_child=OwnDescriptor(write_end).close)
    shipper = _spawn([*command, str(folder), "--watch", str(os.getpid())], read_end)
    os.close(read_end)
    return shipper


def start_sync(home: Path) -> None:
    """Delivers what earlier programs had to leave on this machine, if there is any."""
    left = [each for each in home.glob("offline/*/register.json") if not is_delivered(each.parent)]
    if left:
        _spawn(["assay", "sync", "--quiet"], subprocess.DEVNULL)


def _spawn(module: list[str], standard_input: int) -> subprocess.Popen[bytes]:
    environment = {name: value for name, value in os.environ.items() if name != _ATTEMPT}
    return subprocess.Popen(
        [sys.executable, "-P", "-m", *module],
        stdin=standard_input,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env={**environment, "PYTHONPATH": python_path()},
        start_new_session=True,
    )
