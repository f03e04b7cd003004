"""Checkpoints of a run on disk: written whole or not at all, and only those worth keeping kept."""

import errno
import os
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

from runners.contract.failure import StageFailure

KEPT_LAST = 2


def steps_to_keep(steps: Iterable[int], best: int | None) -> list[int]:
    """Return which of these steps stay: the last two, of which the final is one, and the best."""
    present = sorted(set(steps))
    return [step for step in present if step in present[-KEPT_LAST:] or step == best]


class CheckpointStore:
    """The folder `checkpoints/` of one run, with a folder `step-<8 digits>` for each."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        folder.mkdir(parents=True, exist_ok=True)

    def path(self, step: int) -> Path:
        """Return the folder of a step's checkpoint."""
        return self.folder / f"step-{step:08d}"

    def steps(self) -> list[int]:
        """Return the steps that lie on disk, in order."""
        return sorted(int(path.name.removeprefix("step-")) for path in self.folder.glob("step-" + "[0-9]" * 8))

    def write(self, step: int, fill: Callable[[Path], None]) -> int:
        """Write a checkpoint: `fill` puts its files into a temporary folder, which then gets its name.

        Returns:
            Bytes written.

        Raises:
            StageFailure: the disk is full; checkpoints written before are untouched.
        """
        building = self.folder / f".building-{step:08d}"
        shutil.rmtree(building, ignore_errors=True)
        building.mkdir()
        try:
            fill(building)
            files = [path for path in building.rglob("*") if path.is_file()]
            for path in files:
                sync(path)
            size = sum(path.stat().st_size for path in files)
        except OSError as error:
            shutil.rmtree(building, ignore_errors=True)
            if error.errno == errno.ENOSPC:
                raise StageFailure(
                    "machine",
                    f"The disk is full; the checkpoint of step {step} was not written.",
                    "Free space and resume: earlier checkpoints are untouched.",
                ) from error
            raise
        target = self.path(step)
        shutil.rmtree(target, ignore_errors=True)
        building.rename(target)
        sync(self.folder)
        return size

    def prune(self, best: int | None) -> list[int]:
        """Delete what need not be kept; return the steps that are left."""
        kept = steps_to_keep(self.steps(), best)
        for step in self.steps():
            if step not in kept:
                shutil.rmtree(self.path(step))
        return kept

    def discard_after(self, step: int | None) -> None:
        """Delete checkpoints behind `step` (all for None): this attempt goes another way from there."""
        for leftover in self.folder.glob(".building-*"):
            shutil.rmtree(leftover, ignore_errors=True)
        for present in self.steps():
            if step is None or present > step:
                shutil.rmtree(self.path(present))


def sync(path: Path) -> None:
    """Wait until a file or folder is on the disk."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
