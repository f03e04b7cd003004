import subprocess
import sys
from pathlib import Path

import pytest

from runners.tests.client_route import RUN, ClientRoute, run_script
from runners.tests.ingest_server import IngestServer
from runners.tests.journals import events_of
from runners.tests.supervised import ROOT, python, supervise, write_launch

pytestmark = pytest.mark.usefixtures("end_what_stays")


def test_a_script_registers_logs_and_ends_with_the_interpreter(home: Path, server: ClientRoute) -> None:
    code = """
import assay, math, pathlib
run = assay.init(project="clinic", name="mine", config={"lr": 2e-4, "data": pathlib.Path("/x"), "bad": math.nan})
for step in range(100):
    run.log({"train/loss": 1 / (step + 1)})
run.log({"validation/loss": math.nan}, step=99)
run.log_text("half way", level="warning")
print(run.url)
"""
    done = run_script(home, code)
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == f"{server.url}/projects/p/runs/{RUN}"
    assert server.ended()["outcome"] == "completed"
    config = {"lr": 2e-4, "data": "/x", "bad": "nan"}
    asked = {"project": "clinic", "name": "mine", "config": config, "tags": [], "stage": "command"}
    assert server.requests == [asked]
    assert server.credentials == ["Bearer local-credential-1"]
    assert server.ingest.of_type("started")[0]["resolvedConfig"] == config
    points = [each for each in events_of(home / "runs" / RUN / "1") if each["type"] == "metrics"]
    assert [each["columns"][0][0] for each in points] == [*range(100), 99]
    assert server.ingest.types().count("metrics") == 101
    assert "half way" in server.ingest.lines()


def test_an_uncaught_exception_fails_the_run_with_its_stack(home: Path, server: ClientRoute) -> None:
    done = run_script(home, "import assay\nassay.init()\ndef train():\n    raise ValueError('bad shape')\ntrain()")
    assert done.returncode == 1
    end = server.ended()
    assert (end["fault"], end["reason"]) == ("code", "ValueError: bad shape")
    assert "in train" in end["detail"]


def test_a_block_that_raises_fails_the_run_and_lets_the_error_through(home: Path, server: ClientRoute) -> None:
    done = run_script(home, "import assay\nwith assay.init() as run:\n    run.log({'a': 1})\n    raise MemoryError()")
    assert "MemoryError" in done.stderr
    assert server.ended()["fault"] == "memory"


def test_a_killed_script_loses_nothing_and_its_run_fails(home: Path, server: ClientRoute) -> None:
    code = (
        "import assay, os, signal\nrun = assay.init()\nfor i in range(1000): run.log({'a': i})\nos.kill(os.getpid(), 9)"
    )
    run_script(home, code)
    assert "without `run.finish()`" in server.ended()["reason"]
    assert server.ingest.types().count("metrics") == 1000


def test_a_cancelled_script_gets_sigterm_and_its_run_is_stopped(home: Path, server: ClientRoute) -> None:
    server.ingest.cancel = True
    done = run_script(home, "import assay, time\nassay.init()\ntime.sleep(15)")
    assert done.returncode == -15
    assert server.ended()["outcome"] == "stopped"


def test_children_and_later_runs_of_a_script(home: Path, server: ClientRoute) -> None:
    code = """
import assay, multiprocessing, os
run = assay.init(name="first")
def work():
    assay.init().log({"child": 1}, step=0)
child = multiprocessing.get_context("fork").Process(target=work)
child.start(); child.join()
run.finish()
run.finish()
assert "ASSAY_ATTEMPT_FOLDER" not in os.environ
"""
    assert run_script(home, code).returncode == 0
    assert server.ended()["outcome"] == "completed"
    assert len(server.requests) == 1
    assert server.ingest.of_type("metrics")[0]["keys"] == ["child"]


def test_without_a_server_the_journal_is_kept_and_where_it_lies_is_said(tmp_path: Path) -> None:
    done = run_script(tmp_path, "import assay\nrun = assay.init(name='night run', config={'a': 1})\nrun.log({'x': 2})")
    assert done.returncode == 0
    (folder,) = (tmp_path / "offline").iterdir()
    assert f"the run is kept in {folder} and delivered when a server answers" in done.stderr
    assert "`assay sync`" in done.stderr
    assert [event["type"] for event in events_of(folder)] == ["started", "metrics", "finished"]


