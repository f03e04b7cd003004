"""Keeps an attempt whose program somebody else started: ships, samples, and writes the end it could not."""

import os
import select
import signal
import sys
import time
from importlib.util import find_spec
from typing import Protocol

from runners.contract.failure import StageFailure
from runners.track.delivered_mark import mark_delivered
from runners.track.delivery import PATIENCE_SECONDS, SILENCE_SECONDS, Delivery
from runners.track.event_log import EventLog
from runners.track.object_sender import ObjectSender
from runners.track.orders import Orders
from runners.track.supervisor_process import listen_for_stop, note

_LOOK_SECONDS = 0.2


class _Sampler(Protocol):
    def sample_when_due(self) -> None: ...


class WatchedProgram:
    """A program that holds the other end of this process's standard input for as long as it lives."""

    def __init__(self, orders: Orders, pid: int) -> None:
        self._orders = orders
        self._pid = pid
        self._asked = False
        self._began = time.monotonic()

    def run(self) -> bool:
        """Ships until the program has ended and everything is delivered; whether it is."""
        # Ctrl-C is meant for the program.
        signal.signal(signal.SIGINT, signal.SIG_IGN)
        stop_signal = listen_for_stop(signal.SIGTERM)
        delivery = Delivery(self._orders)
        sender = ObjectSender(self._orders)
        delivery.start()
        sender.start()
        sampler = self._sampler(delivery)
        while not self._ended():
            if sampler is not None:
                sampler.sample_when_due()
            delivery.sync_when_due()
            if delivery.shipper.cancel_requested and not self._asked:
                self._ask_to_stop(delivery)
        if not delivery.head.settled:
            write_missing_end(delivery.events, time.monotonic() - self._began, self._asked)
        told = delivery.finish(PATIENCE_SECONDS, stop_signal, SILENCE_SECONDS)
        delivered = told and sender.finish(PATIENCE_SECONDS, stop_signal)
        if delivered:
            mark_delivered(self._orders.folder)
        return delivered

    def _sampler(self, delivery: Delivery) -> _Sampler | None:
        """None where the person's environment has no psutil, or the program has ended already."""
        if find_spec("psutil") is None:
            return None
        import psutil

        from runners.track.resource_sampler import ResourceSampler

        try:
            return ResourceSampler(self._orders, self._pid, delivery.events)
        except psutil.NoSuchProcess:
            return None

    def _ended(self) -> bool:
        readable, _, _ = select.select([sys.stdin], [], [], _LOOK_SECONDS)
        return bool(readable) and os.read(sys.stdin.fileno(), 1) == b""

    def _ask_to_stop(self, delivery: Delivery) -> None:
        self._asked = True
        delivery.events.line("Asked to stop; the program was sent SIGTERM.", "warning")
        try:
            os.kill(self._pid, signal.SIGTERM)
        except ProcessLookupError:
            return


def write_missing_end(events: EventLog, seconds: float, asked: bool) -> None:
    """The end of a program that did not write it: it stopped because it was asked to, or it crashed."""
    if asked:
        events.finished("stopped", seconds, None, None, None)
        return
    reason = "The program ended without `run.finish()`: it was killed or crashed."
    note(reason)
    failure = StageFailure("machine", reason, "Look at where it was started; everything it logged is here.")
    events.failed(failure, "", seconds, None)
