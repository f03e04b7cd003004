"""Settings and fixtures that all Python tests share."""

import os
import signal
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import settings

from runners.tests.api_server import ApiServer
from runners.tests.client_route import ClientRoute
from runners.tests.command import Command

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


@pytest.fixture
def api() -> Iterator[ApiServer]:
    """A server with one project, `clinic`."""
    server = ApiServer()
    server.on("GET /api/v1/projects", {"items": [{"slug": "clinic", "name": "The clinic", "role": "admin"}]})
    yield server
    server.stop()


@pytest.fixture
def assay(
    api: ApiServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Command:
    """The command line on that server, with an `ASSAY_HOME` of its own."""
    for name in ("ASSAY_TOKEN", "ASSAY_URL", "ASSAY_ATTEMPT_FOLDER"):
        monkeypatch.delenv(name, raising=False)
    home = tmp_path / "home"
    home.mkdir()
    (home / "server.json").write_text(f'{{"url": "{api.url}"}}')
    (home / "credential").write_text("local-credential-1\n")
    monkeypatch.setenv("ASSAY_HOME", str(home))
    return Command(home, capsys)


@pytest.fixture
def server() -> Iterator[ClientRoute]:
    """A server that programs register with."""
    route = ClientRoute()
    yield route
    route.stop()


@pytest.fixture
def home(tmp_path: Path, server: ClientRoute) -> Path:
    """An `ASSAY_HOME` that knows that server."""
    (tmp_path / "server.json").write_text(f'{{"url": "{server.url}"}}')
    (tmp_path / "credential").write_text("local-credential-1\n")
    return tmp_path


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    """A small file of dialogues and notes."""
    path = tmp_path / "notes.csv"
    path.write_text("dialogue,note\na,b\n")
    return path