def test_a_refusal_is_told_at_once(home: Path, server: ClientRoute) -> None:
    server.refusal = "There is no project “clinik”."
    done = run_script(home, "import assay\nassay.init(project='clinik')")
    assert "assay.Refused: There is no project “clinik”." in done.stderr


def test_a_value_that_is_no_number_is_named(home: Path, server: ClientRoute) -> None:
    done = run_script(home, "import assay\nassay.init().log({'good': 1, 'note': 'text', 'none': None})")
    assert "TypeError: A step and its values are numbers, not str for note, NoneType for none." in done.stderr
    assert server.ended()["reason"].startswith("TypeError")


def test_inside_a_run_of_assay_it_logs_there_and_adds_its_config(tmp_path: Path) -> None:
    server = IngestServer()
    code = "import assay\nrun = assay.init(config={'lr': 0.1})\nrun.log({'a': 1})\nrun.finish()"
    folder = write_launch(tmp_path / "1", server.start(), python(code))
    assert supervise(folder).wait(20) == 0
    assert [event["type"] for event in server.events if event["type"] != "resource"][-2:] == ["metrics", "finished"]
    assert server.of_type("started")[-1]["resolvedConfig"]["lr"] == 0.1
    server.stop()


def test_a_program_on_the_second_gpu_names_the_one_that_it_sees(tmp_path: Path) -> None:
    server = IngestServer()
    # What torch answers where CUDA_VISIBLE_DEVICES leaves one device: that one is number 0, and there is no other.
    code = """
import os, sys, types
def properties(device):
    if device != "cuda:0":
        raise AssertionError(f"Invalid device id {device}")
    return types.SimpleNamespace(name="second of two", total_memory=7)
cuda = types.SimpleNamespace(is_available=lambda: True, get_device_properties=properties)
sys.modules["torch"] = types.SimpleNamespace(cuda=cuda, version=types.SimpleNamespace(cuda="13.0"))
import assay
assay.init(config={"lr": 0.1})
print("sees", os.environ["CUDA_VISIBLE_DEVICES"])
"""
    folder = write_launch(tmp_path / "1", server.start(), python(code), device="cuda:1")
    assert supervise(folder).wait(20) == 0
    assert "sees 1" in server.lines()
    assert server.of_type("started")[-1]["devices"][-1] == {"kind": "cuda", "name": "second of two", "memoryBytes": 7}
    assert server.of_type("finished")[0]["outcome"] == "completed"
    server.stop()


def test_secrets_of_a_run_are_masked_in_what_its_program_logs(tmp_path: Path) -> None:
    server = IngestServer()
    code = "import assay, os\nassay.init().log_text('opened with ' + os.environ['REGISTRY'])"
    config = {"arguments": python(code), "secrets": ["REGISTRY"]}
    folder = write_launch(tmp_path / "1", server.start(), [], config=config)
    (folder / "secrets.json").write_text('{"REGISTRY": "hunter2-hunter2"}')
    assert supervise(folder).wait(20) == 0
    assert "opened with ••••••" in server.lines()
    server.stop()


def test_secrets_are_masked_in_the_failure_of_a_stage(tmp_path: Path) -> None:
    server = IngestServer()
    config = {"arguments": ["hunter2-hunter2/missing"], "secrets": ["REGISTRY"]}
    folder = write_launch(tmp_path / "1", server.start(), [], config=config)
    (folder / "secrets.json").write_text('{"REGISTRY": "hunter2-hunter2"}')
    assert supervise(folder).wait(20) == 0
    assert server.of_type("failed")[0]["reason"].startswith("••••••/missing cannot be started")
    server.stop()


def test_the_client_needs_the_standard_library_only() -> None:
    code = (
        "import sys, assay; print({name.partition('.')[0] for name in sys.modules} & {'pydantic', 'psutil', 'numpy'})"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
