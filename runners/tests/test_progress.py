import sys
from io import StringIO

import pytest

from assay.progress_text import progress_text
from assay.study_lines import lines_of_runs
from assay.study_progress import StudyProgress
from assay.transfer_progress import TransferProgress

PROGRESS = {"phase": "training", "done": 3, "total": 10, "unit": "steps", "ratePerSecond": 0.83, "secondsLeft": 125.4}
RUN = {"id": "r1", "name": "sft", "state": "running", "progress": PROGRESS, "startedAt": None}


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> list[float]:
    now = [0.0]
    monkeypatch.setattr("time.monotonic", lambda: now[0])
    return now


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "training 3 of 10 steps, 0.83 steps/s, 2 min 05 s left"),
        ({"progress": {**PROGRESS, "ratePerSecond": 1234.5}}, "training 3 of 10 steps, 1234 steps/s, 2 min 05 s left"),
        ({"progress": {**PROGRESS, "total": None, "secondsLeft": None}}, "training 3 steps, 0.83 steps/s"),
        ({"progress": {**PROGRESS, "total": None, "done": 0}}, "training"),
        ({"progress": None}, "running"),
        ({"state": "waiting", "waitingFor": "sft r16"}, "sft r16"),
        ({"state": "failed", "failure": {"reason": "Out of memory."}}, "failed: Out of memory."),
    ],
)
def test_progress_says_what_can_be_said(changes: dict, text: str) -> None:
    assert progress_text({**RUN, **changes}) == text


def test_elsewhere_a_count_is_said_again_after_ten_seconds(
    capsys: pytest.CaptureFixture[str], clock: list[float]
) -> None:
    progress = StudyProgress()
    progress.show(lines_of_runs({"runs": [RUN, {**RUN, "id": "r2", "state": "waiting", "waitingFor": "sft"}]}))
    progress.show(lines_of_runs({"runs": [{**RUN, "progress": {**PROGRESS, "done": 4}}]}))
    clock[0] = 11
    progress.show(lines_of_runs({"runs": [{**RUN, "progress": {**PROGRESS, "done": 5}}]}))
    told = capsys.readouterr().err.splitlines()
    assert [line.split()[1:3] for line in told] == [["training", "3"], ["training", "5"]]


def test_a_transfer_says_share_rate_and_time_left(monkeypatch: pytest.MonkeyPatch, clock: list[float]) -> None:
    screen = Terminal()
    monkeypatch.setattr(sys, "stderr", screen)
    progress = TransferProgress(4 * 1024 * 1024)
    clock[0] = 2
    progress.add(1024 * 1024)
    assert screen.getvalue().endswith("1.0 MiB of 4.0 MiB (25 %), 512.0 KiB/s, 6 s left")
    progress.end()
    assert screen.getvalue().endswith("\n")


def test_a_quick_transfer_says_nothing_where_nobody_looks(
    capsys: pytest.CaptureFixture[str], clock: list[float]
) -> None:
    progress = TransferProgress(10)
    progress.add(10)
    progress.end()
    assert capsys.readouterr().err == ""
