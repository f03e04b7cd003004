"""Containers that the stage `command` starts."""

import json
import os
import socket
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from runners.contract.failure import StageFailure
from runners.stages.command.container import ContainerRequest, in_container
from runners.stages.command.program import Program
from runners.tests.ingest_server import IngestServer
from runners.tests.supervised import supervise, write_launch
from runners.track.container_record import kill_container

SECRET = "hf_0123456789abcdef"
GIVEN = {"ASSAY_SEED": "7", "DOCKER_HOST": "tcp://evil", "LD_PRELOAD": "/evil.so", "NOTE": " a = b # c "}


@pytest.fixture
def server() -> Iterator[IngestServer]:
    server = IngestServer()
    server.start()
    yield server
    server.stop()


def program_file(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text)
    path.chmod(path.stat().st_mode | stat.S_IXUSR)
    return path


def container(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, engine: str = "docker", **changes: Any) -> Program:
    program_file(tmp_path / "bin" / engine, "#!/bin/sh\n")
    monkeypatch.setenv("PATH", str(tmp_path / "bin"))
    variables = changes.pop("variables", GIVEN)
    asked = {"image": "clinic:1", "name": "assay-r-1", "folder": Path("/code"), "mounts": ["/data:ro"], "own": []}
    request = ContainerRequest(**{**asked, "gpus": [1, 3], "secrets": ["HF_TOKEN"], "network": True, **changes})
    return in_container(Program(("python", "train.py"), variables), request, tmp_path)


def env_file(program: Program) -> bytes:
    path = program.arguments[program.arguments.index("--env-file") + 1]
    assert stat.S_IMODE(os.stat(path).st_mode) == 0o600
    return Path(path).read_bytes()


