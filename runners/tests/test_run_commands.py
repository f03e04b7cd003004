import json
from pathlib import Path

import pytest

from runners.tests.api_server import Answer, ApiServer, refusal
from runners.tests.command import Command

RUNS = "/api/v1/projects/clinic/runs"
ROW = {"id": "r1", "stage": "sft", "state": "running", "createdAt": "2026-03-01T12:00:00.000Z", "name": "first"}
SFT = {"stage": "sft", "inputs": [{"name": "model", "kind": "model"}, {"name": "dataset", "kind": "dataset"}]}


@pytest.fixture(autouse=True)
def no_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)


def test_list_prints_a_table_or_the_rows_as_they_came(assay: Command, api: ApiServer) -> None:
    api.on(f"GET {RUNS}", {"items": [ROW, {**ROW, "id": "run-2"}], "nextCursor": None, "total": 2})
    assert assay("runs", "list").out == (
        "RUN    STAGE  STATE    CREATED                   NAME\n"
        "r1     sft    running  2026-03-01T12:00:00.000Z  first\n"
        "run-2  sft    running  2026-03-01T12:00:00.000Z  first\n"
    )
    assert assay("runs", "list", "--json").json[0] == ROW


def test_list_asks_page_by_page_for_as_many_as_are_wanted(assay: Command, api: ApiServer) -> None:
    page = {"items": [ROW] * 200, "nextCursor": "c1"}
    api.on(f"GET {RUNS}", page, {"items": [ROW] * 50, "nextCursor": "c2"})
    done = assay("runs", "list", "--limit", "250", "--filter", "state = running", "--sort", "name.asc", "--json")
    assert len(done.json) == 250
    first, second = (each.query for each in api.of(f"GET {RUNS}"))
    assert first == {"filter": ["state = running"], "sort": ["name.asc"], "limit": ["200"]}
    assert (second["limit"], second["cursor"]) == (["50"], ["c1"])
    assert assay("runs", "list", "--limit", "none").code == 2


def test_show_prints_the_run_as_json(assay: Command, api: ApiServer) -> None:
    api.on(f"GET {RUNS}/r1", {**ROW, "text": "naïve"})
    assert assay("runs", "show", "r1").out == json.dumps({**ROW, "text": "naïve"}, indent=2, ensure_ascii=False) + "\n"


@pytest.mark.parametrize(("action", "state"), [("cancel", "cancelling"), ("retry", "queued"), ("resume", "queued")])
def test_an_action_says_the_new_state(assay: Command, api: ApiServer, action: str, state: str) -> None:
    api.on(f"POST {RUNS}/r1/{action}", {"state": state, "fromStep": 20})
    assert assay("runs", action, "r1").out == f"r1 is {state}\n"
    assert assay("runs", action, "r1", "--json").json == {"run": "r1", "state": state, "fromStep": 20}
    api.on(f"POST {RUNS}/r1/{action}", refusal(409, "InvalidState", "It has ended already."))
    assert (assay("runs", action, "r1").code, assay("runs", action, "r1").err) == (1, "It has ended already.\n")


def lines(*numbers: int) -> dict:
    return {"items": [{"number": each, "time": 0.5 + each, "text": f"line {each}"} for each in numbers]}


def test_logs_follow_until_the_run_has_ended_and_lose_no_line(assay: Command, api: ApiServer) -> None:
    api.on(f"GET {RUNS}/r1", ROW, ROW, {**ROW, "state": "finished"})
    api.on(f"GET {RUNS}/r1/logs", lines(1, 2), lines(), lines(3), lines())
    done = assay("runs", "logs", "r1", "-f")
    assert done.out == (
        "1970-01-01T00:00:01.500Z  line 1\n1970-01-01T00:00:02.500Z  line 2\n1970-01-01T00:00:03.500Z  line 3\n"
    )
    assert [each.query["after"] for each in api.of(f"GET {RUNS}/r1/logs")] == [["0"], ["2"], ["2"], ["3"], ["3"]]


