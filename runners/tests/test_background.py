import os
from pathlib import Path

from assay.background import OwnDescriptor


def child_of(work: str, descriptor: OwnDescriptor, other: int) -> int:
    """Exit code of a forked child: 0 when `other` is still open in it, and in its own child."""
    child = os.fork()
    if child == 0:
        descriptor.close()
        os._exit(_still_open(work, descriptor, other))
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def _still_open(work: str, descriptor: OwnDescriptor, other: int) -> int:
    if work == "again":
        # The first fork closed it, and the number is somebody else's now.
        os.dup2(other, descriptor.number)
        grandchild = os.fork()
        if grandchild == 0:
            descriptor.close()
            os._exit(_is_open(descriptor.number))
        return os.waitstatus_to_exitcode(os.waitpid(grandchild, 0)[1])
    return 1 - _is_open(descriptor.number) if work == "closed" else _is_open(descriptor.number)


def _is_open(number: int) -> int:
    try:
        os.fstat(number)
    except OSError:
        return 1
    return 0


def test_a_child_closes_the_pipe_and_nothing_that_took_its_number(tmp_path: Path) -> None:
    other = os.open(tmp_path / "file", os.O_CREAT | os.O_RDWR)
    read_end, write_end = os.pipe()
    descriptor = OwnDescriptor(write_end)
    try:
        assert child_of("closed", descriptor, other) == 0
        assert child_of("again", descriptor, other) == 0
        # A program that closes what it inherited, as daemons do, and opens files of its own.
        os.dup2(other, write_end)
        assert child_of("taken", descriptor, other) == 0
    finally:
        for each in (other, read_end, write_end):
            os.close(each)
