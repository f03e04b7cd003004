import signal

import pytest

from runners.track.exit_reason import MemoryEvidence, explain_exit

PLENTY = MemoryEvidence(killed_for_memory=False, peak_bytes=2 * 2**30, limit_bytes=16 * 2**30)
NEAR = MemoryEvidence(killed_for_memory=False, peak_bytes=15 * 2**30, limit_bytes=16 * 2**30)
COUNTED = MemoryEvidence(killed_for_memory=True, peak_bytes=2**30, limit_bytes=16 * 2**30)


@pytest.mark.parametrize(
    ("code", "memory", "fault", "words"),
    [
        (-signal.SIGKILL, NEAR, "memory", "15.00 of 16.00 GiB"),
        (-signal.SIGKILL, COUNTED, "memory", "kernel killed"),
        (-signal.SIGKILL, PLENTY, "machine", "from outside"),
        (-signal.SIGTERM, NEAR, "machine", "SIGTERM"),
        (-signal.SIGSEGV, PLENTY, "code", "SIGSEGV"),
        (-signal.SIGBUS, PLENTY, "code", "native code"),
        (-63, PLENTY, "machine", "signal 63"),
        (3, NEAR, "code", "exit code 3"),
        (0, PLENTY, "code", "exit code 0"),
    ],
)
def test_the_fault_behind_an_exit(code: int, memory: MemoryEvidence, fault: str, words: str) -> None:
    failure = explain_exit(code, "sft", memory)
    assert failure.fault == fault
    assert words in failure.reason
    assert failure.remedy
