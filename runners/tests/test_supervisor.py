import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from runners.tests.ingest_server import IngestServer
from runners.tests.journals import events_of
from runners.tests.supervised import ROOT, TOKEN, is_running, python, supervise, wait_until, write_launch

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


def test_a_later_supervisor_of_an_ended_attempt_only_delivers(tmp_path: Path, server: IngestServer) -> None:
    server.stop()
    folder = attempt(tmp_path, server, python("print('once')"))
    first = supervise(folder)
    wait_until(lambda: (folder / "supervisor.log").exists() and "Ended" in (folder / "supervisor.log").read_text())
    first.terminate()
    assert first.wait(20) == 75
    server.start()
    assert supervise(folder).wait(20) == 0
    assert server.lines().count("once") == 1
    assert server.types().count("finished") == 1