def test_a_container_sees_its_folders_and_gpus(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = " ".join(container(tmp_path, monkeypatch, own=["/home/x/objects"]).arguments)
    assert line.endswith("clinic:1 python train.py")
    assert "--volume /code:/code " in line
    assert "--volume /data:/data:ro " in line
    assert "--volume /home/x/objects:/home/x/objects " in line
    assert '--gpus "device=1,3"' in line


def test_variables_and_secrets_go_into_the_container_and_not_to_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HF_TOKEN", SECRET)
    program = container(tmp_path, monkeypatch)
    line = " ".join(program.arguments)
    assert SECRET not in line
    assert "evil" not in line
    inside = dict(each.split("=", 1) for each in env_file(program).decode().splitlines())
    assert inside == {**GIVEN, "HF_TOKEN": SECRET}
    outside = program.environment(os.environ)
    assert outside.keys() & {*GIVEN, "HF_TOKEN"} == set()
    assert not [path for path in tmp_path.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]


def test_a_variable_of_several_lines_is_refused_by_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HF_TOKEN", f"{SECRET}\nDOCKER_HOST=tcp://evil")
    with pytest.raises(StageFailure, match="HF_TOKEN has several lines") as refused:
        container(tmp_path, monkeypatch)
    assert SECRET not in str(refused.value)
    monkeypatch.setenv("HF_TOKEN", SECRET)
    with pytest.raises(StageFailure, match="no name of a variable"):
        container(tmp_path, monkeypatch, variables={"A\nB": "1"})


def test_podman_gets_its_gpus_by_cdi(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    line = " ".join(container(tmp_path, monkeypatch, "podman").arguments)
    assert "--device nvidia.com/gpu=1 --device nvidia.com/gpu=3" in line


def test_a_container_without_image_or_engine_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(StageFailure, match="No container image"):
        container(tmp_path, monkeypatch, image=None)
    with pytest.raises(StageFailure, match="no name of an image"):
        container(tmp_path, monkeypatch, image="--volume=/:/host")
    (tmp_path / "bin" / "docker").unlink()
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(StageFailure, match="neither docker nor podman"):
        in_container(Program(("x",), {}), ContainerRequest("i", "n", tmp_path, [], [], [], [], True), tmp_path)


def test_without_a_network_nothing_is_fetched_either(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    closed = " ".join(container(tmp_path, monkeypatch, network=False).arguments)
    assert "--network none --pull never" in closed
    opened = " ".join(container(tmp_path, monkeypatch).arguments)
    assert "--network host" in opened
    assert "--pull" not in opened


@pytest.mark.parametrize("mount", ["/var/run/docker.sock", "/run/docker.sock:ro", "/run/podman/podman.sock"])
def test_the_engines_socket_is_not_mounted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, mount: str) -> None:
    with pytest.raises(StageFailure, match="would rule the machine") as refused:
        container(tmp_path, monkeypatch, mounts=[mount])
    assert refused.value.field == "mounts"


def test_no_folder_is_mounted_that_holds_a_socket_of_the_engine(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    engine = tmp_path / "engine"
    engine.mkdir()
    monkeypatch.setenv("DOCKER_HOST", f"unix://{engine / 'own.sock'}")
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind(str(engine / "own.sock"))
        (tmp_path / "link").symlink_to(engine)
        for mount in (engine / "own.sock", engine, tmp_path / "link", tmp_path):
            with pytest.raises(StageFailure, match="would rule the machine"):
                container(tmp_path, monkeypatch, mounts=[f"{mount}:ro"])
        with pytest.raises(StageFailure, match="would rule the machine"):
            container(tmp_path, monkeypatch, folder=engine)
        monkeypatch.delenv("DOCKER_HOST")
        # Whoever it belongs to: a socket leads out of the container.
        with pytest.raises(StageFailure, match="would rule the machine"):
            container(tmp_path, monkeypatch, mounts=[str(engine / "own.sock")])
        assert container(tmp_path, monkeypatch, mounts=[str(tmp_path)])


def test_a_container_is_ended_by_its_name(tmp_path: Path) -> None:
    assert kill_container(tmp_path) is False
    told = tmp_path / "told"
    engine = program_file(tmp_path / "engine", f'#!/bin/sh\necho "$@" > {told}\n')
    (tmp_path / "container.json").write_text(json.dumps({"engine": str(engine), "name": "assay-r-1"}))
    assert kill_container(tmp_path) is True
    assert told.read_text() == "kill assay-r-1\n"


def test_a_program_in_a_container_gets_what_it_was_given(tmp_path: Path, server: IngestServer) -> None:
    # An engine that does what it was told with the variables, and shows what reached itself.
    script = """#!/bin/sh
[ "$1" = run ] || exit 0
while [ $# -gt 0 ]; do [ "$1" = --env-file ] && cat "$2"; shift; done
echo "engine sees $(env | grep -c -e ^NOTE= -e ^REGISTRY= -e ^DOCKER_HOST=)"
"""
    docker = program_file(tmp_path / "bin" / "docker", script)
    config = {
        **{"arguments": ["python"], "runtime": "container", "runtimeName": "clinic:1", "secrets": ["REGISTRY"]},
        "environment": {"NOTE": "hello", "DOCKER_HOST": "tcp://evil"},
    }
    folder = write_launch(tmp_path / "run" / "1", f"http://127.0.0.1:{server.port}", [], config=config)
    (folder / "secrets.json").write_text(json.dumps({"REGISTRY": SECRET}))
    assert supervise(folder, ASSAY_ATTEMPT="r/1", PATH=f"{docker.parent}:{os.environ['PATH']}").wait(20) == 0
    lines = server.lines()
    assert {"ASSAY_ATTEMPT=r/1", "NOTE=hello", "DOCKER_HOST=tcp://evil", "REGISTRY=••••••", "engine sees 0"} <= set(
        lines
    )
    assert not [line for line in lines if line.startswith(("PATH=", "CUDA_VISIBLE_DEVICES="))]
    assert server.of_type("finished")[0]["outcome"] == "completed"
