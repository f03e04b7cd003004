"""Rate and time left of one phase of a stage."""

import time


class PhaseProgress:
    """Turns counts into progress fields; a resumed phase is timed from where it began, not from zero."""

    def __init__(self, phase: str, done: float) -> None:
        self.phase = phase
        self._first_done = done
        self._began = time.monotonic()
        self._reported = float("-inf")

    def due(self, done: float, total: float | None) -> bool:
        """At most five reports a second, but always the last one."""
        return done == total or time.monotonic() - self._reported >= 0.2

    def fields(self, done: float, total: float | None, unit: str) -> dict[str, object]:
        """The fields of a progress event; rate and time left are null until something was done."""
        now = time.monotonic()
        self._reported = now
        advanced = done - self._first_done
        rate = advanced / (now - self._began) if advanced > 0 and now > self._began else None
        left = (total - done) / rate if rate is not None and total is not None else None
        return {
            "phase": self.phase,
            "done": done,
            "total": total,
            "unit": unit,
            "ratePerSecond": rate,
            "secondsLeft": None if left is None else max(0.0, left),
        }
