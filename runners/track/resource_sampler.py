"""Samples what an attempt uses: CPU, memory, device, energy."""

import time

import psutil

from runners.track.event_log import EventLog
from runners.track.gpu_meter import GpuMeter
from runners.track.orders import Orders
from runners.track.usage import Usage, larger


class ResourceSampler:
    """Writes a `resource` event a second at first, fewer in long runs, and keeps peaks and energy."""

    def __init__(self, orders: Orders, pid: int, events: EventLog) -> None:
        self._folder = orders.folder
        self._events = events
        self._root = psutil.Process(pid)
        self._known: dict[int, psutil.Process] = {}
        self._gpu = GpuMeter.open([orders.device, *orders.further_devices])
        self._began = time.monotonic()
        self._next = self._began
        self._last: tuple[float, float] | None = None
        self.usage = Usage()

    def sample_when_due(self) -> None:
        """Takes a sample if it is time; every second for five minutes, then every two, up to every ten."""
        now = time.monotonic()
        if now < self._next:
            return
        self._next = now + min(max((now - self._began) / 300, 1), 10)
        cpu, memory = self._tree()
        if memory == 0:
            return
        values = {"system/cpu_percent": cpu, "system/memory_bytes": float(memory)}
        if self._gpu is not None:
            values |= self._gpu.read(self._known.keys())
            self._integrate(values.get("system/power_watts"), now)
        self.usage.peak_memory_bytes = larger(self.usage.peak_memory_bytes, memory)
        device = values.get("system/gpu_memory_bytes")
        if device is not None:
            self.usage.peak_device_memory_bytes = larger(self.usage.peak_device_memory_bytes, int(device))
        self._events.point("resource", values, round(now - self._began))
        self.usage.save(self._folder)

    def _tree(self) -> tuple[float, int]:
        """CPU percent since the last sample (100 is one core) and resident bytes of the stage and its children."""
        cpu, memory = 0.0, 0
        try:
            present = [self._root, *self._root.children(recursive=True)]
        except psutil.NoSuchProcess:
            return 0.0, 0
        self._known = {each.pid: self._known.get(each.pid, each) for each in present}
        for process in self._known.values():
            try:
                cpu += process.cpu_percent()
                memory += process.memory_info().rss
            except psutil.Error:
                continue
        return cpu, memory

    def _integrate(self, watts: float | None, now: float) -> None:
        """Energy by the trapezoid rule over the samples of power."""
        if watts is None:
            return
        if self._last is not None:
            then, before = self._last
            joules = (watts + before) / 2 * (now - then)
            self.usage.energy_joules = (self.usage.energy_joules or 0.0) + joules
        self._last = (now, watts)
