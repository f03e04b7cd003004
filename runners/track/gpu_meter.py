"""Reads one NVIDIA device through NVML; absent where the machine has none."""

import os
from collections.abc import Set
from types import ModuleType
from typing import Self


class GpuMeter:
    """Memory, load and power of the device that an attempt was given."""

    def __init__(self, nvml: ModuleType, index: int) -> None:
        self._nvml = nvml
        self._handle = nvml.nvmlDeviceGetHandleByIndex(index)

    @classmethod
    def open(cls, device: str) -> Self | None:
        """The meter of `cuda:N`, or None for the CPU and where NVML or the device is missing."""
        if not device.startswith("cuda:"):
            return None
        try:
            import pynvml
        except ImportError:
            return None
        try:
            pynvml.nvmlInit()
            return cls(pynvml, _physical_index(int(device.removeprefix("cuda:"))))
        except pynvml.NVMLError:
            return None

    def read(self, processes: Set[int]) -> dict[str, float]:
        """Metric key to value; a value that this device does not tell is left out."""
        found: dict[str, float] = {}
        for key, ask in (
            ("system/gpu_memory_bytes", lambda: self._memory(processes)),
            ("system/gpu_percent", lambda: self._nvml.nvmlDeviceGetUtilizationRates(self._handle).gpu),
            ("system/power_watts", lambda: self._nvml.nvmlDeviceGetPowerUsage(self._handle) / 1000),
        ):
            try:
                found[key] = float(ask())
            except self._nvml.NVMLError:
                continue
        return found

    def _memory(self, processes: Set[int]) -> int:
        """What the run's processes hold, or all that is taken where the driver cannot tell whose it is."""
        running = self._nvml.nvmlDeviceGetComputeRunningProcesses(self._handle)
        own = [each.usedGpuMemory for each in running if each.pid in processes and each.usedGpuMemory]
        return sum(own) if own else self._nvml.nvmlDeviceGetMemoryInfo(self._handle).used


def _physical_index(visible: int) -> int:
    """NVML counts all devices in PCI order; CUDA only those in CUDA_VISIBLE_DEVICES."""
    listed = [each for each in os.environ.get("CUDA_VISIBLE_DEVICES", "").split(",") if each.strip().isdigit()]
    return int(listed[visible]) if visible < len(listed) else visible
