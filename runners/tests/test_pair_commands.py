"""`assay pairs export`: files a split with their card, or rows on standard output."""

from pathlib import Path

from runners.tests.api_server import Answer, ApiServer
from runners.tests.command import Command

CLINIC = "/api/v1/projects/clinic/pairs/v1"
EXPORT, CARD = f"GET {CLINIC}/export", f"GET {CLINIC}/card"


def test_a_folder_gets_each_split_and_the_card(assay: Command, api: ApiServer, tmp_path: Path) -> None:
    api.on(EXPORT, Answer(b'{"prompt": 1}\n'), Answer(b'{"prompt": 2}\n'), Answer(b""))
    api.on(CARD, Answer(b"# pairs v1\n"))
    out = tmp_path / "out"
    done = assay("pairs", "export", "v1", "--format", "trl", "--conversational", "--output", str(out), "--json")
    assert done.json["files"] == {"train.jsonl": 14, "validation.jsonl": 14, "README.md": 11}
    assert (out / "validation.jsonl").read_bytes() == b'{"prompt": 2}\n'
    assert sorted(each.name for each in out.iterdir()) == ["README.md", "train.jsonl", "validation.jsonl"]
    asked = api.of(EXPORT)[0].query
    assert asked == {"form": ["paired"], "conversational": ["true"], "split": ["train"]}


def test_rows_go_to_standard_output(assay: Command, api: ApiServer) -> None:
    api.on(EXPORT, Answer("é\n".encode()))
    done = assay("pairs", "export", "v1", "--unpaired")
    assert (done.code, done.out) == (0, "é\n")
    assert api.of(EXPORT)[0].query == {"form": ["unpaired"], "conversational": ["false"]}


def test_an_export_that_breaks_off_leaves_no_file(assay: Command, api: ApiServer, tmp_path: Path) -> None:
    api.on(EXPORT, Answer(b'{"prompt": 1}\n{"prompt": 2}\n', cut_after=18))
    out = tmp_path / "out"
    done = assay("pairs", "export", "v1", "--output", str(out))
    assert (done.code, done.err) == (1, "The export broke off after 18 B: run it again.\n")
    assert list(out.iterdir()) == []
