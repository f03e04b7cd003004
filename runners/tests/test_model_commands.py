import hashlib
from pathlib import Path

import pytest

from runners.tests.api_server import Answer, ApiServer, refusal
from runners.tests.command import Command

CLINIC = "/api/v1/projects/clinic"
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
