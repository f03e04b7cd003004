import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from runners.tests.ingest_server import IngestServer
from runners.tests.journals import events_of
from runners.tests.supervised import ROOT, TOKEN, is_running, python, supervise, wait_until, write_launch
from runners.track.delivery import SILENCE_SECONDS

SLEEP = "import time\nprint('ready', flush=True)\ntime.sleep(60)"
DEAF = f"import signal\nsignal.signal(signal.SIGTERM, signal.SIG_IGN)\n{SLEEP}"


@pytest.fixture
def server() -> Iterator[IngestServer]:
    server = IngestServer()
    server.start()
    yield server
    server.stop()


def attempt(tmp_path: Path, server: IngestServer, program: list[str], **changes: object) -> Path:
    return write_launch(tmp_path / "run" / "1", f"http://127.0.0.1:{server.port}", program, **changes)


def ready(server: IngestServer) -> None:
    wait_until(lambda: "ready" in server.lines())


def stage_pid(server: IngestServer) -> int:
    return server.of_type("started")[0]["pid"]


def test_a_program_that_ends_well_is_finished_and_all_of_it_arrives(tmp_path: Path, server: IngestServer) -> None:
    code = "import sys\nprint('out')\nprint('WARNING: err', file=sys.stderr)\nprint('no newline', end='')"
    folder = attempt(tmp_path, server, python(code))
    assert supervise(folder).wait(20) == 0
    assert server.events == [{key: v for key, v in each.items() if key != "columns"} for each in events_of(folder)]
    (end,) = server.of_type("finished")
    assert end["outcome"] == "completed"
    assert end["peakMemoryBytes"] > 0
    assert {"out", "WARNING: err", "no newline"} <= set(server.lines())
    (warning,) = [line for each in server.of_type("log") for line in each["lines"] if line["level"] == "warning"]
    assert warning["stream"] == "stderr"
    assert server.of_type("resource")[0]["keys"] == ["system/cpu_percent", "system/memory_bytes"]


def test_exit_code_and_last_lines_stand_in_the_failure(tmp_path: Path, server: IngestServer) -> None:
    folder = attempt(tmp_path, server, python("import sys\nprint('what went wrong')\nsys.exit(7)"))
    assert supervise(folder).wait(20) == 0
    (end,) = server.of_type("failed")
    assert (end["fault"], end["reason"]) == ("code", "The program ended with exit code 7.")
    assert end["detail"] == "what went wrong"


def test_a_config_error_names_field_and_fault(tmp_path: Path, server: IngestServer) -> None:
    folder = attempt(tmp_path, server, [], config={"arguments": ["x"], "folder": "not/absolute"})
    assert supervise(folder).wait(20) == 0
    (end,) = server.of_type("failed")
    assert (end["fault"], end["field"]) == ("config", "folder")
    assert "started" not in server.types()


def test_sigterm_to_the_supervisor_stops_the_stage(tmp_path: Path, server: IngestServer) -> None:
    supervisor = supervise(attempt(tmp_path, server, python(SLEEP)))
    ready(server)
    supervisor.terminate()
    assert supervisor.wait(20) == 0
    assert server.of_type("finished")[0]["outcome"] == "stopped"
    assert not is_running(stage_pid(server))


def test_a_stage_that_ignores_the_cancelling_is_killed_after_the_grace(tmp_path: Path, server: IngestServer) -> None:
    supervisor = supervise(attempt(tmp_path, server, python(DEAF), cancelGraceSeconds=0.3))
    ready(server)
    server.cancel = True
    assert supervisor.wait(20) == 0
    assert server.of_type("finished")[0]["outcome"] == "stopped"
    assert any(line.startswith("Killed after 0.3 s") for line in server.lines())


def test_a_superseded_attempt_stops_and_still_delivers(tmp_path: Path, server: IngestServer) -> None:
    supervisor = supervise(attempt(tmp_path, server, python(SLEEP)))
    ready(server)
    server.status = 410
    assert supervisor.wait(20) == 0
    assert server.types()[-1] == "finished"


def test_a_stage_killed_from_outside_failed_by_the_machine(tmp_path: Path, server: IngestServer) -> None:
    supervisor = supervise(attempt(tmp_path, server, python(SLEEP)))
    ready(server)
    os.kill(stage_pid(server), signal.SIGKILL)
    assert supervisor.wait(20) == 0
    (end,) = server.of_type("failed")
    assert end["fault"] == "machine"
    assert "SIGKILL" in end["reason"]


def test_a_crash_in_native_code_is_called_one(tmp_path: Path, server: IngestServer) -> None:
    folder = attempt(tmp_path, server, python("import os, signal\nos.kill(os.getpid(), signal.SIGSEGV)"))
    assert supervise(folder).wait(20) == 0
    (end,) = server.of_type("failed")
    assert "SIGSEGV" in end["reason"]


