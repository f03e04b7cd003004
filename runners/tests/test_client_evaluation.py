import json
import math
import random
import sys
from pathlib import Path

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats

from assay.estimate_rows import definition_of, estimate
from assay.evaluation import read_rows
from runners.metrics.bootstrap import bca_mean_interval
from runners.tests.client_route import ClientRoute, run_script


def test_a_share_has_the_interval_of_wilson() -> None:
    told = estimate("ok", [1.0] * 9 + [0.0] * 41 + [None], 0.95)
    exact = stats.binomtest(9, 50).proportion_ci(0.95, method="wilson")
    assert (told["value"], told["n"], told["excluded"], told["numerator"]) == (0.18, 50, 1, 9.0)
    assert told["interval"]["method"] == "wilson"
    assert (told["interval"]["low"], told["interval"]["high"]) == pytest.approx((exact.low, exact.high), abs=1e-12)


@pytest.mark.parametrize("n", [12, 60, 400])
def test_a_mean_has_the_interval_that_the_runner_gives(n: int) -> None:
    draw = random.Random(n)
    values = [draw.gammavariate(2, 0.3) for _ in range(n)]
    told = estimate("score", values, 0.95)
    low, high = bca_mean_interval(numpy.array(values), 0.95, 9_999, 0)
    width = high - low
    assert told["interval"]["method"] == "bca"
    assert told["interval"]["low"] == pytest.approx(low, abs=0.04 * width)
    assert told["interval"]["high"] == pytest.approx(high, abs=0.04 * width)
    assert ("caution" in told["parameters"]) == (n < 20)


def test_without_numpy_it_takes_fewer_resamples_and_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    values = [each / 7 for each in range(30)]
    usual = estimate("score", values, 0.9)
    monkeypatch.delitem(sys.modules, "numpy")
    told = estimate("score", values, 0.9)
    assert (usual["parameters"]["resamples"], told["parameters"]["resamples"]) == (9_999, 999)
    assert told["interval"]["low"] == pytest.approx(usual["interval"]["low"], abs=0.1)


@pytest.mark.parametrize(("values", "reason"), [([0.3], "only one example"), ([0.3, 0.3, 0.3], "all values are equal")])
def test_where_there_is_no_interval_the_reason_stands(values: list[float | None], reason: str) -> None:
    told = estimate("score", values, 0.95)
    assert (told["state"], told["interval"], told["parameters"]["interval_missing"]) == ("defined", None, reason)


def test_nothing_measured_is_undefined_not_zero() -> None:
    told = estimate("score", [None, math.nan], 0.95)
    assert (told["state"], told["value"], told["reason"]) == ("undefined", None, "no example has a value")
    assert (told["n"], told["excluded"]) == (0, 2)


@given(st.text(max_size=300))
def test_every_key_becomes_a_definition_that_the_server_takes(key: str) -> None:
    import re

    assert re.fullmatch(r"[a-z0-9_.]+@\d+", definition_of(key))
    assert len(definition_of(key)) <= 200 or "@" in key


def test_a_key_with_a_version_keeps_it() -> None:
    assert [definition_of(key) for key in ("text.rouge_l@2", "Exact Match", "ü")] == [
        *("text.rouge_l@2", "exact_match@1", "value@1"),
    ]


def test_rows_are_read_by_what_they_hold() -> None:
    rows = [
        {"example": "e1", "text": "a note", "score": numpy.float32(0.5), "ok": True},
        {"example": "e2", "score": None, "late": 3},
    ]
    read = read_rows(rows)
    assert read.columns == {"score": [0.5, None], "ok": [1.0, None], "late": [None, 3.0]}
    assert [(row.example, row.values) for row in read.named] == [
        ("e1", {"score@1": 0.5, "ok@1": 1.0}),
        ("e2", {"score@1": None, "late@1": 3.0}),
    ]
    assert read.plain[0] == {"example": "e1", "text": "a note", "score": 0.5, "ok": True}


@pytest.mark.parametrize(
    ("rows", "what"),
    [
        ([{"score": [1]}], "Row 0: score is list"),
        ([{"score": 1}, 5], "Row 1 is int"),
        ([{"example": "a", "x": 1}, {"example": "a", "x": 2}], "Row 1: example a comes a second time"),
        ([], "at least one row"),
        ([{"text": "only text"}], "at least one number"),
    ],
)
def test_a_row_that_cannot_be_read_is_named(rows: list, what: str) -> None:
    with pytest.raises((TypeError, ValueError), match=what):
        read_rows(rows)


@pytest.mark.usefixtures("end_what_stays")
def test_an_evaluation_arrives_with_rows_estimates_and_table(home: Path, server: ClientRoute) -> None:
    code = """
import assay
with assay.init() as run:
    told = run.log_evaluation({"example": f"e{i}", "ok": i % 2, "text": "wrote"} for i in range(4))
    print(told[0]["value"], run.id)
"""
    done = run_script(home, code)
    value, run = done.stdout.split()
    assert value == "0.5"
    assert server.ended()["outcome"] == "completed"
    rows, summary = server.ingest.of_type("evaluation")
    assert (rows["generationsRun"], rows["role"], len(rows["rows"])) == (run, "candidate", 4)
    assert rows["rows"][1] == {"example": "e1", "values": {"ok@1": 1.0}}
    assert summary["rows"] == []
    assert summary["summary"]["estimates"][0]["definition"] == "ok@1"
    (table,) = server.ingest.of_type("artifact")
    assert (table["name"], table["kind"]) == ("evaluation-candidate.jsonl", "table")
    stored = home / "objects" / table["digest"][:2] / table["digest"]
    assert json.loads(stored.read_text().splitlines()[3]) == {"example": "e3", "ok": 1, "text": "wrote"}
