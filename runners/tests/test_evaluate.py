"""The evaluate stage, from its files to its events."""

import json
import sys
from subprocess import run

import numpy as np
import pytest
from attempts import make_context, make_launch, read_events, run_stage

from runners.contract.estimate import Estimate
from runners.contract.failure import StageFailure, StageStopped
from runners.metrics.catalogue import DEFINITIONS, definitions_of
from runners.stages.evaluate.run import run as run_evaluate

SOURCE = "Patient: I take metformin, five hundred milligrams."


def write_generations(path, texts, finish="stop", start=0):
    rows = [
        {
            "example": f"e{start + index}", "section": "MEDICATIONS", "source": SOURCE,
            "reference": "Metformin 500 mg.",
            "text": text, "finishReason": finish, "promptTokens": 9, "completionTokens": 5,
        }
        for index, text in enumerate(texts)
    ]  # fmt: skip
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


def launch(tmp_path, config=None, **files):
    inputs = {name: {"kind": "run", "run": f"run-{name}", "path": str(path)} for name, path in files.items()}
    return make_launch(tmp_path / "home", "evaluate", config or {"resamples": 999}, inputs=inputs)


def evaluation_events(events, role):
    return [event for event in events if event["type"] == "evaluation" and event["role"] == role]


def test_the_stage_writes_rows_then_summaries(tmp_path):
    good = write_generations(tmp_path / "a", ["Metformin 500 mg."] * 40 + ["Metformin 50 mg."] * 60)
    bad = write_generations(tmp_path / "b", ["Lisinopril 10 mg."] * 90 + [""] * 10, start=10)
    events = run_stage(launch(tmp_path, generations=good, baseline=bad))
    for role, run_id in (("candidate", "run-generations"), ("baseline", "run-baseline")):
        told = evaluation_events(events, role)
        assert {event["generationsRun"] for event in told} == {run_id}
        assert [event["summary"] is None for event in told] == [True] * (len(told) - 1) + [False]
        rows = [row for event in told for row in event["rows"]]
        assert len(rows) == len({row["example"] for row in rows}) == 100
        estimates = [Estimate.model_validate(each) for each in told[-1]["summary"]["estimates"]]
        assert [each.definition for each in estimates] == [each.id for each in DEFINITIONS]
        column = [row["values"]["text.token_f1@1"] for row in rows]
        assert next(e for e in estimates if e.definition == "text.token_f1@1").value == pytest.approx(np.mean(column))
    differences = evaluation_events(events, "candidate")[-1]["summary"]["differences"]
    assert evaluation_events(events, "baseline")[-1]["summary"]["differences"] == []
    shared = Estimate.model_validate(next(each for each in differences if each["definition"] == "text.rouge_l@1"))
    assert (shared.n, shared.excluded) == (90, 20)
    assert shared.interval.low > 0
    progress = [event for event in events if event["type"] == "progress"]
    assert {event["phase"] for event in progress} == {"scoring", "estimating"}


def test_no_event_but_progress_and_values_leaves_and_no_text_is_in_it(tmp_path):
    path = write_generations(tmp_path / "a", ["Zebra secret 77."] * 3)
    events = run_stage(launch(tmp_path, generations=path))
    assert {event["type"] for event in events} == {"log", "progress", "evaluation"}
    assert "ebra" not in json.dumps(events)
    assert "etformin" not in json.dumps(events)


def test_only_the_metrics_asked_for(tmp_path):
    path = write_generations(tmp_path / "a", ["x"] * 3)
    events = run_stage(launch(tmp_path, {"metrics": ["rouge_l", "empty_rate"], "resamples": 999}, generations=path))
    rows = evaluation_events(events, "candidate")[0]["rows"]
    assert set(rows[0]["values"]) == {each.id for each in definitions_of(("rouge_l", "empty_rate"))}


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        ("", "data"),
        ("{\n", "data"),
        ('{"example": "a"}\n', "data"),
        ('{"example":"a","source":"s","reference":null,"text":"t","finishReason":"why"}\n', "data"),
        ('{"example":"a","source":"s","reference":null,"text":"t","finishReason":"stop"}\n' * 2, "data"),
        (None, "machine"),
    ],
)
def test_unusable_generations_fail_with_a_reason(tmp_path, content, fault):
    path = tmp_path / "a"
    if content is not None:
        path.write_text(content)
    with pytest.raises(StageFailure) as failure:
        run_stage(launch(tmp_path, generations=path))
    assert failure.value.fault == fault


@pytest.mark.parametrize(
    "config", [{"metrics": []}, {"metrics": ["rouge_l", "rouge_l"]}, {"metrics": ["bleu"]}, {"level": 1}, {"seed": 1}]
)
def test_wrong_configs_are_refused(tmp_path, config):
    with pytest.raises(StageFailure):
        make_context(launch(tmp_path, config, generations=tmp_path / "a"))


def test_a_stop_is_heeded(tmp_path):
    path = write_generations(tmp_path / "a", ["x"] * 3)
    given = launch(tmp_path, generations=path)
    context = make_context(given)
    context.stop_requested = True
    with pytest.raises(StageStopped):
        run_evaluate(context)
    assert evaluation_events(read_events(given), "candidate") == []


def test_the_stage_needs_no_torch():
    program = "import sys, runners.stages.evaluate.run; assert not {'torch', 'transformers'} & set(sys.modules)"
    assert run([sys.executable, "-c", program], check=False).returncode == 0
