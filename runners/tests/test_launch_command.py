from pathlib import Path

import pytest

from runners.tests.api_server import Answer, ApiServer
from runners.tests.command import Command

RUNS = "/api/v1/projects/clinic/runs"
ROW = {"id": "r1", "stage": "sft", "state": "running", "createdAt": "2026-03-01T12:00:00.000Z", "name": "first"}
SFT = {"stage": "sft", "inputs": [{"name": "model", "kind": "model"}, {"name": "dataset", "kind": "dataset"}]}


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)


def test_launch_sends_settings_inputs_and_the_rest(assay: Command, api: ApiServer, tmp_path: Path) -> None:
    api.on("GET /api/v1/projects/clinic/stages", {"items": [SFT]})
    api.on(f"POST {RUNS}", Answer({"runId": "r9"}, 201))
    file = tmp_path / "settings.yaml"
    file.write_text("steps: 10\noptimiser: {name: adam, beta: 0.9}\n")
    done = assay(
        *("runs", "launch", "sft", "--config", str(file), "--config", "steps=20", "--set", "optimiser.beta=0.95"),
        *("--input", "model=m1", "--input", "dataset=run:r2", "--name", "mine", "--seed", "0", "--priority", "-5"),
    )
    assert (done.code, done.out) == (0, "r9\n")
    assert api.of(f"POST {RUNS}")[0].json == {
        "stage": "sft",
        "name": "mine",
        "config": {"steps": 20, "optimiser": {"name": "adam", "beta": 0.95}},
        "inputs": {"model": {"modelId": "m1"}, "dataset": {"fromRunId": "r2"}},
        "seed": 0,
        "priority": -5,
    }
    assert assay("runs", "launch", "sft", "--json").json == {"run": "r9", "url": f"{api.url}/projects/clinic/runs/r9"}


def test_launch_names_what_is_wrong_before_anything_is_sent(assay: Command, api: ApiServer) -> None:
    api.on("GET /api/v1/projects/clinic/stages", {"items": [SFT]})
    assert assay("runs", "launch", "stf").err == 'There is no stage "stf".\n'
    assert assay("runs", "launch", "sft", "--set", "steps").code == 2
    assert assay("runs", "launch", "sft", "--config", "nowhere.yaml").err.startswith("nowhere.yaml cannot be read")
    assert assay("runs", "launch", "sft", "--input", "model=file:x").code == 2
    assert api.of(f"POST {RUNS}") == []


def test_launch_waits_for_the_end_and_tells_on_standard_error(assay: Command, api: ApiServer) -> None:
    api.on("GET /api/v1/projects/clinic/stages", {"items": [SFT]})
    api.on(f"POST {RUNS}", {"runId": "r9"})
    progress = {"phase": "training", "done": 3, "total": 10, "unit": "steps", "ratePerSecond": 1.5, "secondsLeft": 5}
    running = {**ROW, "progress": progress}
    ended = {**ROW, "state": "finished", "failure": None, "headline": {"train/loss": 1.5}}
    api.on(f"GET {RUNS}/r9", {**ROW, "state": "queued"}, running, ended)
    done = assay("runs", "launch", "sft", "--wait", "--json")
    url = f"{api.url}/projects/clinic/runs/r9"
    headline = {"train/loss": 1.5}
    assert done.json == {"run": "r9", "url": url, "state": "finished", "failure": None, "headline": headline}
    assert done.err.splitlines() == [
        url,
        "first: queued",
        "first: training 3 of 10 steps, 1.5 steps/s, 5 s left",
        "first: finished",
    ]


def test_a_run_that_was_waited_for_and_failed_ends_with_1(assay: Command, api: ApiServer) -> None:
    api.on("GET /api/v1/projects/clinic/stages", {"items": [SFT]})
    api.on(f"POST {RUNS}", {"runId": "r9"})
    api.on(f"GET {RUNS}/r9", {**ROW, "state": "failed", "failure": {"reason": "Out of memory."}, "headline": {}})
    done = assay("runs", "launch", "sft", "--wait")
    assert (done.code, done.out) == (1, "r9\n")
    assert done.err.endswith("first is failed: Out of memory.\n")


