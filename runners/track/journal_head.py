"""The shared head of a journal: where it ends and which sequence comes next, in one page of memory."""

import mmap
import os
from pathlib import Path
from struct import Struct
from typing import NamedTuple

_MAGIC = b"ASYHEAD1"
_COUNT = Struct("<Q")
_TIME = Struct("<d")
_STATE = Struct("<QQQ")
_BOOT = slice(8, 44)
_SEQUENCE, _END, _DROPPED, _DROPPED_SINCE, _SETTLED = 48, 56, 64, 72, 80


class Position(NamedTuple):
    """Last sequence given and the byte where its frame ends."""

    sequence: int
    end: int


def _boot_id() -> bytes:
    try:
        return Path("/proc/sys/kernel/random/boot_id").read_bytes()[:36].ljust(36)
    except OSError:
        return b"unknown".ljust(36)


class JournalHead:
    """`journal.head`, mapped by every process that writes or ships the journal.

    It outlives a kill -9 because its page belongs to the kernel. After a power cut it may be older or newer than
    the journal, so a head from another boot is not trusted. Change it only under the journal's file lock.
    """

    def __init__(self, path: Path) -> None:
        fd = os.open(path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            if os.fstat(fd).st_size < mmap.PAGESIZE:
                # Written, not truncated: a hole could not be filled on a full disk, and the store would be a SIGBUS.
                os.pwrite(fd, bytes(mmap.PAGESIZE), 0)
            self._page = mmap.mmap(fd, mmap.PAGESIZE)
        finally:
            os.close(fd)

    @property
    def trusted(self) -> bool:
        """Whether it was written since the machine started."""
        return self._page[:8] == _MAGIC and self._page[_BOOT] == _boot_id()

    def trust(self) -> None:
        """Marks it as agreeing with the journal."""
        self._page[_BOOT] = _boot_id()
        self._page[:8] = _MAGIC

    @property
    def position(self) -> Position:
        """The last frame that is wholly in the journal."""
        return Position(_COUNT.unpack_from(self._page, _SEQUENCE)[0], _COUNT.unpack_from(self._page, _END)[0])

    def state(self) -> tuple[int, int, int]:
        """Last sequence, the byte where its frame ends, and calls dropped since the last report."""
        return _STATE.unpack_from(self._page, _SEQUENCE)

    def advance(self, sequence: int, end: int) -> None:
        """Moves past a written frame.

        The order matters: killed between the two, `end` disagrees with the file and the next writer recovers; the
        other way round the same sequence would be given twice.
        """
        _COUNT.pack_into(self._page, _SEQUENCE, sequence)
        _COUNT.pack_into(self._page, _END, end)

    @property
    def dropped(self) -> tuple[int, float]:
        """Calls the disk did not take since the last report, and the Unix time of the first."""
        return _COUNT.unpack_from(self._page, _DROPPED)[0], _TIME.unpack_from(self._page, _DROPPED_SINCE)[0]

    def count_dropped(self, now: float) -> None:
        """One more call was not recorded."""
        count, since = self.dropped
        _TIME.pack_into(self._page, _DROPPED_SINCE, since if count else now)
        _COUNT.pack_into(self._page, _DROPPED, count + 1)

    def uncount_dropped(self) -> None:
        """The report of a loss was not recorded either, and is none of the calls lost."""
        _COUNT.pack_into(self._page, _DROPPED, self.dropped[0] - 1)

    def forget_dropped(self) -> None:
        """The loss stands in the journal now."""
        _COUNT.pack_into(self._page, _DROPPED, 0)

    @property
    def settled(self) -> bool:
        """Whether the attempt's end, `finished` or `failed`, is in the journal."""
        return bool(self._page[_SETTLED])

    def settle(self) -> None:
        """The attempt's end was written."""
        self._page[_SETTLED] = 1

    def unsettle(self) -> None:
        """Whether it was is to be read from the journal anew."""
        self._page[_SETTLED] = 0
