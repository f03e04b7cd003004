from pathlib import Path

import pytest

from runners.tests.api_server import Answer, ApiServer
from runners.tests.command import Command

CLINIC = "/api/v1/projects/clinic"
STORED = {"datasetVersionId": "v1", "number": 3, "rows": 2, "existing": False, "problems": []}


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
    assert (broken.code, broken.err) == (1, "The export broke off after 12 B: run it again.\n")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["home", "out.jsonl"]


def test_an_export_in_pieces_that_breaks_off_is_told_in_a_sentence(
    assay: Command, api: ApiServer, tmp_path: Path
) -> None:
    path = f"GET {CLINIC}/datasets/v1/export"
    api.on(path, Answer(b'5\r\n{"id"\r\n8\r\n: 1', headers={"Transfer-Encoding": "chunked"}, cut_after=16))
    broken = assay("datasets", "export", "v1", "--out", str(tmp_path / "cut.jsonl"))
    assert (broken.code, broken.err) == (1, "The export broke off after 8 B: run it again.\n")
    assert not (tmp_path / "cut.jsonl").exists()


def test_a_server_that_breaks_the_connection_at_an_upload_is_named(assay: Command, api: ApiServer, notes: Path) -> None:
    api.on(f"POST {CLINIC}/datasets", Answer(b'{"datasetVersionId": "v1"}', reset_after=5))
    done = assay("datasets", "import", str(notes))
    assert done.code == 1
    assert done.err.startswith(f"No answer from {api.url}")


def test_export_to_standard_output(assay: Command, api: ApiServer) -> None:
    api.on(f"GET {CLINIC}/datasets/v1/export", Answer("é\n".encode()))
    done = assay("datasets", "export", "v1", "--format", "csv")
    assert (done.code, done.out) == (0, "é\n")
