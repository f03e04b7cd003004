"""Says why a stage ended that could not say it itself."""

import signal
from dataclasses import dataclass

from runners.contract.failure import StageFailure

_NEAR_LIMIT = 0.85


@dataclass(frozen=True, slots=True)
class MemoryEvidence:
    """What is known of memory when the stage died."""

    killed_for_memory: bool
    """The control group counted a kill for want of memory during the attempt."""
    peak_bytes: int
    limit_bytes: int

    @property
    def points_to_memory(self) -> bool:
        """Whether the kernel said so, or it had been close to the limit."""
        return self.killed_for_memory or self.peak_bytes >= _NEAR_LIMIT * self.limit_bytes


def explain_exit(code: int, stage: str, memory: MemoryEvidence) -> StageFailure:
    """The failure behind an exit code; negative codes are signals, as `subprocess` gives them."""
    if code < 0:
        return _explain_signal(-code, memory)
    if stage == "command":
        return StageFailure("code", f"The program ended with exit code {code}.", "Read its last lines in the log.")
    return StageFailure("code", f"The stage ended with exit code {code} and said nothing.", "Read the log.")


def _explain_signal(number: int, memory: MemoryEvidence) -> StageFailure:
    try:
        name = signal.Signals(number).name
    except ValueError:
        name = f"signal {number}"
    if number == signal.SIGKILL and memory.points_to_memory:
        held = f"{memory.peak_bytes / 2**30:.2f} of {memory.limit_bytes / 2**30:.2f} GiB"
        reason = f"The kernel killed the stage because memory ran out; it held {held}."
        return StageFailure("memory", reason, "Halve the batch size or the longest length, or use a larger machine.")
    if number == signal.SIGKILL:
        reason = "The stage was killed from outside (SIGKILL), not for want of memory."
        return StageFailure("machine", reason, "Resume from the last checkpoint, or retry.")
    if number in (signal.SIGSEGV, signal.SIGBUS, signal.SIGILL, signal.SIGFPE, signal.SIGABRT):
        reason = f"The stage crashed in native code ({name})."
        return StageFailure("code", reason, "Read the last lines of the log; retry to see whether it repeats.")
    return StageFailure("machine", f"The stage was ended by {name}.", "Resume from the last checkpoint, or retry.")
