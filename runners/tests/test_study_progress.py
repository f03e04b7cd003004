"""How the steps of a study are shown, on a terminal and elsewhere."""

from typing import Any

import pytest

from assay.printing import format_duration
from assay.study_lines import lines_of_nodes, lines_of_runs
from assay.study_progress import StudyProgress

PROGRESS = {"phase": "training", "done": 3, "total": 6, "unit": "steps", "ratePerSecond": None, "secondsLeft": None}


def run(state: str, **more: Any) -> dict[str, Any]:
    return {"id": "r1", "name": "Fine-tune", "state": state, "startedAt": None, "endedAt": None, **more}


def node(state: str, **more: Any) -> dict[str, Any]:
    said = {"why": None, "headline": None, "verdict": None, "startedAt": None, "endedAt": None}
    return {"key": "sft", "title": "Fine-tune on notes", "state": state, "made": [], **said, **more}


def test_on_a_terminal_lines_are_drawn_over_and_never_wrap(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    monkeypatch.setenv("COLUMNS", "40")
    shown = StudyProgress()
    shown.show(lines_of_runs({"runs": [run("queued"), run("waiting", waitingFor="a run of a very long name")]}))
    first = capsys.readouterr().err
    assert "\x1b[2A" not in first
    assert [len(line) for line in first.replace("\x1b[2K", "").splitlines()] == [37, 39]
    shown.show(lines_of_runs({"runs": [run("finished"), run("queued")]}))
    assert capsys.readouterr().err.startswith("\x1b[2A\x1b[2KFine-tune")


def test_elsewhere_a_line_is_written_when_its_phase_changes(capsys: pytest.CaptureFixture[str]) -> None:
    shown = StudyProgress()
    training = run("running", progress=PROGRESS)
    for done in (3, 4):
        shown.show(lines_of_runs({"runs": [{**training, "progress": {**PROGRESS, "done": done}}]}))
    shown.show(lines_of_runs({"runs": [run("finished")]}))
    said = capsys.readouterr().err.splitlines()
    assert [line.split(maxsplit=1)[1] for line in said] == ["training 3 of 6 steps", "finished"]


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.4, "0 s"), (59.4, "59 s"), (59.6, "1 min 00 s"), (899.7, "15 min 00 s"), (3_599.6, "1 h 00 min")],
)
def test_seconds_never_reach_sixty(seconds: float, said: str) -> None:
    assert format_duration(seconds) == said


def test_a_node_says_what_became_of_it_and_what_it_works_at() -> None:
    def text(state: str, **more: Any) -> str:
        runs = {"runs": [run("finished"), run("running", id="r2", progress=PROGRESS)]}
        (line,) = lines_of_nodes({"nodes": [node(state, **more)]}, runs)
        return line.text

    made = [{"thingId": "r1"}, {"thingId": "r2"}]
    assert text("working", made=made) == "2 of 2: training 3 of 6 steps"
    assert text("working", made=made[1:]) == "training 3 of 6 steps"
    assert text("working", why="Freezing.") == "at work: Freezing."
    assert text("done", verdict="fail", headline="75.0 %, 24 notes") == "done  fail: 75.0 %, 24 notes"
    assert text("done", verdict="fail") == "done  fail"
    assert text("done") == "done"
    assert text("people", why="Waits for readers.") == "waits for people: Waits for readers."
    assert text("skipped", why="It passed.") == "not needed: It passed."
