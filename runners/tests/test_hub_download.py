"""Fetching a model from a hub that speaks its protocol on this machine."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from runners.contract.failure import StageFailure, StageStopped
from runners.models.hub_snapshot import Snapshot, fetch_snapshot
from runners.tests.hub_server import COMMIT, HubServer

WEIGHTS = bytes(range(256)) * 120_000


@pytest.fixture
def hub(tmp_path: Path) -> Iterator[HubServer]:
    folder = tmp_path / "published"
    folder.mkdir()
    for name in ("config.json", "tokenizer.json"):
        (folder / name).write_text(json.dumps(name))
    (folder / "model.safetensors").write_bytes(WEIGHTS)
    (folder / "pytorch_model.bin").write_bytes(b"pickle")
    server = HubServer(folder)
    yield server
    server.stop()


def fetch(hub: HubServer, cache: Path, told: list[tuple[int, int]] | None = None) -> Path:
    tell = (told if told is not None else []).append
    return fetch_from(hub, "clinic/small", cache, lambda done, total: tell((done, total))).folder


def fetch_from(hub: HubServer, repository: str, cache: Path, tell: Callable[[int, int], None]) -> Snapshot:
    return fetch_snapshot(repository, "main", cache, tell, offline=False, endpoint=hub.url)


def test_a_model_is_fetched_with_progress_inside_of_its_files_and_without_pickles(
    tmp_path: Path, hub: HubServer
) -> None:
    told: list[tuple[int, int]] = []
    folder = fetch(hub, tmp_path / "cache", told)
    assert sorted(file.name for file in folder.iterdir()) == ["config.json", "model.safetensors", "tokenizer.json"]
    assert (folder / "model.safetensors").read_bytes() == WEIGHTS
    total = len(WEIGHTS) + len('"config.json"' + '"tokenizer.json"')
    assert told[0] == (0, total)
    assert told[-1] == (total, total)
    assert any(100 < done < len(WEIGHTS) for done, _ in told)
    assert told == sorted(told)


def test_a_connection_that_breaks_is_taken_up_where_it_broke(tmp_path: Path, hub: HubServer) -> None:
    hub.break_after = 12_000_000
    folder = fetch(hub, tmp_path / "cache")
    assert (folder / "model.safetensors").read_bytes() == WEIGHTS
    assert len(hub.ranges) == 2


def test_what_was_fetched_is_not_fetched_again_and_serves_offline(tmp_path: Path, hub: HubServer) -> None:
    fetch(hub, tmp_path / "cache")
    hub.stop()
    kept = fetch_snapshot("clinic/small", COMMIT, tmp_path / "cache", lambda done, total: None, offline=True)
    assert (kept.folder / "model.safetensors").stat().st_size == len(WEIGHTS)


def test_a_repository_that_the_hub_does_not_have_is_the_persons_to_correct(tmp_path: Path, hub: HubServer) -> None:
    with pytest.raises(StageFailure) as failure:
        fetch_from(hub, "clinic/other", tmp_path, lambda done, total: None)
    assert (failure.value.fault, failure.value.field) == ("config", "repository")


def test_a_stopped_download_keeps_its_finished_files(tmp_path: Path, hub: HubServer) -> None:
    def tell(done: int, total: int) -> None:
        if done > 11_000_000:
            raise StageStopped

    with pytest.raises(StageStopped):
        fetch_from(hub, "clinic/small", tmp_path / "cache", tell)
    hub.fetched.clear()
    folder = fetch(hub, tmp_path / "cache")
    assert hub.fetched == ["model.safetensors", "tokenizer.json"]
    assert (folder / "model.safetensors").read_bytes() == WEIGHTS
