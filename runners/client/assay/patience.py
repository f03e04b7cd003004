"""How long a question waits for a server that asks it to come back later."""

import time
from collections.abc import Callable
from http.client import HTTPResponse

_ASKED_TO_WAIT = (429, 503)
_SHORTEST_SECONDS = 1.0
_LONGEST_SECONDS = 60.0


class Patience:
    """Seconds that one question may spend waiting, all its pauses together."""

    def __init__(self, seconds: float) -> None:
        self._left = seconds

    def wait(self, answer: HTTPResponse, tell: Callable[[str], None]) -> bool:
        """Waits as an answer asks; False where it does not, or asks for more than is left."""
        after = answer.getheader("Retry-After") if answer.status in _ASKED_TO_WAIT else None
        if after is None or not (after.isascii() and after.isdigit()):
            return False
        pause = max(float(after), _SHORTEST_SECONDS)
        if pause > min(self._left, _LONGEST_SECONDS):
            return False
        answer.read()
        tell(f"The server asks to wait {pause:.0f} s.")
        self._left -= pause
        time.sleep(pause)
        return True
