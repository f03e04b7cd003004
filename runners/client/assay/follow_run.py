"""Waits for a run, saying on standard error how far it is."""

import sys
import time
from typing import Any

from assay.looks import Looks
from assay.printing import tell
from assay.progress_text import progress_text
from assay.run_states import SETTLED
from assay.session import Session

_QUIET_SECONDS = 10.0


def follow_run(session: Session, run: str) -> dict[str, Any]:
    """Looks until the run has ended; how it is then."""
    looks = Looks()
    told = ""
    told_at = 0.0
    while True:
        found: dict[str, Any] = session.connection.get(session.within("runs", run))
        text = progress_text(found)
        phase = f"{found['state']} {(found.get('progress') or {}).get('phase', '')}"
        if phase != told or (sys.stderr.isatty() and time.monotonic() - told_at > _QUIET_SECONDS):
            tell(f"{found['name']}: {text}")
            told, told_at = phase, time.monotonic()
        if found["state"] in SETTLED:
            return found
        looks.wait()
