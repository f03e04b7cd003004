import json
from pathlib import Path
from typing import Any

import pytest

from runners.tests.api_server import Answer, ApiServer
from runners.tests.command import Command

IMPORTS = "POST /api/v1/projects/clinic/campaigns/imports"
RESULT = "GET /api/v1/projects/clinic/campaigns/c1/result"
STORED = {"id": "c1", "name": "labels", "items": 125, "readers": 2, "labels": 250, "missing": 3}
LONG = ("--item", "item", "--reviewer", "who", "--label", "said")


def estimate(value: float | None, definition: str) -> dict[str, Any]:
    interval = {"low": 0.1, "high": 0.9, "level": 0.95, "side": "two", "method": "cluster-bootstrap"}
    shared = {"definition": definition, "n": 125, "unit": "note", "value": value}
    if value is None:
        return {"state": "undefined", **shared, "reason": "one category", "interval": None}
    return {"state": "defined", **shared, "reason": None, "interval": interval}


OVERALL = {
    "raw": estimate(0.944, "review.raw_agreement@1"),
    "kappa": estimate(-0.0234, "review.cohen_kappa@1"),
    "alpha": estimate(None, "review.krippendorff_alpha@1"),
    "ac1": estimate(0.9408, "review.gwet_ac1@1"),
    "scott": estimate(0.1, "review.scott_pi@1"),
    "paradox": "They part because errors are rare.",
}
ANSWER: dict[str, Any] = {
    "campaign": {"id": "c1", "name": "labels"},
    "why": None,
    "rule": {"rule": {"threshold": 0.15}},
    "result": {
        "kind": "imported",
        "rate": estimate(0.056, "review.error_rate@1"),
        "verdict": "pass",
        "decision": {"because": "So few."},
        "agreement": {"overall": OVERALL},
        "counts": {"read": 125},
        "cautions": ["The rule came later."],
    },
}


@pytest.fixture
def labels(tmp_path: Path) -> str:
    path = tmp_path / "labels.csv"
    path.write_text("item,who,said\na,ann,1\n")
    return str(path)


def test_an_import_prints_the_agreed_fields(assay: Command, api: ApiServer, labels: str) -> None:
    api.on(IMPORTS, STORED)
    api.on(RESULT, ANSWER)
    done = assay(
        "campaigns", "import", labels, *LONG, "--positive", "1", "--negative", "0", "--negative", "no", "--json"
    )
    said = json.loads(done.out)
    assert done.code == 0
    assert {"rate", "n", "interval", "verdict", "agreement"} <= set(said)
    assert (said["rate"], said["n"], said["verdict"], said["missing"]) == (0.056, 125, "pass", 3)
    assert said["interval"]["method"] == "cluster-bootstrap"
    assert list(said["agreement"]) == ["raw", "kappa", "alpha", "ac1"]
    assert said["agreement"]["kappa"]["definition"] == "review.cohen_kappa@1"
    assert said["agreement"]["alpha"]["reason"] == "one category"
    sent = api.of(IMPORTS)[0]
    assert sent.query["positive"] == ["1"]
    assert sent.query["negative"] == ["0\nno"]
    assert sent.query["format"] == ["table"]
    assert sent.query["fileName"] == ["labels.csv"]


def test_without_json_it_is_readable(assay: Command, api: ApiServer, labels: str) -> None:
    api.on(IMPORTS, STORED)
    api.on(RESULT, ANSWER)
    done = assay("campaigns", "import", labels, *LONG)
    lines = done.out.splitlines()
    assert lines[0] == "c1  labels: 250 labels of 2 readers for 125 items"
    assert lines[1] == "rate of errors  0.056 [0.100, 0.900] 95 %, n = 125 notes"
    assert lines[2] == "gate            pass: So few."
    assert "Krippendorff's alpha  undefined: one category" in done.out
    assert "3 cells without a label" in done.err
    assert "errors are rare" in done.err


