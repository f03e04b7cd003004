import hashlib
import json
from pathlib import Path

import pytest

from runners.tests.api_server import Answer, ApiServer, refusal
from runners.tests.command import Command

CLINIC = "/api/v1/projects/clinic"
STORED = {"datasetVersionId": "v1", "number": 3, "rows": 2, "existing": False, "problems": []}


@pytest.fixture
def notes(tmp_path: Path) -> Path:
    path = tmp_path / "notes.csv"
    path.write_text("dialogue,note\na,b\n")
    return path


def test_import_sends_the_file_with_how_to_read_it(assay: Command, api: ApiServer, notes: Path) -> None:
    api.on("POST /api/v1/projects/clinic/datasets", Answer(STORED, 201))
    done = assay("datasets", "import", str(notes), "--type", "notes", "--columns", "source=dialogue", "--split", "test")
    assert (done.code, done.out) == (0, "v1  version 3, 2 rows, imported\n")
    (asked,) = api.of("POST /api/v1/projects/clinic/datasets")
    assert asked.body == notes.read_bytes()
    assert asked.query == {
        **{"fileName": ["notes.csv"], "type": ["notes"], "columns": ["source=dialogue"]},
        **{"split": ["test"], "holds": ["unstated"]},
    }


def test_import_names_rows_that_were_left_out(assay: Command, api: ApiServer, notes: Path) -> None:
    problems = [{"row": row, "reason": "the note is empty"} for row in range(1, 23)]
    api.on("POST /api/v1/projects/clinic/datasets", {**STORED, "existing": True, "problems": problems})
    done = assay("datasets", "import", str(notes))
    assert done.out == "v1  version 3, 2 rows, was there already\n"
    assert done.err.splitlines()[0] == "row 1: the note is empty"
    assert done.err.splitlines()[20:] == ["… and 2 more rows with problems"]
    assert len(assay("datasets", "import", str(notes), "--json").json["problems"]) == 22


def test_import_says_why_not(assay: Command, api: ApiServer, notes: Path, tmp_path: Path) -> None:
    api.on(
        "POST /api/v1/projects/clinic/datasets",
        Answer({"kind": "Validation", "message": "There is no column note.", "problems": []}, 422),
    )
    assert assay("datasets", "import", str(notes)).err == "There is no column note.\n"
    missing = assay("datasets", "import", str(tmp_path / "none.csv"))
    assert (missing.code, missing.err) == (2, f"{tmp_path}/none.csv cannot be read: no such file or directory.\n")


READING = {
    **{"rows": 3, "rowsRead": 4, "splits": {"train": 2, "test": 1}, "groups": 3},
    "problems": [{"row": 3, "line": 5, "reason": "empty reference"}],
    "problemCounts": [{"reason": "empty reference", "rows": 1}],
}
PREVIEW = {
    **{"format": "csv", "encoding": "utf-8", "type": "notes", "typeGuessed": True, "mappingHow": "guessed"},
    **{"mapping": {"source": "dialogue"}, "missing": [], "reading": READING},
    "columns": [{"name": "dialogue", "kind": "text", "filled": 4, "of": 4, "samples": ["a  long\n" + "x" * 60]}],
}


