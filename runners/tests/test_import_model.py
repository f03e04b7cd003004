"""Importing a model: what is refused, and with which words."""

import json
from pathlib import Path
from typing import Any

import pytest

from runners.contract.failure import StageFailure
from runners.models.architectures import ARCHITECTURES, parameter_count
from runners.models.hub_snapshot import fetch_snapshot
from runners.models.model_folder import read_model_folder
from runners.models.random_model import write_random_model
from runners.tests.attempts import artifact_folder, make_launch, run_stage, tiny_model, training_inputs, write_dataset


def imported(home: Path, config: dict[str, Any]) -> tuple[dict[str, Any], Path]:
    launch = make_launch(home, "import-model", config)
    events = run_stage(launch)
    (artifact,) = [event for event in events if event["type"] == "artifact"]
    return artifact, artifact_folder(launch, events, home / "laid-out")


@pytest.mark.parametrize("weights", ["stored", "drawn"])
def test_a_random_model_can_be_trained(tmp_path: Path, weights: str) -> None:
    artifact, folder = imported(tmp_path, {"source": "random", "architecture": "tiny", "weights": weights})
    assert artifact["kind"] == "model"
    metadata = artifact["metadata"]
    assert metadata["parameters"] == parameter_count(ARCHITECTURES["tiny"])
    assert metadata["architecture"] == "LlamaForCausalLM"
    assert metadata["randomWeights"] == (weights == "drawn")
    assert list(folder.glob("*.safetensors")) == ([folder / "model.safetensors"] if weights == "stored" else [])
    inputs = training_inputs(folder, write_dataset(tmp_path / "rows.jsonl"))
    run_stage(make_launch(tmp_path / "sft", "sft", {"steps": 1, "batchSize": 2}, inputs=inputs))


def test_weights_that_are_drawn_are_the_same_every_time(tmp_path: Path) -> None:
    import torch

    from runners.models.load_model import load_base_model

    write_random_model(tmp_path, ARCHITECTURES["tiny"], seed=3, stored=False)
    torch.manual_seed(1)
    state = torch.get_rng_state()
    one, other = (load_base_model(tmp_path, torch.device("cpu")).state_dict() for _ in range(2))
    assert all(torch.equal(one[key], other[key]) for key in one)
    assert torch.equal(torch.get_rng_state(), state)


def test_published_shapes_have_their_published_size() -> None:
    assert parameter_count(ARCHITECTURES["llama-3-8b"]) == 8_030_261_248
    assert parameter_count(ARCHITECTURES["llama-3.2-1b"]) == 1_235_814_400
    assert parameter_count(ARCHITECTURES["smollm2-135m"]) == 134_515_008


def test_a_folder_is_kept_with_its_licence(tmp_path: Path) -> None:
    source = tiny_model(tmp_path / "my-model")
    (source / "README.md").write_text("---\nlicense: apache-2.0\n---\n")
    artifact, folder = imported(tmp_path / "run", {"source": "folder", "folder": str(source)})
    assert artifact["name"] == "my-model"
    assert artifact["metadata"]["license"] == "apache-2.0"
    assert artifact["metadata"]["parameters"] == read_model_folder(source).parameters
    assert (folder / "model.safetensors").read_bytes() == (source / "model.safetensors").read_bytes()


def test_pickled_weights_are_refused_with_the_remedy(tmp_path: Path) -> None:
    source = tiny_model(tmp_path / "m")
    (source / "model.safetensors").rename(source / "pytorch_model.bin")
    with pytest.raises(StageFailure, match=r"pickled \(pytorch_model.bin\)") as failure:
        imported(tmp_path / "run", {"source": "folder", "folder": str(source)})
    assert "save_pretrained" in (failure.value.remedy or "")
    assert failure.value.field == "folder"


@pytest.mark.parametrize(
    ("lost", "said"),
    [("config.json", "no config.json"), ("tokenizer.json", "no tokenizer"), ("model.safetensors", "no weights")],
)
def test_a_missing_part_is_named(tmp_path: Path, lost: str, said: str) -> None:
    source = tiny_model(tmp_path)
    (source / lost).unlink()
    with pytest.raises(StageFailure, match=said):
        read_model_folder(source)


def test_a_missing_shard_is_named(tmp_path: Path) -> None:
    source = tiny_model(tmp_path)
    (source / "model.safetensors").rename(source / "model-00001-of-00002.safetensors")
    names = {"a": "model-00001-of-00002.safetensors", "b": "model-00002-of-00002.safetensors"}
    (source / "model.safetensors.index.json").write_text(json.dumps({"weight_map": names}))
    with pytest.raises(StageFailure, match=r"1 of 2 weight files are missing, the first is model-00002-of-00002"):
        read_model_folder(source)


def offline_failure(cache: Path) -> StageFailure:
    with pytest.raises(StageFailure) as failure:
        fetch_snapshot("someone/some-model", "v1.2", cache, lambda done, total: None, offline=True)
    return failure.value


def test_offline_says_which_repository_revision_and_files_are_missing(tmp_path: Path) -> None:
    failure = offline_failure(tmp_path)
    assert failure.fault == "config"
    for part in ("someone/some-model", "v1.2", "config.json", "safetensors"):
        assert part in failure.reason
    assert "hf download someone/some-model --revision v1.2" in (failure.remedy or "")


def cache_snapshot(cache: Path, source: Path) -> None:
    """Lay a folder out as the hub's cache keeps a revision."""
    repository = cache / "models--someone--some-model"
    (repository / "refs").mkdir(parents=True)
    (repository / "refs" / "v1.2").write_text("c" * 40)
    (repository / "snapshots").mkdir()
    source.rename(repository / "snapshots" / ("c" * 40))


def test_offline_takes_a_cached_snapshot(tmp_path: Path) -> None:
    cache_snapshot(tmp_path / "cache", tiny_model(tmp_path / "m"))
    snapshot = fetch_snapshot("someone/some-model", "v1.2", tmp_path / "cache", lambda done, total: None, offline=True)
    assert snapshot.commit == "c" * 40
    assert read_model_folder(snapshot.folder).architecture == "LlamaForCausalLM"


def test_offline_names_the_files_that_a_cached_snapshot_lacks(tmp_path: Path) -> None:
    source = tiny_model(tmp_path / "m")
    (source / "model.safetensors").unlink()
    cache_snapshot(tmp_path / "cache", source)
    assert "without *.safetensors" in offline_failure(tmp_path / "cache").reason


def test_a_hub_that_does_not_answer_is_the_machines_fault(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from huggingface_hub import constants

    monkeypatch.setattr(constants, "ENDPOINT", "http://127.0.0.1:9")
    with pytest.raises(StageFailure) as failure:
        fetch_snapshot("someone/some-model", "v1.2", tmp_path, lambda done, total: None, offline=False)
    assert failure.value.fault == "machine"
    assert "someone/some-model at v1.2" in failure.value.reason


def test_the_embedded_model_that_is_not_there_says_where_it_should_be(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ASSAY_EMBEDDED_MODEL", str(tmp_path / "none.gguf"))
    with pytest.raises(StageFailure, match=r"none\.gguf"):
        imported(tmp_path / "run", {"source": "embedded"})
