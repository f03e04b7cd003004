"""Keeps one attempt: starts its stage, ships what it says, and writes its end where the stage cannot."""

import threading
import time
from typing import Literal

from runners.contract.failure import StageFailure
from runners.track.delivery import PATIENCE_SECONDS, SILENCE_SECONDS, Delivery
from runners.track.exit_reason import MemoryEvidence, explain_exit
from runners.track.host import peak_memory_bytes_of_children
from runners.track.memory_limit import count_memory_kills, memory_limit_bytes
from runners.track.orders import Orders
from runners.track.resource_sampler import ResourceSampler
from runners.track.stage_child import StageChild
from runners.track.supervisor_process import note
from runners.track.usage import larger

_LOOK_SECONDS = 0.05


class Supervisor:
    """One attempt from start to the last acknowledged event."""

    def __init__(self, orders: Orders, child: StageChild, stop_signal: threading.Event) -> None:
        self._orders = orders
        self._child = child
        self._stop_signal = stop_signal
        self._stop_since: float | None = None
        self._killed = False
        self._began = time.monotonic()

    def run(self) -> bool:
        """Follows the stage to its end and ships; whether everything was delivered."""
        memory_kills = count_memory_kills()
        delivery = Delivery(self._orders)
        self._child.capture(delivery.events)
        delivery.start()
        sampler = ResourceSampler(self._orders, self._child.pid, delivery.events)
        code = self._watch(delivery, sampler)
        last_lines = self._child.drain()
        if not delivery.head.settled:
            killed = count_memory_kills() > memory_kills
            # The kernel's own peak of what was waited for: a fast growth fits between two samples.
            peak = larger(sampler.usage.peak_memory_bytes, peak_memory_bytes_of_children())
            sampler.usage.peak_memory_bytes = peak
            evidence = MemoryEvidence(killed, peak or 0, memory_limit_bytes())
            self._write_end(code, delivery, sampler, evidence, last_lines)
        return delivery.finish(PATIENCE_SECONDS, self._stop_signal, SILENCE_SECONDS)

    def _watch(self, delivery: Delivery, sampler: ResourceSampler) -> int:
        while (code := self._child.wait(_LOOK_SECONDS)) is None:
            sampler.sample_when_due()
            delivery.sync_when_due()
            shipper = delivery.shipper
            if self._stop_signal.is_set() or shipper.cancel_requested or shipper.superseded:
                self._stop(delivery)
        return code

    def _stop(self, delivery: Delivery) -> None:
        """Asks once, and kills when the grace is over."""
        now = time.monotonic()
        grace = self._orders.cancel_grace_seconds
        if self._stop_since is None:
            self._stop_since = now
            note("Superseded by a newer attempt." if delivery.shipper.superseded else "Asked to stop.")
            self._child.ask_to_stop()
            delivery.events.line(f"Stopping: a checkpoint may take up to {grace:g} s.")
        elif now - self._stop_since >= grace and not self._killed:
            self._killed = True
            self._child.kill()
            text = f"Killed after {grace:g} s of grace; work since the last checkpoint is lost."
            delivery.events.line(text, "warning")

    def _write_end(
        self, code: int, delivery: Delivery, sampler: ResourceSampler, memory: MemoryEvidence, last_lines: list[str]
    ) -> None:
        """The end of a stage that did not write one: a person's program, or a death."""
        usage = sampler.usage
        seconds = time.monotonic() - self._began
        completed = code == 0 and self._orders.stage == "command"
        # A signal to the whole session ends a starting stage before the next look.
        stopped = self._stop_since is not None or self._stop_signal.is_set()
        if stopped or completed:
            outcome: Literal["completed", "stopped"] = "completed" if completed else "stopped"
            peaks = usage.peak_memory_bytes, usage.peak_device_memory_bytes
            delivery.events.finished(outcome, seconds, *peaks, usage.energy_joules)
            note(f"Ended: {outcome}.")
            return
        failure: StageFailure = explain_exit(code, self._orders.stage, memory)
        delivery.events.failed(failure, "\n".join(last_lines), seconds, usage.peak_memory_bytes)
        note(f"Ended: {failure.reason}")
