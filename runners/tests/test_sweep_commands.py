from pathlib import Path
from typing import Any

import pytest

from runners.tests.api_server import Answer, ApiServer
from runners.tests.command import Command

SWEEPS = "/api/v1/projects/clinic/sweeps"
PLAN = {
    **{"runs": 2, "references": 1, "names": ["a", "b"], "taken": ["a"], "models": [], "warnings": ["Mind it."]},
    **{"slots": {"device": "GPU", "atOnce": 2}, "cost": 12.5, "currency": "EUR", "problems": []},
    "ahead": {"seconds": 7200, "elapsedSeconds": 3600, "basis": "By two runs."},
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "config.yaml"
    path.write_text("modified_dpo: {}")
    return path


def asked(**more: Any) -> dict[str, Any]:
    model = {"id": "google/gemma-2-9b-it", "short": "gemma2-9b", "modelId": "m1", "name": "gemma"}
    original = {"stage": "dpo", "config": {"orientation": "original"}, "vary": {}, "seeds": [3407]}
    modified = {"stage": "fdpo", "config": {}, "vary": {"delta": [0, 2]}, "seeds": [7]}
    return {"models": [model], "sweeps": [original, modified], "leftOut": [], "inherited": [], "problems": [], **more}


def test_both_blocks_are_launched_on_the_pairs_that_were_named(assay: Command, api: ApiServer, file: Path) -> None:
    left_out = [{"field": "modified_dpo.paths.train_file", "line": 3}]
    inherited = [{"field": "original_dpo.hyperparams.beta", "line": 2}]
    api.on(f"POST {SWEEPS}/files/read", asked(leftOut=left_out, inherited=inherited))
    launched = [{"runIds": [name], "tag": f"sweep-{name}"} for name in ("r1", "r2")]
    api.on(f"POST {SWEEPS}/plan", PLAN)
    api.on(f"POST {SWEEPS}", *[Answer(each, 201) for each in launched])
    done = assay("sweeps", "import", str(file), "--dataset", "v1")
    assert (done.code, done.out) == (0, "r1\nr2\n")
    assert "config.yaml:3: modified_dpo.paths.train_file is left out" in done.err
    assert "config.yaml:2: original_dpo.hyperparams.beta holds for modified_dpo too" in done.err
    assert "modified_dpo: 1 runs, tagged sweep-r2" in done.err
    assert api.of(f"POST {SWEEPS}/files/read")[0].json == {"text": "modified_dpo: {}"}
    original, modified = (each.json for each in api.of(f"POST {SWEEPS}"))
    assert original["models"] == [{"modelId": "m1", "short": "gemma2-9b"}]
    assert modified["inputs"] == {"dataset": {"datasetVersionId": "v1"}}
    assert (modified["vary"], modified["seeds"], original["stage"]) == ({"delta": [0, 2]}, [7], "dpo")


def test_one_block_can_be_launched_alone_with_other_models(assay: Command, api: ApiServer, file: Path) -> None:
    api.on(f"POST {SWEEPS}/files/read", asked())
    api.on(f"POST {SWEEPS}/plan", PLAN)
    api.on(f"POST {SWEEPS}", Answer({"runIds": ["r1"], "tag": "t"}, 201))
    model = ("--model", "google/gemma-2-9b-it=mine")
    done = assay("sweeps", "import", str(file), "--dataset", "v1", "--only", "modified", *model, "--json")
    assert done.json == {"sweeps": [{"runs": ["r1"], "tag": "t"}]}
    (sent,) = (each.json for each in api.of(f"POST {SWEEPS}"))
    assert (sent["stage"], sent["models"]) == ("fdpo", [{"modelId": "mine", "short": "gemma2-9b"}])


def test_problems_are_told_by_line_and_nothing_is_launched(assay: Command, api: ApiServer, file: Path) -> None:
    problem = {"field": "judge", "line": 7, "what": "judge is no field.", "remedy": "Take it out."}
    missing = {"id": "a/b", "short": "b", "modelId": None, "name": None}
    api.on(f"POST {SWEEPS}/files/read", asked(problems=[problem]), asked(models=[missing]), asked())
    at = ("sweeps", "import", str(file), "--dataset", "v1")
    refused = assay(*at)
    assert (refused.code, refused.err) == (2, f"{file}:7: judge is no field. Take it out.\n")
    assert "Not in the registry: a/b" in assay(*at).err
    assert "names no x" in assay(*at, "--model", "x=y").err
    assert assay("sweeps", "import", "nowhere.yaml", "--dataset", "v1").code == 2
    assert api.of(f"POST {SWEEPS}") == []


def test_a_plan_tells_count_time_and_cost_and_launches_nothing(assay: Command, api: ApiServer, file: Path) -> None:
    api.on(f"POST {SWEEPS}/files/read", asked())
    api.on(f"POST {SWEEPS}/plan", PLAN)
    done = assay("sweeps", "import", str(file), "--dataset", "v1", "--only", "modified", "--plan")
    assert done.out == "a\nb\n"
    for words in ("2 runs, 2 at once on GPU; 1 reference", "2 h", "12.50 EUR.", "Mind it.", "1 of these names"):
        assert words in done.err
    assert api.of(f"POST {SWEEPS}") == []


def test_plans_of_both_blocks_are_one_answer(assay: Command, api: ApiServer, file: Path) -> None:
    api.on(f"POST {SWEEPS}/files/read", asked())
    api.on(f"POST {SWEEPS}/plan", PLAN, {**PLAN, "names": ["c"]})
    given = ("sweeps", "import", str(file), "--dataset", "v1", "--plan")
    assert [each["names"] for each in assay(*given, "--json").json["sweeps"]] == [["a", "b"], ["c"]]


def test_a_block_that_would_be_refused_keeps_the_other_from_being_launched(
    assay: Command, api: ApiServer, file: Path
) -> None:
    api.on(f"POST {SWEEPS}/files/read", asked())
    api.on(f"POST {SWEEPS}/plan", PLAN, {**PLAN, "problems": [{"where": "config.loraRank", "what": "No such rank."}]})
    done = assay("sweeps", "import", str(file), "--dataset", "v1", "--json")
    assert (done.code, "No such rank." in done.err) == (1, True)
    assert api.of(f"POST {SWEEPS}") == []


def test_what_was_launched_is_told_where_the_next_block_fails(assay: Command, api: ApiServer, file: Path) -> None:
    api.on(f"POST {SWEEPS}/files/read", asked())
    api.on(f"POST {SWEEPS}/plan", PLAN)
    refused = Answer({"title": "Conflict", "status": 409, "detail": "It is archived."}, 409)
    api.on(f"POST {SWEEPS}", Answer({"runIds": ["r1"], "tag": "t"}, 201), refused)
    done = assay("sweeps", "import", str(file), "--dataset", "v1", "--json")
    assert (done.code == 0, done.json) == (False, {"sweeps": [{"runs": ["r1"], "tag": "t"}]})


def test_launch_sweeps_over_models_and_plans(assay: Command, api: ApiServer) -> None:
    api.on("GET /api/v1/projects/clinic/stages", {"items": [{"stage": "fdpo", "inputs": []}]})
    api.on(f"POST {SWEEPS}", Answer({"runIds": ["r1"], "tag": "t"}, 201))
    problem = {"where": "models.1.short", "what": "Two models are both called a."}
    api.on(f"POST {SWEEPS}/plan", {**PLAN, "problems": [problem]})
    given = ("runs", "launch", "fdpo", "--vary", "delta=0,2", "--models", "m1=a,run:r7")
    assert assay(*given).code == 0
    models = [{"modelId": "m1", "short": "a"}, {"fromRunId": "r7"}]
    assert api.of(f"POST {SWEEPS}")[0].json["models"] == models
    planned = assay(*given, "--plan")
    assert (planned.code, "both called a" in planned.err) == (1, True)
    assert assay("runs", "launch", "fdpo", "--models", "dataset:x").code == 2


def test_a_sweep_is_printed_or_written(assay: Command, api: ApiServer, tmp_path: Path) -> None:
    api.on(f"GET {SWEEPS}/sweep-1/file", {"fileName": "config.yaml", "text": "models: []\n"})
    assert assay("sweeps", "export", "sweep-1").out == "models: []\n"
    out = tmp_path / "out.yaml"
    assert assay("sweeps", "export", "sweep-1", "--out", str(out)).code == 0
    assert out.read_text() == "models: []\n"
    assert assay("sweeps", "export", "sweep-1", "--out", str(out)).code == 2
