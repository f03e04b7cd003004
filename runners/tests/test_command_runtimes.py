"""Where the stage `command` starts a program: environments, containers, torchrun, secrets, the state of its code."""

import json
import os
import stat
import subprocess
import sys
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from runners.contract.failure import StageFailure
from runners.stages.command.code_state import read_code_state
from runners.stages.command.container import ContainerRequest, in_container
from runners.stages.command.program import Program, by_torchrun
from runners.tests.ingest_server import IngestServer
from runners.tests.supervised import python, supervise, wait_until, write_launch
from runners.track.container_record import kill_container

SECRET = "hf_0123456789abcdef"


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


def test_a_program_in_a_virtual_environment_gets_its_python(tmp_path: Path, server: IngestServer) -> None:
    environment = tmp_path / "own"
    venv.create(environment, with_pip=False)
    code = "import sys, assay; print(sys.prefix)"
    run(tmp_path, server, {"arguments": ["python", "-c", code], "runtime": "venv", "runtimeName": str(environment)})
    assert str(environment) in server.lines()
    assert server.of_type("finished")[0]["outcome"] == "completed"


def test_a_folder_that_is_no_virtual_environment_is_named(tmp_path: Path, server: IngestServer) -> None:
    run(tmp_path, server, {"arguments": ["python"], "runtime": "venv", "runtimeName": str(tmp_path)})
    (end,) = server.of_type("failed")
    assert (end["fault"], end["field"]) == ("config", "runtimeName")
    assert str(tmp_path) in end["reason"]


def test_a_conda_environment_is_activated_and_the_program_takes_the_shells_place(
    tmp_path: Path, server: IngestServer
) -> None:
    # What `conda shell.posix activate NAME` prints: exports, then the scripts of activate.d.
    script = '#!/bin/sh\necho "export CONDA_PREFIX=/envs/$3"\necho "export FROM_SCRIPT=yes"\n'
    conda = program_file(tmp_path / "bin" / "conda", script)
    code = "import os; print(os.environ['CONDA_PREFIX'], os.environ['FROM_SCRIPT'], os.getpid())"
    config = {"arguments": [sys.executable, "-c", code], "runtime": "conda", "runtimeName": "clinic"}
    run(tmp_path, server, config, CONDA_EXE=str(conda))
    pid = server.of_type("started")[0]["pid"]
    assert f"/envs/clinic yes {pid}" in server.lines()


def test_a_conda_environment_that_cannot_be_activated_fails(tmp_path: Path, server: IngestServer) -> None:
    conda = program_file(tmp_path / "bin" / "conda", "#!/bin/sh\necho 'no such environment' >&2\nexit 1\n")
    config = {"arguments": ["true"], "runtime": "conda", "runtimeName": "none"}
    run(tmp_path, server, config, CONDA_EXE=str(conda))
    assert "no such environment" in server.lines()
    assert server.of_type("failed")


def container(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str, **changes: Any) -> Program:
    program_file(tmp_path / "bin" / engine, "#!/bin/sh\n")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    asked = {"image": "clinic:1", "name": "assay-r-1", "folder": Path("/code"), "mounts": ["/data:ro"]}
    request = ContainerRequest(**{**asked, "gpus": [1, 3], "passed": ["HF_TOKEN"], "network": True, **changes})
    return in_container(Program(("python", "train.py"), {"ASSAY_SEED": "7"}), request, tmp_path)


def test_a_container_sees_its_folders_and_gpus_and_gets_secrets_by_name_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", SECRET)
    program = container(tmp_path, monkeypatch, "docker")
    line = " ".join(program.arguments)
    assert line.endswith("clinic:1 python train.py")
    assert "--volume /code:/code " in line
    assert "--volume /data:/data:ro " in line
    assert '--gpus "device=1,3"' in line
    assert "--env ASSAY_SEED --env HF_TOKEN" in line
    assert SECRET not in line
    assert program.environment({})["ASSAY_SEED"] == "7"


def test_podman_gets_its_gpus_by_cdi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = " ".join(container(tmp_path, monkeypatch, "podman").arguments)
    assert "--device nvidia.com/gpu=1 --device nvidia.com/gpu=3" in line


def test_a_container_without_image_or_engine_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StageFailure, match="No container image"):
        container(tmp_path, monkeypatch, "docker", image=None)
    (tmp_path / "bin" / "docker").unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StageFailure, match="neither docker nor podman"):
        in_container(Program(("x",), {}), ContainerRequest("i", "n", tmp_path, [], [], [], True), tmp_path)


