"""The whole loop that the demo launches, against answers of the API."""

import json
from typing import Any

import pytest

from assay.sample_loop import is_over
from runners.tests.api_server import Answer, ApiServer, refusal
from runners.tests.command import Command

CLINIC = "/api/v1/projects/clinic"
LOOP = f"{CLINIC}/studies/clinical-loop"
TIMES = {"startedAt": "2026-03-01T12:00:00.000Z", "endedAt": "2026-03-01T12:01:05.000Z"}
STORED = {"datasetVersionId": "v1", "number": 1, "rows": 348, "existing": False, "problems": []}


def estimate(value: float, method: str = "clopper-pearson") -> dict[str, Any]:
    interval = {"low": value - 0.1, "high": value + 0.1, "level": 0.95, "method": method}
    return {"state": "defined", "definition": "d@1", "value": value, "n": 24, "unit": "note", "interval": interval}


def node(key: str, kind: str, *made: tuple[str, str], state: str = "done", **more: Any) -> dict[str, Any]:
    things = [{"kind": each, "name": "x", "thingId": thing} for each, thing in made]
    said = {"title": key.title(), "why": None, "remedy": None, "headline": None, "verdict": None}
    return {**said, **TIMES, "key": key, "kind": kind, "state": state, "made": things, **more}


def run(key: str, stage: str, state: str = "finished") -> dict[str, Any]:
    return {**TIMES, "id": key, "name": key, "stage": stage, "state": state, "headline": {}}


def graph(*nodes: dict[str, Any], state: str = "finished", **more: Any) -> dict[str, Any]:
    edges = [{"fromKey": f"read-{at}", "toKey": f"gate-{at}", "name": "readings", "verdicts": []} for at in (1, 2)]
    return {"state": state, "outcome": "It is so.", "nodes": list(nodes), "edges": edges, "settings": {}, **more}


NODES = (
    node("gain", "run", ("run", "r1")),
    node("read-1", "campaign", ("campaign", "c1")),
    node("gate-1", "gate", verdict="fail"),
    node("read-2", "campaign", ("campaign", "c2")),
    node("gate-2", "gate", verdict="undecided"),
)
RULE = {"threshold": 0.15, "alpha": 0.05, "unit": "note", "severity": "any", "arm": None, "looks": "once"}
SIDE = {
    **{"seed": 1, "name": "FactualDPO", "before": estimate(0.5), "after": estimate(0.25), "p": 0.02},
    **{"difference": estimate(-0.25, "newcombe-paired"), "mcnemar": {"mended": 7, "broken": 1}, "watched": []},
    **{"empty": {"before": 0, "after": 0, "asWrong": None}, "excluded": []},
}
RESULT = {
    **{
        "state": "measured",
        "sides": [SIDE],
        "overSeeds": None,
        "overSeedsP": None,
        "kept": [],
        "cautions": ["Careful."],
    },
    **{"verdict": {"tone": "good", "claim": "It is better.", "evidence": "By a quarter."}, "readers": "simulated"},
}


def round_result(rate: dict[str, Any]) -> dict[str, Any]:
    return {"result": {"rate": rate, "decision": {"because": "The test says so."}}, "rule": {"rule": RULE}}


@pytest.fixture
def loop(api: ApiServer, monkeypatch: pytest.MonkeyPatch) -> ApiServer:
    """A loop that is over as soon as it was launched; its person may hold no round beside it."""
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    api.on(f"POST {CLINIC}/datasets", STORED)
    api.on(f"GET {CLINIC}/studies", {"items": []})
    api.on(f"POST {LOOP}", Answer({"studyId": "s1", "nodes": []}, 201))
    score = {"kind": "difference", "role": "candidate", "runId": "r1", "generationsRunId": "r0"}
    estimates = [{**score, "estimate": estimate(0.2)}, {**score, "runId": "r2", "estimate": estimate(0.1)}]
    runs = [run("r1", "evaluate"), run("r2", "evaluate")]
    api.on(f"GET {CLINIC}/studies/s1", {"id": "s1", "name": "Sample study", "runs": runs, "estimates": estimates})
    api.on(f"GET {CLINIC}/studies/s1/graph", graph(*NODES))
    api.on(f"GET {CLINIC}/studies/s1/result", RESULT)
    api.on(f"GET {CLINIC}/campaigns/c1/result", round_result(estimate(0.9)))
    api.on(f"GET {CLINIC}/campaigns/c2/result", round_result(estimate(0.25)))
    return api


