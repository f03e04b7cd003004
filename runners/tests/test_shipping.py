import json
import subprocess
import sys
import time
from pathlib import Path

from runners.tests.ingest_server import IngestServer
from runners.tests.journals import events_of
from runners.tests.supervised import ROOT, python, supervise, wait_until, write_launch
from runners.track.event_log import EventLog
from runners.track.journal import Journal

STEADY = """
import time, assay
run = assay.init()
for step in range({count}):
    run.log({{"train/loss": 1 / (step + 1)}}, step=step)
    time.sleep({pause})
"""


def steady(count: int, pause: float) -> list[str]:
    return python(STEADY.format(count=count, pause=pause))


def delivered_once_and_in_order(server: IngestServer, folder: Path) -> bool:
    written = events_of(folder)
    assert [event["sequence"] for event in written] == list(range(1, len(written) + 1))
    return [event["type"] for event in written] == server.types()


def test_a_server_that_comes_late_at_another_address_gets_everything(tmp_path: Path) -> None:
    server = IngestServer()
    folder = write_launch(tmp_path / "1", "http://127.0.0.1:9", steady(50, 0))
    supervisor = supervise(folder)
    wait_until(lambda: (folder / "journal.frames").exists() and "finished" in [e["type"] for e in events_of(folder)])
    (tmp_path / "server.json").write_text(json.dumps({"url": server.start()}))
    assert supervisor.wait(20) == 0
    assert delivered_once_and_in_order(server, folder)
    assert server.types().count("metrics") == 50
    server.stop()


def test_a_server_that_goes_and_returns_gets_everything_once(tmp_path: Path) -> None:
    server = IngestServer()
    folder = write_launch(tmp_path / "1", server.start(), steady(120, 0.01))
    supervisor = supervise(folder)
    wait_until(lambda: server.types().count("metrics") > 20)
    server.stop()
    time.sleep(0.5)
    server.start()
    assert supervisor.wait(20) == 0
    assert delivered_once_and_in_order(server, folder)
    server.stop()


def test_lost_answers_and_lost_halves_neither_lose_nor_double(tmp_path: Path) -> None:
    server = IngestServer()
    server.silent_posts = {2, 5, 9}
    server.forgetful_posts = {4, 7, 11, 12}
    folder = write_launch(tmp_path / "1", server.start(), steady(200, 0.008))
    assert supervise(folder).wait(20) == 0
    assert delivered_once_and_in_order(server, folder)
    assert server.posts > 12
    server.stop()


def test_something_else_at_the_address_is_not_taken_for_the_server(tmp_path: Path) -> None:
    other, server = IngestServer(), IngestServer()
    other.status = 404
    folder = write_launch(tmp_path / "1", other.start(), steady(5, 0))
    (tmp_path / "server.json").write_text(json.dumps({"url": server.start()}))
    assert supervise(folder).wait(20) == 0
    assert delivered_once_and_in_order(server, folder)
    for each in (other, server):
        each.stop()


def test_a_broken_address_in_the_file_is_waited_out(tmp_path: Path) -> None:
    server = IngestServer()
    (tmp_path / "server.json").write_text(json.dumps({"url": "http://127.0.0.1:none"}))
    folder = write_launch(tmp_path / "1", "http://127.0.0.1:9", steady(5, 0))
    supervisor = supervise(folder)
    wait_until(lambda: (folder / "journal.frames").exists() and "finished" in [e["type"] for e in events_of(folder)])
    (tmp_path / "server.json").write_text(json.dumps({"url": server.start()}))
    assert supervisor.wait(20) == 0
    assert delivered_once_and_in_order(server, folder)
    server.stop()


def test_an_event_reaches_an_idle_server_within_a_moment(tmp_path: Path) -> None:
    server = IngestServer()
    folder = write_launch(tmp_path / "1", server.start(), steady(8, 0.15))
    supervisor = supervise(folder)
    wait_until(lambda: "metrics" in server.types())
    assert supervisor.wait(20) == 0
    # Points 0.15 s apart travel one by one: none waits for the next.
    assert server.posts >= server.types().count("metrics")
    server.stop()


def test_ship_gives_up_after_its_patience_and_says_so(tmp_path: Path) -> None:
    folder = write_launch(tmp_path / "1", "http://127.0.0.1:9", ["true"])
    EventLog(Journal(folder, "k3m9x2p7q4w8za", 1)).line("never delivered")
    answer = subprocess.run(
        [sys.executable, "-m", "runners", "ship", str(folder), "--patience", "0.3"],
        cwd=ROOT,
        capture_output=True,
        check=False,
        timeout=20,
    )
    assert answer.returncode == 75
    assert json.loads(answer.stdout) == {"delivered": False, "sequence": 1}


def test_a_long_journal_is_shipped_in_batches(tmp_path: Path) -> None:
    server = IngestServer()
    folder = write_launch(tmp_path / "1", server.start(), ["true"])
    log = EventLog(Journal(folder, "k3m9x2p7q4w8za", 1))
    for number in range(60):
        log.line(f"{number} " + "x" * 200_000)
    answer = subprocess.run(
        [sys.executable, "-m", "runners", "ship", str(folder)], cwd=ROOT, capture_output=True, check=True, timeout=20
    )
    assert json.loads(answer.stdout) == {"delivered": True, "sequence": 60}
    assert 3 <= server.posts <= 8
    server.stop()
