"""Where the stage `command` starts a program: environments, torchrun, secrets."""

import fcntl
import json
import os
import stat
import sys
import venv
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from runners.stages.command.program import Program, by_torchrun
from runners.tests.ingest_server import IngestServer
from runners.tests.supervised import python, supervise, wait_until, write_launch

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


def test_torchrun_starts_the_program_with_rank_and_world_size(tmp_path: Path, server: IngestServer) -> None:
    script = tmp_path / "train.py"
    script.write_text("import os; print('rank', os.environ['RANK'], 'of', os.environ['WORLD_SIZE'])")
    run(tmp_path, server, {"arguments": [sys.executable, str(script)], "torchrun": True})
    assert "rank 0 of 1" in server.lines()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (("python3.11", "-m", "train"), "python3.11 -m torch.distributed.run --standalone --nproc-per-node=4 -m train"),
        (
            ("python", "-u", "train.py"),
            "python -m torch.distributed.run --standalone --nproc-per-node=4 --no-python python -u train.py",
        ),
        (
            ("python", "-X", "faulthandler", "-m", "train"),
            "python -m torch.distributed.run --standalone --nproc-per-node=4 "
            "--no-python python -X faulthandler -m train",
        ),
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


def test_a_supervisor_that_comes_second_leaves_the_secrets_alone(tmp_path: Path, server: IngestServer) -> None:
    folder = write_launch(tmp_path / "1", f"http://127.0.0.1:{server.port}", python("print(1)"))
    (folder / "secrets.json").write_text('{"REGISTRY": "hunter2-hunter2"}')
    lock = os.open(folder / "supervisor.lock", os.O_RDWR | os.O_CREAT)
    fcntl.flock(lock, fcntl.LOCK_EX)
    assert supervise(folder).wait(20) == 0
    os.close(lock)
    assert (folder / "secrets.json").exists()
    assert supervise(folder).wait(20) == 0
    assert not (folder / "secrets.json").exists()


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


def test_with_the_way_out_closed_a_program_outside_of_a_container_does_not_start(
    tmp_path: Path, server: IngestServer
) -> None:
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