def test_preview_shows_what_would_become_of_a_file_and_stores_nothing(
    assay: Command, api: ApiServer, notes: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    imports = f"{CLINIC}/datasets/imports"
    progress = {"phase": "examining", "done": 1, "total": 2, "rows": 900}
    opened = {"id": "i1", "state": "examining", "progress": None, "failure": None, "preview": None}
    api.on(f"POST {imports}", Answer(opened, 201))
    ready = {**opened, "state": "waiting", "preview": PREVIEW}
    api.on(f"GET {imports}/i1", {**opened, "progress": progress}, ready)
    api.on(f"POST {imports}/i1/cancel", Answer(status=204))
    done = assay("datasets", "import", str(notes), "--preview", "--encoding", "utf-16", "--keep-alike")
    assert (done.code, done.out.splitlines()) == (
        0,
        [
            "csv, utf-8, type notes (guessed)",
            "COLUMN    IS      KIND  FILLED  FIRST",
            f"dialogue  source  text  4 of 4  a long {'x' * 32}…",
            "The columns are guessed; to store it so, add --columns source=dialogue",
            "3 of 4 rows would be stored: train 2, test 1; 3 groups",
        ],
    )
    assert done.err == "waiting for the reader\nexamining: 900 rows, 50 %\n1 rows: empty reference (row 3)\n"
    assert api.of(f"POST {imports}")[0].query == {
        **{"fileName": ["notes.csv"], "encoding": ["utf-16"], "keepAlike": ["true"]},
    }
    assert len(api.of(f"POST {imports}/i1/cancel")) == 1
    assert assay("datasets", "import", str(notes), "--preview", "--json").json == PREVIEW
    failure = {"message": "A quote is never closed.", "problems": [{"where": "line 2", "what": "it opens here"}]}
    api.on(f"GET {imports}/i1", {**opened, "state": "failed", "failure": failure})
    failed = assay("datasets", "import", str(notes), "--preview")
    assert (failed.code, failed.err) == (
        1,
        "waiting for the reader\nA quote is never closed.\n  line 2: it opens here\n",
    )
    assert len(api.of("POST /api/datasets")) == len(api.of(f"POST {CLINIC}/datasets")) == 0


def test_list_shows_the_newest_versions(assay: Command, api: ApiServer) -> None:
    version = {"id": "v1", "number": 2, "type": "notes", "rows": 300}
    api.on(f"GET {CLINIC}/datasets", {"items": [{"name": "visits", "version": version}], "nextCursor": None})
    assert assay("datasets", "list").out == (
        "VERSION  NAME    NUMBER  TYPE   ROWS\nv1       visits  v2      notes  300\n"
    )
    assert assay("datasets", "list", "--json").json[0]["version"] == version


def test_export_writes_a_whole_file_or_none(assay: Command, api: ApiServer, tmp_path: Path) -> None:
    path = f"GET {CLINIC}/datasets/v1/export"
    api.on(path, Answer(b'{"id": 1}\n'))
    out = tmp_path / "out.jsonl"
    done = assay("datasets", "export", "v1", "--out", str(out), "--json")
    assert done.json == {"version": "v1", "file": str(out), "bytes": 10}
    assert out.read_bytes() == b'{"id": 1}\n'
    assert api.of(path)[0].query == {"format": ["jsonl"]}
    api.on(path, Answer(b'{"id": 1}\n{"id": 2}\n', cut_after=12))
    broken = assay("datasets", "export", "v1", "--out", str(tmp_path / "cut.jsonl"))
    assert broken.code == 1
    assert sorted(each.name for each in tmp_path.iterdir()) == ["home", "out.jsonl"]


def test_export_to_standard_output(assay: Command, api: ApiServer) -> None:
    api.on(f"GET {CLINIC}/datasets/v1/export", Answer("é\n".encode()))
    done = assay("datasets", "export", "v1", "--format", "csv")
    assert (done.code, done.out) == (0, "é\n")


MODEL = {
    **{"id": "m1", "name": "org/tiny", "source": "hub", "baseModel": None, "madeBy": {"name": "import tiny"}},
    "artifact": {"id": "a1", "kind": "model", "digest": "", "bytes": 0},
}
FILES = {"config.json": b"{}", "weights/model.safetensors": bytes(range(256)) * 40}


@pytest.fixture
def model(api: ApiServer) -> list[dict]:
    listed = [
        {"path": path, "digest": hashlib.sha256(content).hexdigest(), "bytes": len(content)}
        for path, content in FILES.items()
    ]
    api.on(f"GET {CLINIC}/models/m1", MODEL)
    api.on(f"GET {CLINIC}/models", {"items": [MODEL]})
    api.on(f"GET {CLINIC}/artifacts/a1/files", {"items": listed})
    return listed


def test_models_are_listed_with_what_they_stand_on(assay: Command, api: ApiServer, model: list[dict]) -> None:
    assert assay("models", "list").out.splitlines()[1].split() == ["m1", "org/tiny", "hub", "-", "import", "tiny"]
    assert assay("models", "list", "--json").json == [MODEL]


def test_pull_fetches_each_file_once(assay: Command, api: ApiServer, model: list[dict], tmp_path: Path) -> None:
    api.on("GET /api/v1/artifacts/a1", *(Answer(content) for content in FILES.values()))
    out = tmp_path / "tiny"
    done = assay("models", "pull", "org/tiny", "--out", str(out))
    assert (done.code, done.out) == (0, f"{out}\n")
    assert done.err.startswith("org/tiny: 2 files, 10.0 KiB, into ")
    assert {path: (out / path).read_bytes() for path in FILES} == FILES
    assert [each.query for each in api.of("GET /api/v1/artifacts/a1")] == [{"file": ["0"]}, {"file": ["1"]}]
    again = assay("models", "pull", "m1", "--out", str(out), "--json")
    assert again.json == {"model": "m1", "folder": str(out), "files": 2, "bytes": 10_242, "fetched": 0}
    assert len(api.of("GET /api/v1/artifacts/a1")) == 2


def test_pull_goes_on_where_it_was_cut_off(assay: Command, api: ApiServer, model: list[dict], tmp_path: Path) -> None:
    weights = FILES["weights/model.safetensors"]
    cut = Answer(weights, cut_after=4_000)
    api.on("GET /api/v1/artifacts/a1", Answer(b"{}"), cut, Answer(weights[4_000:]))
    assert assay("models", "pull", "m1", "--out", str(tmp_path / "tiny")).code == 0
    assert (tmp_path / "tiny/weights/model.safetensors").read_bytes() == weights
    assert api.of("GET /api/v1/artifacts/a1")[-1].query == {"file": ["1"], "from": ["4000"]}


def test_pull_keeps_what_arrived_for_the_next_time(
    assay: Command, api: ApiServer, model: list[dict], tmp_path: Path
) -> None:
    weights = FILES["weights/model.safetensors"]
    cuts = [Answer(weights[at * 100 :], cut_after=100) for at in range(5)]
    api.on("GET /api/v1/artifacts/a1", Answer(b"{}"), *cuts, Answer(weights[500:]))
    broken = assay("models", "pull", "m1", "--out", str(tmp_path / "tiny"))
    assert (broken.code, "run it again" in broken.err) == (1, True)
    assert assay("models", "pull", "m1", "--out", str(tmp_path / "tiny")).code == 0
    assert (tmp_path / "tiny/weights/model.safetensors").read_bytes() == weights


def test_pull_throws_away_what_is_not_the_file(
    assay: Command, api: ApiServer, model: list[dict], tmp_path: Path
) -> None:
    api.on("GET /api/v1/artifacts/a1", Answer(b"[]"))
    done = assay("models", "pull", "m1", "--out", str(tmp_path / "tiny"))
    assert (done.code, done.err.splitlines()[-1]) == (
        1,
        "config.json arrived damaged and was thrown away: run it again.",
    )
    assert list((tmp_path / "tiny").iterdir()) == []


@pytest.mark.parametrize("path", ["../outside", "/etc/passwd", "a/../../b", ""])
def test_pull_writes_nothing_outside_of_its_folder(assay: Command, api: ApiServer, tmp_path: Path, path: str) -> None:
    api.on(f"GET {CLINIC}/models/m1", MODEL)
    api.on(f"GET {CLINIC}/artifacts/a1/files", {"items": [{"path": path, "digest": "0" * 64, "bytes": 1}]})
    done = assay("models", "pull", "m1", "--out", str(tmp_path / "tiny"))
    assert (done.code, "outside" in done.err) == (1, True)


def test_pull_says_what_an_adapter_stands_on_and_what_is_not_there(
    assay: Command, api: ApiServer, tmp_path: Path
) -> None:
    digest = hashlib.sha256(b"adapter").hexdigest()
    artifact = {"id": "a1", "kind": "adapter", "digest": digest, "bytes": 7}
    adapter = {**MODEL, "artifact": artifact, "baseModel": {"id": "m0", "name": "base"}}
    api.on(f"GET {CLINIC}/models/m1", adapter)
    api.on(f"GET {CLINIC}/artifacts/a1/files", {"items": []})
    api.on("GET /api/v1/artifacts/a1", Answer(b"adapter"))
    done = assay("models", "pull", "m1", "--out", str(tmp_path))
    assert "It stands on base, which `assay models pull m0` brings." in done.err
    assert (tmp_path / "org-tiny").read_bytes() == b"adapter"
    api.on(f"GET {CLINIC}/models", {"items": [adapter, {**adapter, "id": "m2"}]})
    assert assay("models", "pull", "nothing").err.startswith('There is no model "nothing"')
    assert assay("models", "pull", "org/tiny").err == (
        'Several models are called "org/tiny": name one by its id: m1, m2.\n'
    )
    api.on(f"GET {CLINIC}/models/m1", refusal(403, "Forbidden", "Your role does not allow this."))
    assert assay("models", "pull", "m1").err == "Your role does not allow this.\n"


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
    assert len(asked.body.splitlines()) == 300
    assert {"source", "reference"} <= json.loads(asked.body.splitlines()[0]).keys()