def test_logs_read_on_behind_a_full_page_and_print_one_object_a_line(assay: Command, api: ApiServer) -> None:
    api.on(f"GET {RUNS}/r1/logs", lines(*range(1, 1_001)), lines(1_001))
    done = assay("runs", "logs", "r1", "--json", "--query", "line", "--level", "warning")
    assert len(done.out.splitlines()) == 1_001
    assert json.loads(done.out.splitlines()[-1])["text"] == "line 1001"
    asked = api.of(f"GET {RUNS}/r1/logs")[1].query
    assert (asked["query"], asked["level"], asked["after"]) == (["line"], ["warning"], ["1000"])


KEY = {"key": "train/loss", "source": "metrics", "points": 3, "firstStep": 0, "lastStep": 2}
BUCKETS = {
    **{"x": [0, 1], "n": [1, 4], "min": [2.0, 0.5], "max": [2.0, 9.0], "mean": [2.0, 1.25], "last": [2.0, 1.0]},
    "nonFiniteKinds": [],
}
SEGMENT = {"run": "r1", "key": "train/loss", "attempt": 1, "buckets": BUCKETS}


def test_metrics_lists_keys_or_shows_values_by_step(assay: Command, api: ApiServer) -> None:
    api.on(f"GET {RUNS}/r1/metric-keys", {"items": [{**KEY, "last": "NaN", "min": 0.5, "max": 12.345678}]})
    assert assay("runs", "metrics", "r1").out.splitlines()[1].split() == [
        *("train/loss", "3", "0", "2", "NaN", "0.5", "12.346"),
    ]
    api.on(f"GET {RUNS}/r1/metrics", {"items": [SEGMENT]})
    shown = assay("runs", "metrics", "r1", "--keys", "train/loss").out.splitlines()
    assert shown[0].split() == ["KEY", "STEP", "VALUE", "MIN", "MAX", "N"]
    assert shown[2].split() == ["train/loss", "1", "1.25", "0.5", "9", "4"]
    asked = assay("runs", "metrics", "r1", "--keys", "train/loss", "--json", "--points", "9")
    assert asked.json[0] == {"key": "train/loss", "attempt": 1, "step": 0, "value": 2.0, "min": 2.0, "max": 2.0, "n": 1}
    assert api.of(f"GET {RUNS}/r1/metrics")[-1].query["buckets"] == ["9"]
    assert assay("runs", "metrics", "r1", "--keys", ",").code == 2


ESTIMATE = {"state": "defined", "value": -0.25, "n": 16, "unit": "note"}
INTERVAL = {"low": -0.4, "high": -0.1, "level": 0.95}


def test_compare_says_the_verdict_then_each_metric(assay: Command, api: ApiServer) -> None:
    verdict = {"judgement": "better", "headline": "B is better.", "evidence": "−0.25, 16 paired notes."}
    by_seed = {"state": "undefined", "reason": "one seed each"}
    row = {"metric": "text.rouge_l@1", "arm": "b", "verdict": verdict, "cautions": ["few notes"]}
    report = {
        "missing": ["gone"],
        "arms": [{"id": "a", "name": "A", "runs": [1]}, {"id": "b", "name": "B", "runs": [1]}],
        "baseline": "a",
        "verdict": verdict,
        "leading": [{**row, "byItem": {**ESTIMATE, "interval": INTERVAL}, "bySeed": by_seed}],
        "table": [
            {**row, "byItem": {**ESTIMATE, "interval": INTERVAL}, "bySeed": by_seed},
            {**row, "metric": "loss", "byItem": None, "bySeed": by_seed, "cautions": []},
        ],
    }
    api.on("GET /api/v1/projects/clinic/compare", report)
    done = assay("runs", "compare", "a", "b", "--metric", "loss", "--each-seed")
    assert done.out == (
        "B is better.\n−0.25, 16 paired notes.\n\n"
        "METRIC          VERDICT  DIFFERENCE\n"
        "text.rouge_l@1  better   -0.250 [-0.400, -0.100] 95 %, n = 16 notes\n"
        "loss            better   undefined: one seed each\n"
    )
    assert done.err == "gone is not in the project any more\ntext.rouge_l@1: few notes\n"
    asked = api.of("GET /api/v1/projects/clinic/compare")[0].query
    assert asked == {"runs": ["a", "b"], "metric": ["loss"], "fold": ["false"]}
    assert assay("runs", "compare", "a", "b", "--json").json == report
    assert assay("runs", "compare", "a").code == 2


