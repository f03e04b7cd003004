"""Which code a program was started from."""

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from runners.stages.command.code_state import read_code_state
from runners.tests.ingest_server import IngestServer
from runners.tests.supervised import supervise, write_launch


@pytest.fixture
def server() -> Iterator[IngestServer]:
    server = IngestServer()
    server.start()
    yield server
    server.stop()


def run(tmp_path: Path, server: IngestServer, config: dict[str, Any], **environment: str) -> Path:
    folder = write_launch(tmp_path / "run" / "1", f"http://127.0.0.1:{server.port}", [], config=config)
    assert supervise(folder, **environment).wait(60) == 0
    return folder


def program_file(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def git(folder: Path, *arguments: str) -> None:
    identity = {
        "GIT_AUTHOR_NAME": "a",
        "GIT_AUTHOR_EMAIL": "a@b",
        "GIT_COMMITTER_NAME": "a",
        "GIT_COMMITTER_EMAIL": "a@b",
    }
    subprocess.run(["git", *arguments], cwd=folder, check=True, capture_output=True, env={**os.environ, **identity})


def test_commit_and_difference_of_the_working_folder_are_kept(tmp_path: Path, server: IngestServer) -> None:
    code = tmp_path / "code"
    code.mkdir()
    git(code, "init", "-q", "-b", "trial")
    (code / "train.py").write_text("print('one')\n")
    git(code, "add", ".")
    git(code, "commit", "-q", "-m", "first")
    clean = read_code_state(code)
    assert clean is not None
    assert not clean.changed
    (code / "train.py").write_text("print('two')\n")
    (code / "new.py").write_text("")
    run(tmp_path, server, {"arguments": [sys.executable, "train.py"], "folder": str(code)})
    (artifact,) = server.of_type("artifact")
    assert artifact["name"] == "code.diff"
    assert artifact["metadata"] == {"commit": clean.commit, "branch": "trial", "changed": True, "untracked": 1}
    digest = artifact["digest"]
    difference = (tmp_path / "run" / "objects" / digest[:2] / digest).read_text()
    assert "-print('one')\n+print('two')" in difference
    assert "two" in server.lines()


def test_a_difference_that_git_does_not_tell_is_unknown_and_not_none(
    tmp_path: Path, server: IngestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    code = tmp_path / "code"
    code.mkdir()
    git(code, "init", "-q", "-b", "trial")
    (code / "train.py").write_text("print('one')\n")
    git(code, "add", ".")
    git(code, "commit", "-q", "-m", "first")
    real = shutil.which("git")
    program_file(tmp_path / "bin" / "git", f'#!/bin/sh\ncase "$3" in diff) exit 128;; esac\nexec {real} "$@"\n')
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    state = read_code_state(code)
    assert state is not None
    assert (state.difference, state.untracked, state.changed) == (None, 0, None)
    run(tmp_path, server, {"arguments": ["true"], "folder": str(code)})
    (artifact,) = server.of_type("artifact")
    assert artifact["metadata"] == {"commit": state.commit, "branch": "trial", "changed": None, "untracked": 0}
    assert "git did not tell the difference to the commit: whether the code was changed is not known." in server.lines()


def test_git_is_not_waited_for_without_end(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    slow = '#!/bin/sh\ncase "$3" in ls-files|diff) exec sleep 30;; esac\necho 0123456789abcdef\n'
    program_file(tmp_path / "bin" / "git", slow)
    monkeypatch.setenv("PATH", f"{tmp_path / 'bin'}:{os.environ['PATH']}")
    monkeypatch.setattr("runners.stages.command.code_state._SECONDS", 0.2)
    state = read_code_state(tmp_path)
    assert state is not None
    assert (state.difference, state.untracked, state.changed) == (None, None, None)


def test_a_folder_outside_of_git_has_no_code_state(tmp_path: Path, server: IngestServer) -> None:
    run(tmp_path, server, {"arguments": ["true"], "folder": str(tmp_path)})
    assert server.of_type("artifact") == []
