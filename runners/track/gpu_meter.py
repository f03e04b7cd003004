"""Reads NVIDIA devices through NVML; absent where the machine has none."""

import os
from collections.abc import Callable, Sequence, Set
from types import ModuleType
from typing import Any, Self


class GpuMeter:
    """Memory, load and power of the devices that an attempt was given."""

    def __init__(self, nvml: ModuleType, indices: Sequence[int]) -> None:
        self._nvml = nvml
        self._handles = [nvml.nvmlDeviceGetHandleByIndex(index) for index in indices]

    @classmethod
    def open(cls, devices: Sequence[str]) -> Self | None:
        """The meter of every `cuda:N`, or None for the CPU and where NVML or a device is missing."""
        indices = [int(each.removeprefix("cuda:")) for each in devices if each.startswith("cuda:")]
        if not indices:
            return None
        try:
            import pynvml
        except ImportError:
            return None
        try:
            pynvml.nvmlInit()
            return cls(pynvml, [_physical_index(index) for index in indices])
        except pynvml.NVMLError:
            return None

    def read(self, processes: Set[int]) -> dict[str, float]:
        """Metric key to value: memory and power summed over the devices, load as their mean.

        A value that a device does not tell is left out.
        """
        count = len(self._handles)
        asked: dict[str, tuple[Callable[[Any], float], int]] = {
            "system/gpu_memory_bytes": (lambda handle: self._memory(handle, processes), 1),
            "system/gpu_percent": (lambda handle: self._nvml.nvmlDeviceGetUtilizationRates(handle).gpu, count),
            "system/power_watts": (lambda handle: self._nvml.nvmlDeviceGetPowerUsage(handle) / 1000, 1),
        }
        found: dict[str, float] = {}
        for key, (ask, divisor) in asked.items():
            try:
                found[key] = float(sum(ask(handle) for handle in self._handles)) / divisor
            except self._nvml.NVMLError:
                continue
        return found

    def _memory(self, handle: Any, processes: Set[int]) -> int:
        """What the run's processes hold, or all that is taken where the driver cannot tell whose it is."""
        running = self._nvml.nvmlDeviceGetComputeRunningProcesses(handle)
        own = [each.usedGpuMemory for each in running if each.pid in processes and each.usedGpuMemory]
        return sum(own) if own else self._nvml.nvmlDeviceGetMemoryInfo(handle).used


def _physical_index(visible: int) -> int:
    """NVML counts all devices in PCI order; CUDA only those in CUDA_VISIBLE_DEVICES."""
    listed = [each for each in os.environ.get("CUDA_VISIBLE_DEVICES", "").split(",") if each.strip().isdigit()]
    return int(listed[visible]) if visible < len(listed) else visible
