import os
import threading
import time
from pathlib import Path

import pytest

from runners.tests.journals import events_of
from runners.track.event_log import EventLog
from runners.track.journal import Journal
from runners.track.log_level import guess_level
from runners.track.output_capture import OutputCapture


class Pipe:
    """A captured stream that a test writes to."""

    def __init__(self, folder: Path) -> None:
        read_end, self.write_end = os.pipe()
        events = EventLog(Journal(folder, "r1", 1))
        capture = OutputCapture(read_end, "stderr", events)
        self._folder = folder
        self._thread = threading.Thread(target=capture.run)
        self._thread.start()

    def write(self, data: bytes) -> None:
        while data:
            data = data[os.write(self.write_end, data) :]

    def texts(self) -> list[str]:
        os.close(self.write_end)
        self._thread.join(10)
        return [line["text"] for event in events_of(self._folder) for line in event["lines"]]


def test_every_line_of_a_flood_is_kept_in_order_and_few_events(tmp_path: Path) -> None:
    pipe = Pipe(tmp_path)
    pipe.write(b"".join(b"line %d\n" % number for number in range(50_000)))
    assert pipe.texts() == [f"line {number}" for number in range(50_000)]
    assert len(events_of(tmp_path)) < 200


def test_a_line_in_pieces_is_one_line_and_the_last_needs_no_newline(tmp_path: Path) -> None:
    pipe = Pipe(tmp_path)
    for piece in (
        b"one ",
        b"line\n",
        b"\n",
        "\N{HEAVY BLACK HEART}".encode()[:1],
        "\N{HEAVY BLACK HEART}".encode()[1:],
    ):
        pipe.write(piece)
        time.sleep(0.02)
    assert pipe.texts() == ["one line", "", "\N{HEAVY BLACK HEART}"]


def test_of_a_progress_bar_what_a_terminal_shows_is_kept(tmp_path: Path) -> None:
    pipe = Pipe(tmp_path)
    pipe.write(b"\r 1%\r 2%\r 3%\nnext\r\n")
    assert pipe.texts() == [" 3%", "next"]


def test_a_line_that_waits_for_its_end_is_shown_after_a_second(tmp_path: Path) -> None:
    pipe = Pipe(tmp_path)
    pipe.write(b"Password: ")
    time.sleep(1.4)
    assert [line["text"] for event in events_of(tmp_path) for line in event["lines"]] == ["Password: "]
    assert pipe.texts() == ["Password: "]


def test_ansi_codes_stay_and_bytes_that_are_no_text_are_marked(tmp_path: Path) -> None:
    pipe = Pipe(tmp_path)
    pipe.write(b"\x1b[31mred\x1b[0m\xff\n")
    assert pipe.texts() == ["\x1b[31mred\x1b[0m\N{REPLACEMENT CHARACTER}"]


def test_an_endless_line_is_cut_and_nothing_of_it_is_lost(tmp_path: Path) -> None:
    pipe = Pipe(tmp_path)
    pipe.write(b"x" * 100_000 + b"\n")
    texts = pipe.texts()
    assert max(map(len, texts)) == 32 * 1024
    assert sum(map(len, texts)) == 100_000


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("2026-01-01 ERROR something", "error"),
        ("Traceback (most recent call last):", "error"),
        ("torch.OutOfMemoryError: CUDA out of memory", "error"),
        ("\x1b[31mValueError: x\x1b[0m", "error"),
        ("/x.py:3: UserWarning: y", "warning"),
        ("WARNING:root:z", "warning"),
        ("[DEBUG] a", "debug"),
        ("train: 100%|████| 3/3 [00:01<00:00]", "info"),
        ("no errors were found", "info"),
    ],
)
def test_the_level_of_a_line(line: str, level: str) -> None:
    assert guess_level(line) == level
