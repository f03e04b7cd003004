import json
import math
import os
import resource
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from runners.contract.frame import encode_frame
from runners.tests.journals import events_of
from runners.track.event_log import EventLog
from runners.track.journal import Journal

ROOT = Path(__file__).parent.parent.parent


def open_log(folder: Path) -> EventLog:
    return EventLog(Journal(folder, "r1", 1))


def sequences(folder: Path) -> list[int]:
    return [event["sequence"] for event in events_of(folder)]


def test_points_keep_their_bits(tmp_path: Path) -> None:
    open_log(tmp_path).point("metrics", {"train/loss": math.nan, "train/tokens": math.inf}, 3)
    (event,) = events_of(tmp_path)
    step, _, loss, tokens = (column[0] for column in event["columns"])
    assert (step, tokens) == (3, math.inf)
    assert math.isnan(loss)


def test_text_that_no_database_stores_is_replaced_and_other_text_is_not(tmp_path: Path) -> None:
    open_log(tmp_path).line("nul \0, surrogate \ud800, backslash \\u0000, heart ♥")
    (event,) = events_of(tmp_path)
    assert event["lines"][0]["text"] == "nul \N{REPLACEMENT CHARACTER}, surrogate ?, backslash \\u0000, heart ♥"


def test_writers_in_threads_forks_and_processes_share_one_sequence(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    program = (
        "import sys; from pathlib import Path; from runners.track.journal import Journal;"
        "from runners.track.event_log import EventLog; log = EventLog(Journal(Path(sys.argv[1]), 'r1', 1));"
        "[log.point('metrics', {'process': i}, i) for i in range(500)]"
    )
    process = subprocess.Popen([sys.executable, "-c", program, str(tmp_path)], cwd=ROOT)
    child = os.fork()
    if child == 0:
        for step in range(500):
            log.point("metrics", {"fork": step}, step)
        os._exit(0)
    threads = [
        threading.Thread(target=lambda key=key: [log.point("metrics", {key: i}, i) for i in range(500)])
        for key in ("one", "two")
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert process.wait() == 0
    assert os.waitpid(child, 0)[1] == 0
    events = events_of(tmp_path)
    assert [event["sequence"] for event in events] == list(range(1, 2001))
    for key in ("process", "fork", "one", "two"):
        steps = [event["columns"][0][0] for event in events if event["keys"] == [key]]
        assert steps == list(range(500))


def test_a_torn_tail_is_cut_by_the_next_writer(tmp_path: Path) -> None:
    open_log(tmp_path).line("first")
    with (tmp_path / "journal.frames").open("ab") as file:
        file.write(encode_frame(b'{"run":"r1","attempt":1,"sequence":2,"type":"log"}')[:-3])
    log = open_log(tmp_path)
    log.line("second")
    assert sequences(tmp_path) == [1, 2]
    assert events_of(tmp_path)[1]["lines"][0]["text"] == "second"


def test_a_whole_frame_whose_writer_died_before_the_head_counts(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    log.line("first")
    with (tmp_path / "journal.frames").open("ab") as file:
        file.write(encode_frame(b'{"run":"r1","attempt":1,"sequence":2,"time":1.0,"type":"finished"}'))
    log.line("third")
    assert sequences(tmp_path) == [1, 2, 3]
    assert log.journal.head.settled


def test_a_head_from_another_boot_is_built_anew(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    for number in range(5):
        log.line(str(number))
    head = tmp_path / "journal.head"
    lying = bytearray(head.read_bytes())
    lying[8:44] = b"another-boot".ljust(36)
    lying[48:64] = (99).to_bytes(8, "little") + (12).to_bytes(8, "little")
    # It also says that the end was written, which the file does not hold.
    lying[80] = 1
    head.write_bytes(lying)
    open_log(tmp_path).finished("stopped", 1.0, None, None, None)
    assert sequences(tmp_path) == [1, 2, 3, 4, 5, 6]
    assert events_of(tmp_path)[-1]["type"] == "finished"


def test_a_lost_head_is_built_anew(tmp_path: Path) -> None:
    open_log(tmp_path).line("one")
    (tmp_path / "journal.head").unlink()
    open_log(tmp_path).line("two")
    assert sequences(tmp_path) == [1, 2]


def test_only_the_first_end_is_recorded(tmp_path: Path) -> None:
    for _ in range(2):
        open_log(tmp_path).finished("completed", 1.0, None, None, None)
    assert [event["type"] for event in events_of(tmp_path)] == ["finished"]


def test_a_call_from_a_signal_handler_in_the_middle_of_a_call_is_kept(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    signal.signal(signal.SIGALRM, lambda number, frame: log.point("metrics", {"handler": 1}, 0))
    signal.setitimer(signal.ITIMER_REAL, 0.001, 0.001)
    for step in range(5000):
        log.point("metrics", {"main": step}, step)
    signal.setitimer(signal.ITIMER_REAL, 0)
    events = events_of(tmp_path)
    assert [event["sequence"] for event in events] == list(range(1, len(events) + 1))
    assert [event["columns"][0][0] for event in events if event["keys"] == ["main"]] == list(range(5000))
    assert any(event["keys"] == ["handler"] for event in events)


def test_a_full_disk_stops_nothing_and_the_loss_is_told(tmp_path: Path) -> None:
    child = os.fork()
    if child == 0:
        log = open_log(tmp_path)
        soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
        resource.setrlimit(resource.RLIMIT_FSIZE, (4096, hard))
        for step in range(100):
            log.point("metrics", {"loss": step}, step)
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
        log.point("metrics", {"loss": 100}, 100)
        os._exit(0)
    assert os.waitpid(child, 0)[1] == 0
    events = events_of(tmp_path)
    kept = [event for event in events if event["type"] == "metrics"]
    (told,) = [event["lines"][0] for event in events if event["type"] == "log"]
    assert 0 < len(kept) < 100
    assert kept[-1]["columns"][0][0] == 100
    assert told["level"] == "error"
    assert f"did not take {101 - len(kept)} logging calls" in told["text"]
    assert [event["sequence"] for event in events] == list(range(1, len(events) + 1))


@pytest.mark.parametrize("moment", [0.05, 0.11, 0.17])
def test_no_returned_call_is_lost_by_kill_9(tmp_path: Path, moment: float) -> None:
    program = (
        "import os, sys; from pathlib import Path; from runners.track.journal import Journal;"
        "from runners.track.event_log import EventLog; log = EventLog(Journal(Path(sys.argv[1]), 'r1', 1));\n"
        "for step in range(10**9):\n"
        "    log.point('metrics', {'loss': step}, step)\n"
        "    os.write(1, b'%d\\n' % step)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", program, str(tmp_path)], cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout is not None
    process.stdout.readline()
    threading.Timer(moment, process.kill).start()
    returned = [line for line in process.stdout if line.endswith("\n")]
    process.wait()
    open_log(tmp_path).line("a new writer cuts what is torn")
    steps = [event["columns"][0][0] for event in events_of(tmp_path) if event["type"] == "metrics"]
    assert steps == list(range(len(steps)))
    assert len(steps) >= int(returned[-1]) + 1


def test_an_event_larger_than_a_frame_is_refused_and_later_ones_are_not(tmp_path: Path) -> None:
    log = open_log(tmp_path)
    with pytest.raises(ValueError, match="over the"):
        log.line("x" * (65 * 1024 * 1024))
    log.line("small")
    assert sequences(tmp_path) == [1]
    assert json.loads(json.dumps(events_of(tmp_path)))[0]["lines"][0]["text"] == "small"
