import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from runners.tests.client_route import ClientRoute, run_script
from runners.tests.journals import events_of
from runners.tests.supervised import wait_until

pytestmark = pytest.mark.usefixtures("end_what_stays")

LOGS = "import assay\nrun = assay.init('clinic', name='night run', config={'a': 1}, stage='sft', tags=['x'])\n"
SYNC = "import sys\nfrom assay.command_line import main\nsys.exit(main(['sync', *sys.argv[1:]]))"


def sync(home: Path, *arguments: str) -> tuple[int, str, str]:
    code = SYNC.replace("*sys.argv[1:]", ", ".join(map(repr, arguments)))
    done = run_script(home, code)
    return done.returncode, done.stdout, done.stderr


def offline_folder(home: Path) -> Path:
    (folder,) = (home / "offline").iterdir()
    return folder


def end_waiting(folder: Path) -> None:
    """As if the machine was switched off: nobody waits for a server any more."""
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if str(folder).encode() in (process / "cmdline").read_bytes():
                os.kill(int(process.name), signal.SIGKILL)
        except OSError:
            continue


def test_a_run_without_a_server_is_delivered_when_one_comes_while_it_runs(home: Path, server: ClientRoute) -> None:
    server.stop()
    waits = "import sys\nrun.log({'x': 1}, step=0)\nprint('logging', flush=True)\nsys.stdin.readline()\n"
    code = f"{LOGS}{waits}run.log({{'x': 2}}, step=1)\nprint(run.url)"
    environment = {**os.environ, "ASSAY_HOME": str(home)}
    script = subprocess.Popen(
        [sys.executable, "-c", code], env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert script.stdout is not None
    assert script.stdout.readline() == "logging\n"
    server.listen()
    wait_until(lambda: "metrics" in server.ingest.types())
    told, _ = script.communicate("go on\n")
    assert told.startswith(f"{server.url}/projects/p/runs/")
    assert server.ended()["outcome"] == "completed"
    (asked,) = server.requests
    assert asked["run"] == offline_folder(home).name.rpartition("-")[2]
    assert {name: asked[name] for name in ("project", "name", "stage", "tags")} == {
        **{"project": "clinic", "name": "night run", "stage": "sft", "tags": ["x"]},
    }
    assert server.ingest.types().count("metrics") == 2
    wait_until(lambda: (offline_folder(home) / "delivered").is_file())


def test_a_killed_run_without_a_server_says_how_it_ended(home: Path, server: ClientRoute) -> None:
    server.stop()
    run_script(home, LOGS + "run.log({'x': 1})\nimport os\nos.kill(os.getpid(), 9)")
    folder = offline_folder(home)
    wait_until(lambda: [event["type"] for event in events_of(folder)] == ["started", "metrics", "failed"])
    server.listen()
    assert "without `run.finish()`" in server.ended()["reason"]


def test_sync_delivers_what_lies_here_once(home: Path, server: ClientRoute) -> None:
    server.stop()
    run_script(home, LOGS + "run.log({'x': 1})")
    end_waiting(offline_folder(home))
    code, _, told = sync(home)
    assert (code, "No answer" in told) == (75, True)
    server.listen()
    code, printed, _ = sync(home)
    assert (code, printed) == (0, f"{offline_folder(home)}  delivered 3 events\n")
    assert server.ingest.types() == ["started", "metrics", "finished"]
    assert sync(home) == (0, "Everything is delivered.\n", "")
    assert sync(home, "--json")[1] == "[]\n"
    assert len(server.requests) == 1


def test_sync_delivers_a_folder_that_was_carried_here_with_its_files(
    home: Path, server: ClientRoute, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cut_off = tmp_path_factory.mktemp("cluster")
    (cut_off / "weights.bin").write_bytes(b"w" * 100)
    run_script(cut_off, LOGS + f"run.log_artifact({str(cut_off / 'weights.bin')!r})")
    end_waiting(offline_folder(cut_off))
    carried = home / "usb stick" / "run"
    carried.parent.mkdir()
    shutil.move(offline_folder(cut_off), carried)
    code, printed, told = sync(home, str(carried.parent), "--json")
    assert code == 0, told
    assert json.loads(printed)[0] == {"folder": str(carried), "delivered": True, "sequence": 3}
    assert server.files == {hashlib.sha256(b"w" * 100).hexdigest(): b"w" * 100}
    code, _, told = sync(home, str(home / "nothing"))
    assert (code, "holds no journal.frames" in told) == (2, True)


def test_sync_says_why_something_is_left(home: Path, server: ClientRoute) -> None:
    server.stop()
    run_script(home, LOGS)
    end_waiting(offline_folder(home))
    server.listen()
    server.refusal = "There is no project clinic."
    code, printed, told = sync(home)
    assert (code, printed) == (75, "")
    assert told.endswith(f"{offline_folder(home)}  left: There is no project clinic.\n")
    assert json.loads(sync(home, "--json")[1])[0]["reason"] == "There is no project clinic."


def test_sync_gives_a_run_whose_token_was_lost_a_new_one(home: Path, server: ClientRoute) -> None:
    run_script(home, LOGS + "run.log({'x': 1})")
    (folder,) = (home / "runs").glob("*/1")
    wait_until(lambda: (folder / "delivered").is_file())
    (folder / "delivered").unlink()
    code, printed, _ = sync(home)
    assert (code, printed) == (0, f"{folder}  delivered 3 events\n")
    assert server.requests[1]["run"] == folder.parent.name
    assert server.ingest.types() == ["started", "metrics", "finished"]


def test_sync_leaves_alone_what_its_own_process_delivers(home: Path, server: ClientRoute) -> None:
    server.stop()
    run_script(home, LOGS)
    folder = offline_folder(home)
    wait_until(lambda: (folder / "supervisor.lock").is_file())
    server.refusal = "Not yet."
    code, _, told = sync(home)
    assert (code, told.endswith(f"{folder}  left: its own process is delivering it\n")) == (75, True)


def test_the_next_program_brings_along_what_was_left(home: Path, server: ClientRoute) -> None:
    server.stop()
    run_script(home, LOGS + "run.log({'first': 1})")
    end_waiting(offline_folder(home))
    server.listen()
    run_script(home, "import assay\nassay.init()")
    wait_until(lambda: (offline_folder(home) / "delivered").is_file())
    assert offline_folder(home).name.endswith(next(each["run"] for each in server.requests if "run" in each))


def test_files_reach_a_server_elsewhere_in_pieces(home: Path, server: ClientRoute) -> None:
    code = """
import assay, pathlib
run = assay.init()
model = pathlib.Path("adapter"); model.mkdir(exist_ok=True)
(model / "config.json").write_text("{}")
(model / "weights.bin").write_bytes(bytes(9 * 1024 * 1024))
print(run.log_artifact(model, kind="adapter", metadata={"rank": 8}))
"""
    done = run_script(home, f"import os\nos.chdir({str(home)!r})" + code)
    digest = done.stdout.strip()
    wait_until(lambda: digest in server.files)
    wait_until(lambda: len(server.files) == 3)
    assert server.ended()["outcome"] == "completed"
    event = server.ingest.of_type("artifact")[0]
    assert (event["name"], event["kind"], event["files"], event["metadata"]) == ("adapter", "adapter", 2, {"rank": 8})
    manifest = json.loads(server.files[digest])
    assert [each["path"] for each in manifest["files"]] == ["config.json", "weights.bin"]
    assert sorted(server.pieces) == [0, 0, 0, 8 * 1024 * 1024]


def test_files_wait_for_a_server_that_takes_none(home: Path, server: ClientRoute) -> None:
    server.away_for_files = True
    (home / "a.txt").write_text("content")
    run_script(home, f"import assay\nassay.init().log_artifact({str(home / 'a.txt')!r})")
    assert server.ended()["outcome"] == "completed"
    assert server.files == {}
    server.away_for_files = False
    wait_until(lambda: list(server.files.values()) == [b"content"])


def test_a_file_that_is_not_there_is_named(home: Path, server: ClientRoute) -> None:
    done = run_script(home, "import assay\nassay.init().log_artifact('nowhere.bin')")
    assert "FileNotFoundError: There is no nowhere.bin to keep with the run." in done.stderr
