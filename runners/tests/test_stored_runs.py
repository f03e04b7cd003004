import math
import sys

import pandas
import pytest

import assay as client
from assay.failure import AssayError
from runners.tests.api_server import ApiServer, refusal

RUNS = "/api/v1/projects/clinic/runs"
ROW = {
    **{"id": "r1", "name": "a <b>", "stage": "sft", "state": "finished", "tags": ["x"]},
    **{"headline": {"train/loss": 1.5}, "progress": None},
}

pytestmark = pytest.mark.usefixtures("assay")


def segment(key: str, attempt: int, steps: list[int], values: list[float | None], **more: list) -> dict:
    kinds = [
        {"bucket": at, "nan": 1, "plusInfinity": 0, "minusInfinity": 0}
        for at, value in enumerate(values)
        if value is None
    ]
    buckets = {"x": steps, "n": [1] * len(steps), "nonFiniteKinds": kinds}
    buckets |= {name: values for name in ("min", "max", "mean", "last")} | more
    return {"run": "r1", "key": key, "attempt": attempt, "buckets": buckets}


def test_runs_come_as_a_list_and_as_a_frame(api: ApiServer) -> None:
    api.on(f"GET {RUNS}", {"items": [ROW], "nextCursor": None})
    found = client.runs(filter="stage = sft", limit=5)
    assert [(each.id, each.state, each.tags) for each in found] == [("r1", "finished", ["x"])]
    assert api.of(f"GET {RUNS}")[0].query == {"filter": ["stage = sft"], "limit": ["5"]}
    frame = found.frame()
    assert frame.loc[0, "headline.train/loss"] == 1.5
    assert frame.loc[0, "name"] == "a <b>"
    html = found._repr_html_()
    assert "a &lt;b&gt;" in html
    assert f'href="{api.url}/projects/clinic/runs/r1"' in html


def test_a_filter_with_a_typo_is_refused_with_its_place(api: ApiServer) -> None:
    api.on(f"GET {RUNS}", refusal(422, "Validation", "There is no column stat (character 1)."))
    with pytest.raises(client.Refused, match="character 1") as refused:
        client.runs("clinic", filter="stat = 1")
    assert (refused.value.status, refused.value.kind) == (422, "Validation")


def test_metrics_come_by_step_with_a_column_a_key(api: ApiServer) -> None:
    api.on(f"GET {RUNS}/r1", {**ROW, "givenConfig": {"lr": 0.1}, "resolvedConfig": {"lr": 0.1, "steps": 3}})
    keys = [{"key": key, "source": source} for key, source in [("loss", "metrics"), ("cpu", "resource")]]
    api.on(f"GET {RUNS}/r1/metric-keys", {"items": keys})
    first, second = segment("loss", 1, [0, 1, 2], [3.0, 2.0, 9.0]), segment("loss", 2, [2, 3], [1.0, None])
    api.on(f"GET {RUNS}/r1/metrics", {"items": [first, second]})
    run = client.open_run("r1", "clinic")
    assert run.config == {"lr": 0.1, "steps": 3}
    frame = run.metrics()
    assert list(frame.index) == [0, 1, 2, 3]
    # The second attempt took over at step 2.
    assert list(frame["loss"])[:3] == [3.0, 2.0, 1.0]
    assert math.isnan(frame["loss"].iloc[3])
    assert set(api.of(f"GET {RUNS}/r1/metrics")[0].query["keys"]) == {"loss"}
    assert list(run.metric_keys()["key"]) == ["loss", "cpu"]


def test_a_long_series_keeps_its_spikes(api: ApiServer) -> None:
    api.on(f"GET {RUNS}/r1", ROW)
    buckets = {"n": [4], "min": [0.1], "max": [99.0], "mean": [25.0], "last": [0.2]}
    api.on(f"GET {RUNS}/r1/metrics", {"items": [segment("loss", 1, [0], [1.0], **buckets)]})
    frame = client.open_run("r1").metrics(["loss"], points=1, wide=False)
    assert frame.to_dict("records") == [
        {"key": "loss", "attempt": 1, "step": 0, "value": 25.0, "min": 0.1, "max": 99.0, "n": 4}
    ]


def test_many_keys_are_asked_for_in_several_requests(api: ApiServer) -> None:
    api.on(f"GET {RUNS}/r1", ROW)
    api.on(f"GET {RUNS}/r1/metrics", {"items": []})
    frame = client.open_run("r1").metrics([f"k{each}" for each in range(120)])
    assert isinstance(frame, pandas.DataFrame)
    assert [len(each.query["keys"]) for each in api.of(f"GET {RUNS}/r1/metrics")] == [50, 50, 20]


def test_more_points_than_an_answer_holds_are_refused(api: ApiServer) -> None:
    api.on(f"GET {RUNS}/r1", ROW)
    api.on(f"GET {RUNS}/r1/metrics", {"items": []})
    run = client.open_run("r1")
    with pytest.raises(ValueError, match="at most 4000"):
        run.metrics(["loss"], points=4_001)
    run.metrics(["loss"], points=4_000)


def test_logs_come_as_a_frame(api: ApiServer) -> None:
    api.on(f"GET {RUNS}/r1", ROW)
    api.on(f"GET {RUNS}/r1/logs", {"items": [{"number": 1, "text": "hello", "level": "info"}]})
    assert list(client.open_run("r1").logs(level="info")["text"]) == ["hello"]


def test_without_pandas_a_sentence_says_what_to_do(api: ApiServer, monkeypatch: pytest.MonkeyPatch) -> None:
    api.on(f"GET {RUNS}", {"items": [ROW], "nextCursor": None})
    found = client.runs()
    monkeypatch.setitem(sys.modules, "pandas", None)
    with pytest.raises(AssayError, match="pip install pandas"):
        found.frame()


def test_what_the_package_does_not_have_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="no attribute 'finsh'"):
        _ = client.finsh
