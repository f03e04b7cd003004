import json
from pathlib import Path

import pytest

from runners.tests.api_server import Answer, ApiServer, refusal
from runners.tests.command import Command

CLINIC = "/api/v1/projects/clinic"
STORED = {"datasetVersionId": "v1", "number": 3, "rows": 2, "existing": False, "problems": []}


def test_a_study_is_followed_to_its_end(
    assay: Command, api: ApiServer, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    api.on("POST /api/v1/projects/clinic/datasets", {**STORED, "problems": [{"row": 4, "reason": "empty"}]})
    api.on(f"POST {CLINIC}/studies/sample", Answer({"studyId": "s1"}, 201))
    times = {"startedAt": "2026-03-01T12:00:00.000Z", "endedAt": "2026-03-01T12:01:05.000Z"}
    run = {**times, "id": "r1", "name": "evaluate", "stage": "evaluate", "state": "finished", "headline": {"a": 1}}
    estimate = {"state": "defined", "definition": "text.rouge_l@1", "value": 0.25, "n": 16, "unit": "note"}
    estimate["interval"] = {"low": 0.1, "high": 0.4, "level": 0.95}
    score = {"kind": "score", "role": "candidate", "runId": "r1", "generationsRunId": "r0", "estimate": estimate}
    study = {"id": "s1", "runs": [run], "estimates": [score, {**score, "kind": "difference"}]}
    api.on(f"GET {CLINIC}/studies/s1", {**study, "runs": [{**run, "state": "queued", "endedAt": None}]}, study)
    done = assay("studies", "sample", "--notes", str(notes), "--source-column", "a", "--reference-column", "b")
    assert done.code == 0
    assert done.out == (
        "Tuned minus base, paired by example:\ntext.rouge_l@1  0.250 [0.100, 0.400] 95 %, n = 16 notes\n"
    )
    assert f"{notes}: 2 rows; 1 rows left out, first row 4: empty" in done.err
    assert f"Sample study: 30 steps, 24 held-out examples. Watch it at {api.url}/projects/clinic\n" in done.err
    assert done.err.endswith("evaluate                       finished  (1 min 05 s)\n")
    asked = api.of(f"POST {CLINIC}/studies/sample")[0].json
    assert asked["datasetVersionId"] == "v1"
    assert (asked["steps"], asked["examples"], asked["heldOutVersionId"]) == (30, 24, None)
    told = assay("studies", "sample", "--notes", str(notes), "--once", "--json").json
    assert told["runs"][0] | {"metrics": []} == {
        **{"id": "r1", "name": "evaluate", "stage": "evaluate", "state": "finished", "durationSeconds": 65.0},
        **{"metrics": [], "lastValues": {"a": 1}},
    }
    assert (told["study"], told["differences"], told["runs"][0]["metrics"]) == ("s1", [estimate], [estimate])
    assert told["campaign"] is None


def test_a_study_whose_run_failed_ends_with_1(assay: Command, api: ApiServer, notes: Path) -> None:
    api.on("POST /api/v1/projects/clinic/datasets", STORED)
    api.on(f"POST {CLINIC}/studies/sample", {"studyId": "s1"})
    run = {"id": "r1", "name": "sft", "stage": "sft", "state": "failed", "headline": {}, "startedAt": None}
    waiting = {**run, "id": "r2", "state": "waiting", "waitingFor": "sft"}
    failed = {**run, "failure": {"reason": "Out of memory."}}
    api.on(f"GET {CLINIC}/studies/s1", {"id": "s1", "runs": [failed, waiting], "estimates": []})
    done = assay("studies", "sample", "--notes", str(notes))
    assert (done.code, done.err.splitlines()[-1]) == (1, "sft is failed: Out of memory.")
    assert assay("studies", "sample", "--held-out", str(notes)).err == "--held-out goes with --notes.\n"
    assert assay("studies", "sample", "--steps", "0").err == "--steps takes a whole number above 0.\n"


def test_a_study_makes_its_own_dialogues_where_none_are_given(assay: Command, api: ApiServer) -> None:
    api.on("POST /api/v1/projects/clinic/datasets", refusal(403, "Forbidden", "Not you."))
    assert assay("studies", "sample").err == "Not you.\n"
    (asked,) = api.of("POST /api/v1/projects/clinic/datasets")
    assert asked.query["holds"] == ["synthetic"]
    assert len(asked.body.splitlines()) == 300 + 2 * 28
    assert {"source", "reference"} <= json.loads(asked.body.splitlines()[0]).keys()
