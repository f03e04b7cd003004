import os
import signal
import threading
from io import StringIO
from pathlib import Path

import pytest

from assay.output_tee import OutputTee
from runners.tests.client_route import ClientRoute, run_script
from runners.tests.journals import events_of
from runners.track.event_log import EventLog
from runners.track.journal import Journal


@pytest.fixture
def events(tmp_path: Path) -> EventLog:
    return EventLog(Journal(tmp_path, "k3m9x2p7q4w8za", 1), ["a-long-secret"])


def kept(folder: Path) -> list[str]:
    return [line["text"] for event in events_of(folder) for line in event["lines"]]


def test_whole_lines_are_kept_and_everything_goes_where_it_went(events: EventLog, tmp_path: Path) -> None:
    behind = StringIO()
    tee = OutputTee(behind, "stdout", events)
    print("one\ntwo", "three", file=tee)
    tee.write("no end")
    assert kept(tmp_path) == ["one", "two three"]
    tee.keep_rest()
    tee.keep_rest()
    assert kept(tmp_path)[2:] == ["no end"]
    assert behind.getvalue() == "one\ntwo three\nno end"
    assert tee.getvalue() == behind.getvalue()


def test_a_progress_bar_is_kept_once_a_second(
    events: EventLog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr("assay.output_tee.time.monotonic", lambda: clock[0])
    tee = OutputTee(StringIO(), "stderr", events)
    for percent in range(30):
        clock[0] = percent / 10
        tee.write(f"\r{percent} %")
    tee.write("\r100 %\n")
    assert kept(tmp_path) == ["10 %", "20 %", "100 %"]


def test_secrets_are_masked_and_long_lines_cut_into_pieces(events: EventLog, tmp_path: Path) -> None:
    tee = OutputTee(StringIO(), "stdout", events)
    tee.write("token a-long-secret\n")
    tee.write("x" * 40_000 + "\n")
    assert "a-long-secret" not in kept(tmp_path)[0]
    assert [len(each) for each in kept(tmp_path)[1:]] == [32_768, 7_232]


def test_a_child_forked_while_a_line_was_written_can_print(events: EventLog, tmp_path: Path) -> None:
    tee = OutputTee(StringIO(), "stdout", events)
    held, done = threading.Event(), threading.Event()

    def hold() -> None:
        with tee._lock:
            held.set()
            done.wait(30)

    thread = threading.Thread(target=hold)
    thread.start()
    held.wait(5)
    child = os.fork()
    if child == 0:
        signal.alarm(5)
        tee.write("from the child\n")
        os._exit(0)
    done.set()
    thread.join()
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert kept(tmp_path) == ["from the child"]


@pytest.mark.usefixtures("end_what_stays")
def test_what_a_script_prints_stands_in_its_log_with_the_traceback(home: Path, server: ClientRoute) -> None:
    code = """
import assay, sys
run = assay.init()
print("step 1")
print("careful", file=sys.stderr)
raise ValueError("bad shape")
"""
    done = run_script(home, code)
    assert done.stdout == "step 1\n"
    assert server.ended()["reason"] == "ValueError: bad shape"
    lines = [line for event in server.ingest.of_type("log") for line in event["lines"]]
    told = [(line["stream"], line["level"], line["text"]) for line in lines]
    assert told[:2] == [("stdout", "info", "step 1"), ("stderr", "info", "careful")]
    assert ("stderr", "error", "ValueError: bad shape") in told


@pytest.mark.usefixtures("end_what_stays")
def test_output_is_left_alone_where_that_is_wanted(home: Path, server: ClientRoute) -> None:
    run_script(home, "import assay\nassay.init(output=False)\nprint('step 1')")
    assert server.ended()["outcome"] == "completed"
    assert server.ingest.of_type("log") == []
