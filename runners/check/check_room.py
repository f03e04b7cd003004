"""Checks of the machine: the device is there, its memory and the disk suffice."""

import shutil
from pathlib import Path

from runners.check.devices import DeviceMemory, device_memory
from runners.check.result import Check

# Checkpoints that can lie on disk at once: the last two, the best, and one being written.
CHECKPOINTS_AT_ONCE = 4


def check_device(device: str) -> tuple[Check, DeviceMemory | None]:
    """Say whether the device is there, and return its memory."""
    memory = device_memory(device)
    if memory is None:
        return (
            Check("device", "block", "Device", f"There is no device {device} here.", "Choose cpu or another device."),
            None,
        )
    return Check(
        "device", "pass", "Device", f"{memory.name}, {gigabytes(memory.free)} of {gigabytes(memory.total)} free."
    ), memory


def check_memory(needed: int, memory: DeviceMemory) -> Check:
    """Compare the estimate with what the device has free; the estimate is good to about a quarter."""
    detail = f"About {gigabytes(needed)} are needed, {gigabytes(memory.free)} are free."
    remedy = "Lower the batch size and raise accumulation, lower the token limit, or switch gradient checkpointing on."
    if needed > 1.25 * memory.total:
        return Check("memory", "block", "Memory", detail, remedy, "batchSize")
    if needed > 0.9 * memory.free:
        return Check("memory", "warn", "Memory", detail, remedy, "batchSize")
    return Check("memory", "pass", "Memory", detail)


def check_disk(needed: int, folder: Path, what: str) -> Check:
    """Compare the bytes that a run will write with what its disk has free."""
    existing = folder
    while not existing.exists() and existing != existing.parent:
        existing = existing.parent
    free = shutil.disk_usage(existing).free
    detail = f"{what}: {gigabytes(needed)}; {gigabytes(free)} are free."
    if needed > free:
        return Check("disk", "block", "Disk", detail, "Free space, or choose a method with smaller checkpoints.")
    if needed > 0.5 * free:
        return Check("disk", "warn", "Disk", detail, "More than half of the free space will be used.")
    return Check("disk", "pass", "Disk", detail)


def gigabytes(count: int) -> str:
    """Return bytes as a person reads them."""
    return f"{count / 1e9:.1f} GB" if count >= 1e8 else f"{count / 1e6:.1f} MB"