def test_the_loop_is_launched_whole_and_ends_with_both_gates_and_the_difference(
    assay: Command, loop: ApiServer
) -> None:
    done = assay("studies", "sample", "--once", "--json", "--steps", "6", "--examples", "8", "--seeds", "2")
    asked = loop.of(f"POST {LOOP}")[0].json
    assert (asked["sft"]["config"]["steps"], asked["sft"]["config"]["checkpointEvery"]) == (6, 3)
    assert (asked["harvestNotes"], asked["confirmNotes"], asked["training"]["seeds"]) == (8, 8, [1, 2])
    assert len(loop.of(f"POST {CLINIC}/datasets")[0].body.splitlines()) == 300 + 16
    told = done.json
    assert (done.code, told["study"], told["state"], told["outcome"]) == (0, "s1", "finished", "It is so.")
    assert [(gate["node"], gate["decision"], gate["rate"], gate["n"]) for gate in told["gates"]] == [
        ("gate-1", "fail", 0.9, 24),
        ("gate-2", "undecided", 0.25, 24),
    ]
    assert told["gates"][0].items() >= {"unit": "note", "definition": "d@1", "campaign": "c1"}.items()
    assert [gate["readBy"] for gate in told["gates"]] == ["simulated", "simulated"]
    assert [each.query for each in loop.of(f"GET {CLINIC}/campaigns/c1/result")][-1] == {"kind": ["simulated"]}
    assert told["gates"][1]["interval"]["method"] == "clopper-pearson"
    difference = told["difference"]
    assert (difference["value"], difference["p"], difference["test"]) == (-0.25, 0.02, "exact McNemar")
    assert difference["perSeed"][0]["mcnemar"] == {"mended": 7, "broken": 1}
    # Tuned against untuned alone: what the training on pairs changed stands apart.
    assert told["differences"] == [estimate(0.2)]
    assert {each["name"] for each in told["runs"]} == {"r1", "r2"}


def test_several_seeds_are_told_together_with_their_own_p(assay: Command, loop: ApiServer) -> None:
    over = {**estimate(-0.1, "cluster-bootstrap-bca"), "definition": "over@2"}
    silent = [{"measure": "length", "before": estimate(400), "after": estimate(12), "change": estimate(-388)}]
    sides = [SIDE, {**SIDE, "seed": 2, "difference": estimate(0.05), "watched": silent}]
    result = {**RESULT, "sides": sides, "overSeeds": over, "overSeedsP": 0.3, "kept": [estimate(-0.2)]}
    loop.on(f"GET {CLINIC}/studies/s1/result", result)
    difference = assay("studies", "sample", "--json").json["difference"]
    assert (difference["value"], difference["definition"], difference["p"]) == (-0.1, "over@2", 0.3)
    assert difference["test"] == "paired cluster bootstrap"
    assert [each["difference"]["value"] for each in difference["perSeed"]] == [-0.25, 0.05]
    assert [each["watched"] for each in difference["perSeed"]] == [[], silent]
    assert difference["kept"] == [{"seed": 1, **estimate(-0.2)}]


def test_people_read_both_gates_the_verdict_and_what_to_keep_in_mind(assay: Command, loop: ApiServer) -> None:
    done = assay("studies", "sample")
    assert (
        "Gate-1: fail; notes with an error 0.900 [0.800, 1.000] 95 %, n = 24 notes, read by simulated readers\n"
        in done.out
    )
    assert "By simulated readers: It is better. By a quarter.\n  Careful.\n" in done.out
    assert "read-1" not in done.out
    assert "Gate-2                         done  undecided  (1 min 05 s)\n" in done.err


def test_a_loop_that_ends_at_its_first_gate_says_that_the_second_was_not_reached(
    assay: Command, loop: ApiServer
) -> None:
    skipped = [node("read-2", "campaign", state="skipped"), node("gate-2", "gate", state="skipped", why="It passed.")]
    loop.on(f"GET {CLINIC}/studies/s1/graph", graph(*NODES[:2], node("gate-1", "gate", verdict="pass"), *skipped))
    loop.on(f"GET {CLINIC}/studies/s1/result", {"state": "none", "reason": "Nobody read."})
    told = assay("studies", "sample", "--json").json
    assert [(gate["decision"], gate["rate"]) for gate in told["gates"]] == [("pass", 0.9), (None, None)]
    assert (told["gates"][1]["because"], told["difference"]) == ("It passed.", None)
    assert [gate["readBy"] for gate in told["gates"]] == ["simulated", "simulated"]
    assert (
        "Gate-1: pass; notes with an error 0.900 [0.800, 1.000] 95 %, n = 24 notes, read by simulated"
        in assay("studies", "sample").out
    )


