import json
import os
import subprocess
import sys
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from runners.tests.ingest_server import IngestServer
from runners.tests.journals import events_of
from runners.tests.supervised import ROOT, TOKEN, python, supervise, wait_until, write_launch

RUN = "k3m9x2p7q4w8za"

pytestmark = pytest.mark.usefixtures("end_what_stays")


class ClientRoute:
    """Registers runs as the server does, and hands ingest to an `IngestServer`."""

    def __init__(self) -> None:
        self.ingest = IngestServer()
        self.requests: list[dict] = []
        self.credentials: list[str | None] = []
        self.refusal: str | None = None
        owner = self

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def do_POST(self) -> None:
                if self.path == "/api/client/runs":
                    owner.register(self)
                else:
                    owner.ingest.answer(self)

            def log_message(self, format: str, *args: object) -> None:
                """Silence."""

        self.listener = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.listener.daemon_threads = True
        self.ingest._listener = self.listener
        self.url = f"http://127.0.0.1:{self.listener.server_address[1]}"
        Thread(target=self.listener.serve_forever, args=(0.02,), daemon=True).start()

    def register(self, request: BaseHTTPRequestHandler) -> None:
        self.requests.append(json.loads(request.rfile.read(int(request.headers["Content-Length"]))))
        self.credentials.append(request.headers["Authorization"])
        said = {"run": RUN, "attempt": 1, "token": TOKEN, "url": f"{self.url}/projects/p/runs/{RUN}"}
        body = json.dumps({"error": self.refusal} if self.refusal else said).encode()
        request.send_response(404 if self.refusal else 200)
        request.send_header("Content-Length", str(len(body)))
        request.end_headers()
        request.wfile.write(body)


@pytest.fixture
def server() -> Iterator[ClientRoute]:
    route = ClientRoute()
    yield route
    route.listener.shutdown()
    route.listener.server_close()


@pytest.fixture
def home(tmp_path: Path, server: ClientRoute) -> Path:
    (tmp_path / "server.json").write_text(json.dumps({"url": server.url}))
    (tmp_path / "credential").write_text("local-credential-1\n")
    return tmp_path


def run_script(home: Path, code: str, **environment: str) -> subprocess.CompletedProcess[str]:
    clean = {name: value for name, value in os.environ.items() if not name.startswith("ASSAY_")}
    return subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={**clean, "ASSAY_HOME": str(home), **environment},
        capture_output=True,
        text=True,
        check=False,
        timeout=20,
    )


def ended(server: ClientRoute) -> dict:
    wait_until(lambda: any(kind in ("finished", "failed") for kind in server.ingest.types()))
    return next(event for event in server.ingest.events if event["type"] in ("finished", "failed"))


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
    assert ended(server)["outcome"] == "completed"
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
    end = ended(server)
    assert (end["fault"], end["reason"]) == ("code", "ValueError: bad shape")
    assert "in train" in end["detail"]


def test_a_block_that_raises_fails_the_run_and_lets_the_error_through(home: Path, server: ClientRoute) -> None:
    done = run_script(home, "import assay\nwith assay.init() as run:\n    run.log({'a': 1})\n    raise MemoryError()")
    assert "MemoryError" in done.stderr
    assert ended(server)["fault"] == "memory"


def test_a_killed_script_loses_nothing_and_its_run_fails(home: Path, server: ClientRoute) -> None:
    code = (
        "import assay, os, signal\nrun = assay.init()\nfor i in range(1000): run.log({'a': i})\nos.kill(os.getpid(), 9)"
    )
    run_script(home, code)
    assert "without `run.finish()`" in ended(server)["reason"]
    assert server.ingest.types().count("metrics") == 1000


def test_a_cancelled_script_gets_sigterm_and_its_run_is_stopped(home: Path, server: ClientRoute) -> None:
    server.ingest.cancel = True
    done = run_script(home, "import assay, time\nassay.init()\ntime.sleep(15)")
    assert done.returncode == -15
    assert ended(server)["outcome"] == "stopped"


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
    assert ended(server)["outcome"] == "completed"
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
    assert ended(server)["reason"].startswith("TypeError")


def test_inside_a_run_of_assay_it_logs_there_and_adds_its_config(tmp_path: Path) -> None:
    server = IngestServer()
    code = "import assay\nrun = assay.init(config={'lr': 0.1})\nrun.log({'a': 1})\nrun.finish()"
    folder = write_launch(tmp_path / "1", server.start(), python(code))
    assert supervise(folder).wait(20) == 0
    assert [event["type"] for event in server.events if event["type"] != "resource"][-2:] == ["metrics", "finished"]
    assert server.of_type("started")[-1]["resolvedConfig"]["lr"] == 0.1
    server.stop()


def test_the_client_needs_the_standard_library_only() -> None:
    code = (
        "import sys, assay; print({name.partition('.')[0] for name in sys.modules} & {'pydantic', 'psutil', 'numpy'})"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"
