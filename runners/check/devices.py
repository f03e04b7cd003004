"""Memory of devices, asked without torch."""

from dataclasses import dataclass

import psutil
import pynvml


@dataclass(frozen=True)
class DeviceMemory:
    """Bytes of a device; `name` as a person knows it."""

    name: str
    total: int
    free: int


def device_memory(device: str) -> DeviceMemory | None:
    """Return the memory of `cpu` or `cuda:<n>`; None where there is no such device."""
    if device == "cpu":
        memory = psutil.virtual_memory()
        return DeviceMemory("CPU", memory.total, memory.available)
    try:
        pynvml.nvmlInit()
        handle = pynvml.nvmlDeviceGetHandleByIndex(int(device.removeprefix("cuda:")))
        memory = pynvml.nvmlDeviceGetMemoryInfo(handle)
        return DeviceMemory(pynvml.nvmlDeviceGetName(handle), memory.total, memory.free)
    except pynvml.NVMLError:
        return None