def test_nothing_outlives_a_killed_supervisor_and_ship_delivers_the_rest(tmp_path: Path, server: IngestServer) -> None:
    code = f"import subprocess, sys\nprint(subprocess.Popen([sys.executable, '-c', {DEAF!r}]).pid, flush=True)\n{DEAF}"
    folder = attempt(tmp_path, server, python(code))
    supervisor = supervise(folder)
    wait_until(lambda: server.lines().count("ready") == 2)
    grandchild = int(next(line for line in server.lines() if line.isdigit()))
    supervisor.kill()
    supervisor.wait()
    wait_until(lambda: not is_running(stage_pid(server)) and not is_running(grandchild))
    answer = subprocess.run(
        [sys.executable, "-m", "runners", "ship", str(folder)], cwd=ROOT, capture_output=True, check=True, timeout=20
    )
    said = json.loads(answer.stdout)
    assert said == {"delivered": True, "sequence": len(events_of(folder))}
    assert [event["sequence"] for event in server.events] == list(range(1, said["sequence"] + 1))


def test_a_second_supervisor_of_an_attempt_leaves_at_once(tmp_path: Path, server: IngestServer) -> None:
    folder = attempt(tmp_path, server, python(SLEEP))
    first = supervise(folder)
    ready(server)
    assert supervise(folder).wait(20) == 0
    first.terminate()
    first.wait(20)
    assert server.types().count("started") == 1


def test_secrets_are_masked_and_tokens_travel_in_the_header(tmp_path: Path, server: IngestServer) -> None:
    code = "import os\nprint(os.environ['HUB_TOKEN'], open('../launch.json').read())"
    folder = attempt(tmp_path, server, python(code))
    assert supervise(folder, HUB_TOKEN="hub-secret-value").wait(20) == 0
    text = "\n".join(server.lines())
    assert "hub-secret-value" not in text
    assert TOKEN not in text
    assert text.count("••••••") == 2
    assert server.tokens == {f"Bearer {TOKEN}"}


def ended(folder: Path) -> None:
    log = folder / "supervisor.log"
    wait_until(lambda: log.exists() and "Ended" in log.read_text())


def guards(supervisor: int) -> list[int]:
    found = []
    for status in Path("/proc").glob("[0-9]*/stat"):
        with suppress(OSError):
            parent = int(status.read_text().rpartition(")")[2].split()[1])
            if parent == supervisor and b"assay-guard" in (status.parent / "cmdline").read_bytes():
                found.append(int(status.parent.name))
    return found


def test_a_stage_killed_together_with_its_guard_still_has_its_end(tmp_path: Path, server: IngestServer) -> None:
    supervisor = supervise(attempt(tmp_path, server, python(SLEEP)))
    ready(server)
    (guard,) = guards(supervisor.pid)
    os.kill(guard, signal.SIGKILL)
    os.kill(stage_pid(server), signal.SIGKILL)
    assert supervisor.wait(20) == 0
    (end,) = server.of_type("failed")
    assert (end["fault"], "SIGKILL" in end["reason"]) == ("machine", True)


def test_sigterm_without_a_server_stops_the_stage_and_leaves_the_rest(tmp_path: Path, server: IngestServer) -> None:
    folder = attempt(tmp_path, server, python(SLEEP))
    supervisor = supervise(folder)
    ready(server)
    server.stop()
    for pid in (stage_pid(server), supervisor.pid, supervisor.pid):
        os.kill(pid, signal.SIGTERM)
    asked = time.monotonic()
    assert supervisor.wait(30) == 75
    assert time.monotonic() - asked < SILENCE_SECONDS + 5
    assert not is_running(stage_pid(server))
    assert [event["outcome"] for event in events_of(folder) if event["type"] == "finished"] == ["stopped"]


def test_sigterm_while_the_stage_starts_ends_it_at_once(tmp_path: Path, server: IngestServer) -> None:
    slow = tmp_path / "slow"
    slow.mkdir()
    (slow / "sitecustomize.py").write_text(
        "import os, time\nif 'ASSAY_SUPERVISOR' in os.environ:\n    open('started', 'w')\n    time.sleep(60)\n"
    )
    folder = attempt(tmp_path, server, python(SLEEP), cancelGraceSeconds=50)
    supervisor = supervise(folder, PYTHONPATH=str(slow))
    wait_until(lambda: (folder / "work" / "started").exists())
    supervisor.terminate()
    assert supervisor.wait(20) == 0
    assert server.types()[-1] == "finished"


def test_a_full_disk_does_not_end_the_supervisor(tmp_path: Path, server: IngestServer) -> None:
    folder = attempt(tmp_path, server, python("import time\ntime.sleep(1.5)"))
    for name in ("supervisor.log", "usage.json.new"):
        (folder / name).symlink_to("/dev/full")
    assert supervise(folder).wait(20) == 0
    assert server.of_type("finished")[0]["outcome"] == "completed"


def test_a_later_supervisor_of_an_ended_attempt_only_delivers(tmp_path: Path, server: IngestServer) -> None:
    server.stop()
    folder = attempt(tmp_path, server, python("print('once')"))
    first = supervise(folder)
    ended(folder)
    first.terminate()
    assert first.wait(30) == 75
    server.start()
    assert supervise(folder).wait(20) == 0
    assert server.lines().count("once") == 1
    assert server.types().count("finished") == 1
