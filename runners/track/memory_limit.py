"""What the kernel says about memory: the limit that holds, and kills for exceeding it."""

import os
from pathlib import Path

_ROOT = Path("/sys/fs/cgroup")


def _group_folders() -> list[Path]:
    """Control groups of this process, innermost first; empty where the system has none."""
    try:
        lines = Path("/proc/self/cgroup").read_text().splitlines()
    except OSError:
        return []
    folders: list[Path] = []
    for line in lines:
        _, controllers, path = line.split(":", 2)
        base = _ROOT / "memory" if "memory" in controllers.split(",") else _ROOT
        if controllers in ("", "memory") or "memory" in controllers.split(","):
            inner = base / path.lstrip("/")
            folders += [each for each in (inner, *inner.parents) if each.is_relative_to(base)]
    return folders


def memory_limit_bytes() -> int:
    """The lowest limit of the control groups, or the machine's memory."""
    limits = [os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")]
    for folder in _group_folders():
        for name in ("memory.max", "memory.limit_in_bytes"):
            try:
                limits.append(int((folder / name).read_text()))
            except (OSError, ValueError):
                continue
    return min(limits)


def count_memory_kills() -> int:
    """Kills for want of memory so far in the innermost control group that counts them, 0 where none does."""
    for folder in _group_folders():
        for name in ("memory.events", "memory.oom_control"):
            try:
                pairs = dict(line.split()[:2] for line in (folder / name).read_text().splitlines())
                return int(pairs["oom_kill"])
            except (OSError, ValueError, KeyError):
                continue
    return 0
