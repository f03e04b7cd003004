"""The stage process of an attempt, from its start to its last descendant."""

import fcntl
import os
import signal
import subprocess
import sys
import threading
from typing import IO, TYPE_CHECKING

from runners.track.container_record import kill_container
from runners.track.import_path import python_path
from runners.track.no_telemetry import NO_TELEMETRY
from runners.track.orders import Orders

if TYPE_CHECKING:
    from runners.track.event_log import EventLog
    from runners.track.output_capture import OutputCapture

_PIPE_BYTES = 1024 * 1024
_F_SETPIPE_SZ = 1031
_OFFLINE = {"HF_HUB_OFFLINE": "1", "TRANSFORMERS_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1"}
_DRAIN_SECONDS = 1.0
_DISMISS_SECONDS = 5.0


class StageChild:
    """Runs `python -m runners stage` in a process group of its own, which does not outlive this process."""

    def __init__(self, orders: Orders) -> None:
        work = orders.folder / "work"
        work.mkdir(exist_ok=True)
        self._process = subprocess.Popen(
            [sys.executable, "-P", "-m", "runners", "stage", str(orders.folder)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=work,
            env=_environment(orders),
            process_group=0,
        )
        self.pid = self._process.pid
        self._folder = orders.folder
        self._guard = _Guard(self.pid)
        self._threads: list[threading.Thread] = []
        self._captures: list[OutputCapture] = []

    def capture(self, events: "EventLog") -> None:
        """Begins to write its stdout and stderr into the log."""
        # Loaded only now: the stage was to start before anything that takes time.
        from runners.track.output_capture import OutputCapture

        for stream, pipe in (("stdout", self._process.stdout), ("stderr", self._process.stderr)):
            assert pipe is not None
            _widen(pipe)
            capture = OutputCapture(pipe.fileno(), "stderr" if stream == "stderr" else "stdout", events)
            thread = threading.Thread(target=capture.run, name=stream, daemon=True)
            thread.start()
            self._captures.append(capture)
            self._threads.append(thread)

    def wait(self, seconds: float) -> int | None:
        """The exit code, negative for a signal, or None while it runs."""
        try:
            return self._process.wait(seconds)
        except subprocess.TimeoutExpired:
            return None

    def ask_to_stop(self) -> None:
        """SIGTERM to the stage alone: its workers are its own to end."""
        self._process.terminate()

    def kill(self) -> None:
        """SIGKILL to the stage and all that it started in its group or in its container."""
        kill_container(self._folder)
        try:
            os.killpg(self.pid, signal.SIGKILL)
        except ProcessLookupError:
            return

    def drain(self) -> list[str]:
        """After the exit: ends what was left behind and returns the last lines once all output is in the journal."""
        for thread in self._threads:
            thread.join(_DRAIN_SECONDS)
        self.kill()
        self._guard.dismiss()
        for thread in self._threads:
            thread.join(_DRAIN_SECONDS)
        return [line for capture in self._captures for line in capture.last_lines]


def _environment(orders: Orders) -> dict[str, str]:
    environment = {
        **os.environ,
        **orders.secrets,
        "ASSAY_SUPERVISOR": str(os.getpid()),
        "PYTHONPATH": python_path(),
        "PYTHONUNBUFFERED": "1",
        "PYTHONFAULTHANDLER": "1",
        # NVML counts devices in this order too.
        "CUDA_DEVICE_ORDER": "PCI_BUS_ID",
        **NO_TELEMETRY,
        **(_OFFLINE if orders.offline else {}),
        "TOKENIZERS_PARALLELISM": "false",
    }
    if orders.device == "cpu":
        environment["CUDA_VISIBLE_DEVICES"] = ""
    return environment


def _widen(pipe: IO[bytes]) -> None:
    """A burst of output waits in the kernel, not in the stage."""
    if sys.platform.startswith("linux"):
        try:
            fcntl.fcntl(pipe.fileno(), _F_SETPIPE_SZ, _PIPE_BYTES)
        except PermissionError:
            return


class _Guard:
    """A shell that kills the group when this process dies without saying so.

    The kernel kills the stage itself, where it can (`parent_watch`); what the stage started it does not.
    """

    def __init__(self, group: int) -> None:
        script = "trap '' TERM INT HUP; read -r word || kill -s KILL -- -$1"
        self._process = subprocess.Popen(
            ["/bin/sh", "-c", script, "assay-guard", str(group)],
            stdin=subprocess.PIPE,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )

    def dismiss(self) -> None:
        """Lets it go without killing anything; it may have been killed itself."""
        try:
            self._process.communicate(b"ended\n", _DISMISS_SECONDS)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
