"""The stage rewrite and the command: rows, refusals, the same from the same seed."""

import json
from pathlib import Path
from typing import Any

import pytest

from runners.commands.rewrite import main
from runners.contract.failure import StageFailure
from runners.contract.rewrites import FAMILIES, NoteToRewrite, RewriteAnswer, RewriteRow
from runners.data.sample.generate_sample import generate_sample
from runners.stages.rewrite.spec import RewriteConfig
from runners.tests.attempts import make_launch, run_stage
from runners.text.edits.plan import RewritePlan, rewrite_notes
from runners.text.edits.record import EditsDoNotFitError, undo

ROWS = [{**row, "id": f"note-{at}"} for at, row in enumerate(generate_sample(3, 40))]


def write_notes(path: Path, **changed: Any) -> Path:
    rows = [{**row, "split": "train", "group": f"g{at // 2}", **changed} for at, row in enumerate(ROWS)]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def notes_input(path: Path) -> dict[str, Any]:
    return {"dataset": {"kind": "dataset", "version": "v", "type": "notes", "path": path}}


def tables(home: Path, events: list[dict[str, Any]]) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for event in events:
        if event["type"] == "artifact":
            path = home / "objects" / event["digest"][:2] / event["digest"]
            found[event["name"]] = [json.loads(line) for line in path.read_text().splitlines()]
    return found


def test_the_stage_writes_rewrites_with_as_many_controls_and_says_how_they_look(tmp_path: Path) -> None:
    inputs = notes_input(write_notes(tmp_path / "notes.jsonl"))
    events = run_stage(make_launch(tmp_path, "rewrite", {}, inputs=inputs))
    found = tables(tmp_path, events)
    kinds = [row["kind"] for row in found["rewrites.jsonl"]]
    assert kinds.count("rewrite") == kinds.count("control") > 20
    for row in map(RewriteRow.model_validate, found["rewrites.jsonl"]):
        assert undo(row.text, row.edits) == row.original != row.text
        assert row.group.startswith("g")
    made = next(e for e in events if e["type"] == "artifact" and e["name"] == "rewrites.jsonl")["metadata"]
    assert 0 <= made["artefact_low"] <= made["artefact_auroc"] <= made["artefact_high"] <= 1
    assert made["rewrites"] == kinds.count("rewrite")
    rewrites = [row for row in found["rewrites.jsonl"] if row["kind"] == "rewrite"]
    beyond = sum(abs(len(row["text"]) - len(row["original"])) > len(row["original"]) / 10 for row in rewrites)
    assert 0 < beyond == made["beyondTenth"] < len(rewrites)
    assert len(found["rewrites.jsonl"]) // 2 + len({row["example"] for row in found["refused.jsonl"]}) == len(ROWS)
    logged = "".join(line["text"] for event in events if event["type"] == "log" for line in event["lines"])
    assert "rewrites" in logged
    assert ROWS[0]["reference"][:30] not in logged


def test_only_the_examples_named_are_rewritten(tmp_path: Path) -> None:
    inputs = notes_input(write_notes(tmp_path / "notes.jsonl"))
    named = [row["id"] for row in ROWS[:9]]
    events = run_stage(make_launch(tmp_path, "rewrite", {"examples": named, "controlsShare": 0}, inputs=inputs))
    assert {row["example"] for row in tables(tmp_path, events)["rewrites.jsonl"]} <= set(named)


def test_texts_of_a_run_are_rewritten_where_they_ended_and_are_of_the_split(tmp_path: Path) -> None:
    lines = [
        {
            "example": row["id"], "split": "test" if at < 5 else "train", "source": row["source"], "reference": "",
            "text": row["reference"], "finishReason": ("stop", "length", "length", "error")[min(at, 3)],
        }
        for at, row in enumerate(ROWS[:9])
    ]  # fmt: skip
    path = tmp_path / "generations.jsonl"
    path.write_text("".join(json.dumps(line) + "\n" for line in lines))
    inputs = {"generations": {"kind": "run", "run": "r", "path": path}}
    config = {"controlsShare": 0, "split": "test"}
    events = run_stage(make_launch(tmp_path, "rewrite", config, inputs=inputs))
    rows = tables(tmp_path, events)["rewrites.jsonl"]
    assert [(row["example"], row["original"]) for row in rows] == [(ROWS[0]["id"], ROWS[0]["reference"])]
    warned = [line["text"] for e in events if e["type"] == "log" for line in e["lines"] if line["level"] == "warning"]
    assert "2 texts left out: cut off at the limit of new tokens" in warned
    assert "2 texts left out: ended by an error" in warned
    with pytest.raises(StageFailure, match="no summary to rewrite"):
        run_stage(make_launch(tmp_path / "train", "rewrite", {"controlsShare": 0}, inputs=inputs))


@pytest.mark.parametrize(
    ("config", "changed", "given", "says"),
    [
        ({"split": "test"}, {}, True, "no summary to rewrite"),
        ({}, {"source": ""}, True, "Not one summary could be rewritten"),
        ({}, {"reference": None}, True, "Not one summary could be rewritten"),
        ({}, {}, False, "either a dataset or a run"),
    ],
)
def test_what_cannot_be_rewritten_is_refused_in_a_sentence(
    tmp_path: Path, config: dict, changed: dict, given: bool, says: str
) -> None:
    inputs = notes_input(write_notes(tmp_path / "notes.jsonl", **changed)) if given else {}
    with pytest.raises(StageFailure, match=says):
        run_stage(make_launch(tmp_path, "rewrite", config, inputs=inputs))


def test_the_command_answers_what_the_stage_would_make(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    notes = [{"id": row["id"], "source": row["source"], "text": row["reference"]} for row in ROWS[:5]]
    request = tmp_path / "request.json"
    request.write_text(json.dumps({"seed": 4, "config": {"controlsShare": 0.5}, "notes": notes}))
    assert main([str(request)]) == 0
    answer = RewriteAnswer.model_validate_json(capsys.readouterr().out)
    plan = RewritePlan(RewriteConfig().weights(), seed=4)
    straight = list(rewrite_notes([NoteToRewrite(**note) for note in notes], plan))
    assert [*answer.rows] == [row for row in straight if isinstance(row, RewriteRow)]
    assert main([str(request), "--out", str(tmp_path / "answer.json")]) == 0
    assert json.loads(capsys.readouterr().out)["rows"]["rewrite"] == len(answer.rows) // 2
    assert RewriteAnswer.model_validate_json((tmp_path / "answer.json").read_text()) == answer


def test_a_request_of_another_shape_is_refused_without_its_text(tmp_path: Path, capsys: pytest.CaptureFixture) -> None:
    request = tmp_path / "request.json"
    request.write_text(json.dumps({"notes": [{"id": "1", "source": "secret", "text": 3}]}))
    assert main([str(request)]) == 1
    said = json.loads(capsys.readouterr().out)["error"]
    assert said["field"] == "notes.0.text"
    assert "secret" not in said["reason"]


def test_an_inverse_of_another_text_is_refused() -> None:
    rows = rewrite_notes(
        [NoteToRewrite(id="1", source=ROWS[0]["source"], text=ROWS[0]["reference"])],
        RewritePlan(dict.fromkeys(FAMILIES, 1.0), controls_share=0),
    )
    row = next(iter(rows))
    assert isinstance(row, RewriteRow)
    with pytest.raises(EditsDoNotFitError):
        undo("x" + row.text, row.edits)