@pytest.mark.parametrize("given", [("--item", "item"), ("--reviewer", "who", "--label", "said"), LONG[:4]])
def test_columns_that_are_missing_are_asked_for_before_anything_is_sent(
    assay: Command, api: ApiServer, labels: str, given: tuple[str, ...]
) -> None:
    done = assay("campaigns", "import", labels, *given)
    assert done.code == 2
    assert api.asked == []


def test_a_wide_file_and_one_of_label_studio_say_what_they_are(
    assay: Command, api: ApiServer, labels: str, tmp_path: Path
) -> None:
    api.on(IMPORTS, STORED)
    api.on(RESULT, ANSWER)
    assert assay("campaigns", "import", labels, "--item", "item", "--reviewers", "r1,r2").code == 0
    assert api.of(IMPORTS)[0].query["reviewers"] == ["r1,r2"]
    tasks = tmp_path / "tasks.json"
    tasks.write_text("[]")
    assert assay("campaigns", "import", str(tasks), "--readers", "predictions").code == 0
    assert (api.of(IMPORTS)[1].query["format"], api.of(IMPORTS)[1].query["readers"]) == (
        ["label-studio"],
        ["predictions"],
    )


def test_a_refusal_is_told_by_row(assay: Command, api: ApiServer, labels: str) -> None:
    problem = {"where": "row 3, column said", "what": "It is not known what this says.", "remedy": "Name it."}
    message = "One problem with these labels; nothing was stored."
    api.on(IMPORTS, Answer({"error": {"kind": "Validation", "message": message, "problems": [problem]}}, status=422))
    done = assay("campaigns", "import", labels, *LONG, "--json")
    assert (done.code, done.out) == (1, "")
    assert "row 3, column said: It is not known what this says. Name it." in done.err


def test_check_stores_nothing_and_fails_where_there_are_problems(assay: Command, api: ApiServer, labels: str) -> None:
    counts = {"labels": 1, "readers": ["ann"], "items": 1, "positive": 1, "missing": 0, "marks": 0, "counted": "row"}
    problem = {"row": 2, "column": None, "what": "The row has 2 cells.", "remedy": "Fill it up."}
    api.on(f"{IMPORTS}/check", {**counts, "problemCount": 1, "problems": [problem]})
    done = assay("campaigns", "import", labels, *LONG, "--check", "--name", "N")
    assert done.code == 1
    assert "row 2: The row has 2 cells. Fill it up." in done.err
    assert "name" not in api.of(f"{IMPORTS}/check")[0].query


def test_stats_of_an_open_round_say_why_there_are_none(assay: Command, api: ApiServer) -> None:
    api.on(RESULT, ANSWER)
    assert json.loads(assay("campaigns", "stats", "c1", "--json").out)["agreement"]["raw"]["value"] == 0.944
    api.on(RESULT, {**ANSWER, "result": None, "why": "The rule looks once."})
    done = assay("campaigns", "stats", "c1")
    assert (done.code, done.err) == (1, "The rule looks once.\n")


def test_campaigns_are_listed(assay: Command, api: ApiServer) -> None:
    row: dict[str, Any] = {
        "id": "c1",
        "name": "First",
        "state": "closed",
        "origin": "labels",
        "mode": "yes-no",
        "unit": "note",
    }
    row |= {"cases": 125, "readers": 2, "progress": {"done": 250, "total": 250}}
    api.on("GET /api/v1/projects/clinic/campaigns", {"items": [row], "nextCursor": None})
    assert assay("campaigns", "list").out.splitlines()[1].split("  ")[:2] == ["c1", "First"]
    assert json.loads(assay("campaigns", "list", "--json").out)[0]["id"] == "c1"


def test_an_export_for_label_studio_is_a_config_and_tasks(assay: Command, api: ApiServer, tmp_path: Path) -> None:
    whole = {"config": "<View/>", "tasks": [{"data": {"note": "Wohl."}}]}
    api.on("GET /api/v1/projects/clinic/campaigns/c1/label-studio", whole)
    out = tmp_path / "project"
    assert assay("campaigns", "export", "c1", "--format", "label-studio", "--out", str(out)).code == 0
    assert (out / "config.xml").read_text() == "<View/>"
    assert json.loads((out / "tasks.json").read_text()) == whole["tasks"]