def difference_shown(assay: Command, api: ApiServer, by_item: object, by_seed: object) -> str:
    verdict = {"judgement": "better", "headline": "B is better.", "evidence": ""}
    row = {"metric": "m", "arm": "b", "verdict": verdict, "cautions": [], "byItem": by_item, "bySeed": by_seed}
    report = {"missing": [], "arms": [], "baseline": "a", "verdict": verdict, "leading": [], "table": [row]}
    api.on("GET /api/v1/projects/clinic/compare", report)
    return assay("runs", "compare", "a", "b").out.splitlines()[-1]


def test_compare_shows_the_difference_that_decides(assay: Command, api: ApiServer) -> None:
    by_item = {**ESTIMATE, "interval": INTERVAL}
    by_seed = {**ESTIMATE, "value": 0.5, "n": 3, "unit": "seed", "interval": {"low": 0.1, "high": 0.9, "level": 0.95}}
    lone = {**by_seed, "n": 1, "interval": None}
    undefined = {"state": "undefined", "reason": "one seed each"}
    assert "0.500 [0.100, 0.900] 95 %, n = 3 seeds" in difference_shown(assay, api, by_item, by_seed)
    assert "-0.250 [-0.400, -0.100] 95 %" in difference_shown(assay, api, by_item, lone)
    assert "-0.250" in difference_shown(assay, api, {**by_item, "interval": None}, undefined)
    assert "0.500" in difference_shown(assay, api, {**by_item, "interval": None}, lone)
    assert "0.500" in difference_shown(assay, api, None, lone)


def test_metrics_are_not_thinned_below_what_was_asked_for(assay: Command, api: ApiServer) -> None:
    done = assay("runs", "metrics", "r1", "--keys", "a", "--points", "4001")
    assert (done.code, done.err) == (2, "--points takes at most 4000 a series.\n")
    assert api.of("GET /api/v1/projects/clinic/runs/r1/metrics") == []


def test_import_sends_the_journal_and_names_what_was_left_out(assay: Command, api: ApiServer, tmp_path: Path) -> None:
    journal = tmp_path / "night" / "journal.frames"
    journal.parent.mkdir()
    journal.write_bytes(b"ASY1")
    imported = {"run": "r5", "acknowledged": 3, "problem": None, "refused": [{"frame": 2, "what": "no such key"}]}
    api.on("POST /api/runs/import", imported)
    done = assay("runs", "import", str(journal), "--stage", "sft")
    assert (done.out, done.err) == ("r5\n", "Left out frame 2: no such key.\n")
    (asked,) = api.of("POST /api/runs/import")
    assert asked.query == {"project": ["clinic"], "name": ["night"], "stage": ["sft"]}
    assert asked.body == b"ASY1"
    assert assay("runs", "import", str(journal), "--json").json == imported


def test_import_stops_at_a_frame_that_cannot_be_read(assay: Command, api: ApiServer, tmp_path: Path) -> None:
    journal = tmp_path / "journal.frames"
    journal.write_bytes(b"x")
    broken = {"run": "r5", "acknowledged": 7, "problem": {"frame": 8, "what": "its checksum is wrong"}, "refused": []}
    api.on("POST /api/runs/import", Answer(broken, 422))
    done = assay("runs", "import", str(journal))
    assert (done.code, done.err) == (1, "r5 has the first 7 events; frame 8: its checksum is wrong.\n")
    assert assay("runs", "import", str(tmp_path / "none")).code == 2
