"""The reading round that the sample study ends in, against answers of the API."""

from pathlib import Path
from typing import Any

import pytest

from runners.tests.api_server import Answer, ApiServer, refusal
from runners.tests.command import Command

CLINIC = "/api/v1/projects/clinic"
ROUND = f"{CLINIC}/campaigns/c1"
NAMES = [
    "Simulated reader 1 (sensitivity .90, specificity .95)",
    "Simulated reader 2 (sensitivity .80, specificity .90)",
]


def share(value: float, n: int = 24) -> dict[str, Any]:
    interval = {"low": 0.5, "high": 0.9, "level": 0.95}
    return {"state": "defined", "definition": "d@1", "value": value, "n": n, "unit": "note", "interval": interval}


RATE = share(0.75)
AGREEMENT = {"raw": share(0.8), "kappa": share(0.4), "alpha": share(0.5), "ac1": share(0.7), "positive": share(0.1)}
SPRT = {"low": 0.1, "high": 0.2, "beta": 0.1}
RULE = {"threshold": 0.15, "alpha": 0.05, "unit": "note", "severity": "any", "looks": "sprt", "sprt": SPRT, "arm": None}
RESULT = {
    "rate": RATE,
    "verdict": "fail",
    "decision": {"because": "The test stopped at case 6."},
    "sequential": {"stoppedAt": 6},
    "agreement": {"overall": AGREEMENT},
}


@pytest.fixture
def study(api: ApiServer) -> ApiServer:
    """A study that is over, with the notes of a tuned and of an untuned model."""
    api.on(
        f"POST {CLINIC}/datasets", {"datasetVersionId": "v1", "number": 1, "rows": 2, "existing": True, "problems": []}
    )
    api.on(f"POST {CLINIC}/studies/sample", {"studyId": "s1"})
    shared: dict[str, Any] = {"state": "finished", "headline": {}, "startedAt": None, "endedAt": None}
    stages = {"r0": "sft", "r1": "generate", "r2": "generate"}
    runs = [{**shared, "id": run, "name": run, "stage": stage} for run, stage in stages.items()]
    edges = [
        {"runId": "r1", "input": "model", "fromRunId": None, "modelId": "m"},
        {"runId": "r2", "input": "model", "fromRunId": "r0", "modelId": None},
    ]
    api.on(
        f"GET {CLINIC}/studies/s1", {"id": "s1", "name": "Sample study", "runs": runs, "edges": edges, "estimates": []}
    )
    api.on("GET /api/v1/viewer", {"userId": "ada", "name": "Ada", "email": "ada@assay.test"})
    api.on(f"POST {CLINIC}/campaigns", Answer({"id": "c1", "cases": 24, "repeats": 0, "controls": 0}, 201))
    api.on(f"POST {ROUND}/gate-rules", {"version": 1, "assessmentsBefore": 0})
    api.on(f"POST {ROUND}/steps", Answer(None, 204))
    readers = [{"id": f"r{at}", "name": name} for at, name in enumerate(NAMES)]
    api.on(f"POST {ROUND}/simulated-readers", {"readers": readers, "readings": 48, "checker": {"id": "sample-facts@1"}})
    api.on(f"GET {ROUND}/result", {"result": RESULT, "rule": {"rule": RULE}})
    return api


def test_a_study_ends_in_an_open_round_with_a_sequential_gate(assay: Command, study: ApiServer, notes: Path) -> None:
    told = assay("studies", "sample", "--notes", str(notes), "--once", "--json").json["campaign"]
    assert (told["id"], told["name"], told["waiting"]) == ("c1", "Sample study: first reading", 24)
    assert told["url"].endswith("/projects/clinic/review")
    assert told["rate"] == RATE
    assert told["agreement"] == {name: AGREEMENT[name] for name in ("raw", "kappa", "alpha", "ac1")}
    assert told["readBy"] == {"kind": "simulated", "readers": NAMES, "checker": {"id": "sample-facts@1"}}
    assert told["gate"] == {
        "verdict": "fail",
        "because": "The test stopped at case 6.",
        "sequential": {"stoppedAt": 6},
        "rule": {name: value for name, value in RULE.items() if name != "arm"},
    }
    asked = study.of(f"POST {CLINIC}/campaigns")[0].json
    assert asked["source"] == {"from": "generations", "runs": ["r2"]}
    assert asked["readers"] == [{"userId": "ada"}]
    assert study.of(f"POST {ROUND}/gate-rules")[0].json == {"rule": {"looks": "sprt"}, "after": 0}
    assert study.of(f"GET {ROUND}/result")[0].query == {"kind": ["simulated"]}
    order = [each.path.rsplit("/", 1)[1] for each in study.asked if each.path.startswith(ROUND)]
    assert order == ["gate-rules", "steps", "simulated-readers", "result"]


def test_people_read_that_nobody_read_it_yet(assay: Command, study: ApiServer, notes: Path) -> None:
    out = assay("studies", "sample", "--notes", str(notes)).out
    assert f"Read by {NAMES[0]} and {NAMES[1]}; no person read these notes:" in out
    assert "gate                 fail: The test stopped at case 6." in out
    assert f"24 notes wait for you to read: {study.url}/projects/clinic/review\n" in out


def test_own_notes_wait_for_people_alone(assay: Command, study: ApiServer, notes: Path) -> None:
    study.on(f"POST {ROUND}/simulated-readers", refusal(422, "Validation", "Not of the sample."))
    study.on(f"GET {ROUND}/result", {"result": RESULT, "rule": {"rule": RULE}})
    done = assay("studies", "sample", "--notes", str(notes), "--json")
    assert (done.code, done.json["campaign"]["rate"], done.json["campaign"]["readBy"]) == (0, None, None)
    assert "Not of the sample." in done.err


def test_who_may_hold_no_campaign_has_a_study_all_the_same(assay: Command, study: ApiServer, notes: Path) -> None:
    study.on(f"POST {CLINIC}/campaigns", refusal(403, "Forbidden", "You may not hold campaigns here."))
    done = assay("studies", "sample", "--notes", str(notes), "--json")
    assert (done.code, done.json["campaign"]) == (0, None)
    assert "There is no round to read: You may not hold campaigns here." in done.err