def test_a_container_is_ended_by_its_name(tmp_path: Path) -> None:
    assert kill_container(tmp_path) is False
    told = tmp_path / "told"
    engine = program_file(tmp_path / "engine", f'#!/bin/sh\necho "$@" > {told}\n')
    (tmp_path / "container.json").write_text(json.dumps({"engine": str(engine), "name": "assay-r-1"}))
    assert kill_container(tmp_path) is True
    assert told.read_text() == "kill assay-r-1\n"


def test_torchrun_starts_the_program_with_rank_and_world_size(tmp_path: Path, server: IngestServer) -> None:
    script = tmp_path / "train.py"
    script.write_text("import os; print('rank', os.environ['RANK'], 'of', os.environ['WORLD_SIZE'])")
    run(tmp_path, server, {"arguments": [sys.executable, str(script)], "torchrun": True})
    assert "rank 0 of 1" in server.lines()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("python3.11", "-m", "train"), "python3.11 -m torch.distributed.run --standalone --nproc-per-node=4 -m train"),
        (("/code/train.sh", "a"), "torchrun --standalone --nproc-per-node=4 --no-python /code/train.sh a"),
        (("pythonic",), "torchrun --standalone --nproc-per-node=4 --no-python pythonic"),
    ],
)
def test_torchrun_belongs_to_the_interpreter_of_the_program(arguments: tuple[str, ...], expected: str) -> None:
    assert " ".join(by_torchrun(Program(arguments, {}), 4).arguments) == expected


def test_secrets_reach_the_program_and_neither_the_log_nor_a_file(tmp_path: Path, server: IngestServer) -> None:
    code = "import os; print('value', os.environ['REGISTRY']); print(len(os.environ['REGISTRY']))"
    folder = write_launch(tmp_path / "run" / "1", f"http://127.0.0.1:{server.port}", python(code))
    (folder / "secrets.json").write_text(json.dumps({"REGISTRY": SECRET}))
    assert supervise(folder).wait(20) == 0
    assert {"value ••••••", str(len(SECRET))} <= set(server.lines())
    held = [path for path in tmp_path.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert held == []


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


def test_a_folder_outside_of_git_has_no_code_state(tmp_path: Path, server: IngestServer) -> None:
    run(tmp_path, server, {"arguments": ["true"], "folder": str(tmp_path)})
    assert server.of_type("artifact") == []


def test_a_stopped_program_in_an_environment_gets_the_signal_itself(tmp_path: Path, server: IngestServer) -> None:
    environment = tmp_path / "own"
    venv.create(environment, with_pip=False)
    code = "import signal, sys, time\nsignal.signal(signal.SIGTERM, lambda *a: (print('bye'), sys.exit(0)))\n"
    config = {
        "arguments": ["python", "-c", f"{code}print('ready', flush=True)\ntime.sleep(60)"],
        "runtime": "venv",
        "runtimeName": str(environment),
    }
    folder = write_launch(tmp_path / "run" / "1", f"http://127.0.0.1:{server.port}", [], config=config)
    supervisor = supervise(folder)
    wait_until(lambda: "ready" in server.lines())
    supervisor.terminate()
    assert supervisor.wait(20) == 0
    assert "bye" in server.lines()


def test_with_the_way_out_closed_a_program_has_no_network_or_does_not_start(
    tmp_path: Path, server: IngestServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert "--network none" in " ".join(container(tmp_path, monkeypatch, "docker", network=False).arguments)
    monkeypatch.undo()
    launch = write_launch(
        tmp_path / "run" / "1", f"http://127.0.0.1:{server.port}", python("print(1)"), egress={"programs": False}
    )
    assert supervise(launch).wait(20) == 0
    (end,) = server.of_type("failed")
    assert (end["fault"], end["field"]) == ("config", "runtime")
    assert "Egress" in end["remedy"]


def test_a_closed_hub_makes_the_libraries_work_offline(tmp_path: Path, server: IngestServer) -> None:
    code = "import os; print(os.environ.get('HF_HUB_OFFLINE'), os.environ['DO_NOT_TRACK'])"
    launch = write_launch(
        tmp_path / "run" / "1", f"http://127.0.0.1:{server.port}", python(code), egress={"hub": False}
    )
    assert supervise(launch).wait(20) == 0
    assert "1 1" in server.lines()
