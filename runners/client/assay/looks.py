"""How often a command asks again for what it waits for."""

import time

_FIRST_SECONDS = 0.5
_LONGEST_SECONDS = 2.0
_GROWTH = 1.1


class Looks:
    """Twice a second at first, every two seconds once nothing has happened for a while."""

    def __init__(self) -> None:
        self._pause = _FIRST_SECONDS

    def wait(self, begin_anew: bool = False) -> None:
        """Until the next look; `begin_anew` after something happened."""
        self._pause = _FIRST_SECONDS if begin_anew else min(self._pause * _GROWTH, _LONGEST_SECONDS)
        time.sleep(self._pause)