def test_a_node_that_failed_ends_it_with_its_remedy(assay: Command, loop: ApiServer) -> None:
    broken = node("pairs", "pairs", state="failed", why="No pairs are left.", remedy="Write more notes.")
    loop.on(f"GET {CLINIC}/studies/s1/graph", graph(*NODES[:3], broken, state="running"))
    loop.on(f"GET {CLINIC}/studies/s1/result", {"state": "none", "reason": "Nobody read."})
    done = assay("studies", "sample", "--json")
    assert (done.code, done.json["state"]) == (1, "running")
    assert done.err.splitlines()[-1] == "Pairs failed: No pairs are left. Write more notes."


def test_a_loop_that_was_stopped_goes_on_by_what_it_has(assay: Command, loop: ApiServer) -> None:
    assay("studies", "sample", "--json")
    settings = {**loop.of(f"POST {LOOP}")[0].json, "seed": 1}
    left = {"id": "s1", "name": "Sample study", "launch": {"state": "running"}, "runs": []}
    others = [{**left, "id": "s0", "launch": {"state": "finished"}}, {**left, "id": "s2", "launch": None}]
    loop.on(f"GET {CLINIC}/studies", {"items": [*others, left]})
    stopped = {"id": "s1", "name": "Sample study", "runs": [run("a", "sft", "lost"), run("b", "generate", "failed")]}
    again = {**stopped, "runs": [run("a", "sft"), run("b", "generate")], "estimates": []}
    loop.on(f"GET {CLINIC}/studies/s1", {**stopped, "estimates": []}, again)
    before = graph(*NODES, state="running", settings=settings)
    loop.on(f"GET {CLINIC}/studies/s1/graph", before, before, graph(*NODES))
    loop.on(f"POST {CLINIC}/runs/a/resume", {"state": "queued"})
    loop.on(f"POST {CLINIC}/runs/b/resume", refusal(409, "InvalidState", "No checkpoint."))
    loop.on(f"POST {CLINIC}/runs/b/retry", {"state": "queued"})
    done = assay("studies", "sample", "--json")
    assert (done.code, done.json["study"]) == (0, "s1")
    assert "Sample study goes on where it was left.\n" in done.err
    assert len(loop.of(f"POST {LOOP}")) == 1
    assert [len(loop.of(f"POST {CLINIC}/runs/{run}/{how}")) for run, how in (("a", "resume"), ("b", "retry"))] == [1, 1]
    # What no retry brings back is left as it is.
    broken = node("pairs", "pairs", state="failed", why="No pairs are left.")
    loop.on(f"GET {CLINIC}/studies/s1/graph", graph(broken, state="running", settings=settings), graph(*NODES))
    assay("studies", "sample", "--json")
    assert len(loop.of(f"POST {LOOP}")) == 2
    loop.on(f"GET {CLINIC}/studies/s1/graph", before, graph(*NODES))
    # Other settings are another study.
    assay("studies", "sample", "--json", "--steps", "5")
    assert len(loop.of(f"POST {LOOP}")) == 3


def test_a_study_is_over_when_nothing_of_it_moves_by_itself() -> None:
    idle: dict[str, Any] = {"runs": [run("a", "sft")]}
    assert is_over(graph(node("gate-1", "gate", state="people"), state="running"), idle)
    assert not is_over(graph(node("read-1", "campaign", state="working"), state="running"), idle)
    assert not is_over(
        graph(node("sft", "run", state="failed"), state="running"), {"runs": [run("a", "sft", "queued")]}
    )
    assert not is_over(graph(node("sft", "run", state="waiting"), state="paused"), idle)
    assert is_over(graph(state="cancelled"), idle)


def test_the_steps_of_a_loop_are_told_as_they_change(assay: Command, loop: ApiServer) -> None:
    progress = {"phase": "training", "done": 3, "total": 6, "unit": "steps", "ratePerSecond": None, "secondsLeft": 9}
    busy = {**run("a", "fdpo", "running"), "progress": progress, "endedAt": None}
    detail = {"id": "s1", "name": "Sample study", "estimates": [], "runs": [run("z", "fdpo"), busy]}
    train = node("train", "sweep", ("run", "z"), ("run", "a"), state="working")
    waits = node("gate-2", "gate", state="waiting", why="Waits for “Train”.")
    loop.on(f"GET {CLINIC}/studies/s1", detail, json.loads(json.dumps({**detail, "runs": []})))
    loop.on(f"GET {CLINIC}/studies/s1/graph", graph(*NODES[:3], train, waits, state="running"), graph(*NODES))
    err = assay("studies", "sample", "--json").err
    assert "Train                          2 of 2: training 3 of 6 steps, 9 s left" in err
    assert "Gate-2                         waiting" not in err