def test_several_values_or_seeds_are_one_sweep(assay: Command, api: ApiServer) -> None:
    api.on("GET /api/v1/projects/clinic/stages", {"items": [SFT]})
    api.on("POST /api/v1/projects/clinic/sweeps", Answer({"runIds": ["r1", "r2"], "tag": "sweep-1"}, 201))
    given = ("--set", "steps=20", "--vary", "learningRate=1e-4,2e-4", "--seeds", "1,2")
    assert assay("runs", "launch", "sft", *given).out == "r1\nr2\n"
    assert assay("runs", "launch", "sft", *given, "--json").json == {"runs": ["r1", "r2"], "tag": "sweep-1"}
    (sent, _) = (each.json for each in api.of("POST /api/v1/projects/clinic/sweeps"))
    assert sent["vary"] == {"learningRate": [1e-4, 2e-4]}
    assert (sent["config"], sent["seeds"]) == ({"steps": 20}, [1, 2])
    assert assay("runs", "launch", "sft", "--seeds", "1,x").code == 2
    assert assay("runs", "launch", "sft", "--seeds", "1,2", "--wait").code == 2
    assert assay("runs", "launch", "sft", "--seeds", "1,2", "--seed", "3").code == 2


TEMPLATE = {
    **{"name": "factual", "stage": "sft", "title": "Factual", "summary": "two deltas", "remarks": ["Mind beta."]},
    "settings": [
        {"key": "delta", "values": [0, 2], "source": "AIXpert's pipeline"},
        {"key": "epochs", "values": [3], "source": "AIXpert's pipeline"},
    ],
    "seed": {"value": 3407, "source": "AIXpert's pipeline"},
}


def test_a_template_stands_below_what_was_given_and_its_several_values_are_swept(
    assay: Command, api: ApiServer
) -> None:
    api.on("GET /api/v1/projects/clinic/stages", {"items": [SFT]})
    api.on("GET /api/v1/projects/clinic/stages/templates", {"items": [TEMPLATE]})
    api.on("POST /api/v1/projects/clinic/sweeps", Answer({"runIds": ["r1", "r2"], "tag": "sweep-1"}, 201))
    api.on(f"POST {RUNS}", Answer({"runId": "r9"}, 201))
    done = assay("runs", "launch", "sft", "--template", "factual")
    assert "delta 0, 2; epochs 3; seed 3407" in done.err
    sent = api.of("POST /api/v1/projects/clinic/sweeps")[0].json
    assert (sent["vary"], sent["config"], sent["seeds"]) == ({"delta": [0, 2]}, {"epochs": 3}, [3407])
    assay("runs", "launch", "sft", "--template", "factual", "--set", "delta=4", "--set", "epochs=1", "--seed", "7")
    assert (api.of(f"POST {RUNS}")[0].json["config"], api.of(f"POST {RUNS}")[0].json["seed"]) == (
        {"delta": 4, "epochs": 1},
        7,
    )


def test_a_template_of_another_name_or_stage_is_refused(assay: Command, api: ApiServer) -> None:
    api.on("GET /api/v1/projects/clinic/stages", {"items": [SFT, {**SFT, "stage": "dpo"}]})
    api.on("GET /api/v1/projects/clinic/stages/templates", {"items": [TEMPLATE]})
    assert (
        assay("runs", "launch", "sft", "--template", "none").err == 'There is no template "none"; there are factual.\n'
    )
    assert "is one of sft, not of dpo" in assay("runs", "launch", "dpo", "--template", "factual").err
    assert api.of(f"POST {RUNS}") == []


def test_templates_are_listed_and_shown_with_their_sources(assay: Command, api: ApiServer) -> None:
    api.on("GET /api/v1/projects/clinic/stages/templates", {"items": [TEMPLATE]})
    assert "two deltas" in assay("runs", "templates").out
    shown = assay("runs", "templates", "factual").out
    assert all(word in shown for word in ("0, 2", "3407", "AIXpert's pipeline", "Mind beta."))
    assert assay("runs", "templates", "--json").json == [TEMPLATE]
