"""Settings and fixtures that all Python tests share."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings

settings.register_profile("assay", deadline=None)
settings.load_profile("assay")


@pytest.fixture
def end_what_stays(tmp_path: Path) -> Iterator[None]:
    """Ends the processes that wait for a server on behalf of a program that this test ran."""
    yield
    for process in Path("/proc").glob("[0-9]*"):
        with suppress(OSError):
            if str(tmp_path).encode() in (process / "cmdline").read_bytes():
                os.kill(int(process.name), signal.SIGTERM)
