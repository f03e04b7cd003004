"""Document 3's config.yaml, read and written; documents 3 and 4's parameters as the stages' own defaults."""

import io
import json
from pathlib import Path

import pytest

from runners.commands.factual_config import main
from runners.contract.failure import StageFailure
from runners.stages.dpo.spec import DpoConfig
from runners.stages.fdpo.factual_config import read_factual_config, write_factual_config
from runners.stages.fdpo.spec import FdpoConfig
from runners.track.config_check import validate_config

DOCUMENT = """
models:
  - id: "google/gemma-2-9b-it"
    short: "gemma2-9b"
  - id: "Qwen/Qwen2.5-14B-Instruct"
    short: "qwen2.5-14b"
original_dpo:
  paths:
    train: "data/original/train.jsonl"
  hyperparams:
    max_seq_length: 2048
    load_in_4bit: true
    lora_r: 32
    lora_alpha: 64
    lora_dropout: 0.05
    batch_size: 2
    grad_accumulation: 16
    num_epochs: 3
    learning_rate: 1.8e-6
    warmup_ratio: 0.25
    beta: 0.1
    save_steps: 100
    logging_steps: 20
    seed: 3407
modified_dpo:
  deltas: [0, 2, 4, 6, 8, 10, 20, 30, 50, 100]
  hyperparams:
    per_device_train_batch_size: 2
    gradient_accumulation_steps: 16
    num_train_epochs: 3
    learning_rate: 1.8e-6
    warmup_ratio: 0.25
    save_steps: 100
    logging_steps: 20
    max_seq_length: 2048
    lora_r: 32
    lora_alpha: 64
    lora_dropout: 0.05
    optim: adamw_8bit
  wandb:
    project: "aixpert"
    run_prefix: "FactualDPO"
"""


def test_every_model_gets_plain_dpo_and_each_delta_under_its_tag() -> None:
    launches = read_factual_config(DOCUMENT).launches()
    assert len(launches) == 22
    assert launches[0]["name"] == "gemma2-9b_OriginalDPO"
    assert launches[0]["config"]["quantisation"] == "nf4"
    assert launches[21]["name"] == "FactualDPO_qwen2.5-14b_delta100"
    assert launches[6]["name"] == "FactualDPO_gemma2-9b_delta10"
    assert launches[6]["config"]["learningRate"] == 1.8e-6
    assert {launch["seed"] for launch in launches} == {3407}
    assert {launch["config"].get("orientation") for launch in launches if launch["stage"] == "dpo"} == {"original"}
    assert {launch["config"].get("orientation") for launch in launches if launch["stage"] == "fdpo"} == {None}


def test_each_block_has_a_seed_of_its_own() -> None:
    sweep = read_factual_config(DOCUMENT.replace("seed: 3407", "seed: 7").replace("optim: adamw_8bit", "seed: 9"))
    assert {(launch["stage"], launch["seed"]) for launch in sweep.launches()} == {("dpo", 7), ("fdpo", 9)}
    assert read_factual_config(write_factual_config(sweep)).launches() == sweep.launches()


def test_what_has_no_counterpart_is_told_and_not_lost_in_silence() -> None:
    assert set(read_factual_config(DOCUMENT).ignored) == {
        "original_dpo.paths",
        "modified_dpo.wandb.project",
        "modified_dpo.hyperparams.optim",
    }


def test_what_is_written_reads_back_the_same() -> None:
    sweep = read_factual_config(DOCUMENT)
    again = read_factual_config(write_factual_config(sweep))
    assert again.launches() == sweep.launches()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a: [", "no YAML"),
        ("models: []", "neither a block"),
        ("original_dpo: {}\nmodels: [{id: a}]", "each with id and short"),
        (DOCUMENT.replace("lora_r: 32", "lora_r: 3200"), "512"),
        (DOCUMENT.replace("lora_r: 32", "lora_r: abc"), "original_dpo.hyperparams.lora_r must be a number"),
        (DOCUMENT.replace("lora_r: 32", "lora_r: 2.7"), "must be a whole number"),
        (DOCUMENT.replace("lora_r: 32", 'lora_r: "32"'), "must be a whole number"),
        (DOCUMENT.replace("lora_r: 32", "lora_r: true"), "must be a number"),
        (DOCUMENT.replace("beta: 0.1", "beta: .inf"), "must be a number"),
        (DOCUMENT.replace("beta: 0.1", "beta: [1]"), "must be a number"),
        (DOCUMENT.replace("load_in_4bit: true", "load_in_4bit: 'no'"), "true or false"),
        (DOCUMENT.replace("seed: 3407", "seed: x"), "seed must be a number"),
        (DOCUMENT.replace("seed: 3407", "seed: -1"), "seed must be from 0"),
        (DOCUMENT.replace("deltas: [0, 2, 4, 6, 8, 10, 20, 30, 50, 100]", "deltas: 10"), "deltas must be a list"),
        (DOCUMENT.replace("deltas: [0, 2,", "deltas: [a, 2,"), "deltas must be a number"),
        ("original_dpo: 5\nmodels: [{id: a, short: b}]", "original_dpo must be a block"),
        ("original_dpo: {hyperparams: 5}\nmodels: [{id: a, short: b}]", "hyperparams must be a block"),
        ("modified_dpo: {deltas: [1], wandb: 5}\nmodels: [{id: a, short: b}]", "wandb must be a block"),
        ("modified_dpo: {deltas: [1]}\nmodels: 5", "models must be a list"),
        ("modified_dpo: {deltas: []}\nmodels: [{id: a, short: b}]", "asks for no run"),
    ],
)
def test_a_file_that_cannot_be_read_is_refused(text: str, words: str) -> None:
    with pytest.raises(StageFailure, match=words):
        read_factual_config(text)


def test_the_command_reads_and_writes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "config.yaml"
    given = {"models": [["google/gemma-2-9b-it", "gemma2-9b"]], "deltas": [0, 2.5], "config": {"beta": 0.2}, "seed": 7}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(given)))
    assert main([str(file), "--write"]) == 0
    assert main([str(file)]) == 0
    launches = json.loads(capsys.readouterr().out)["launches"]
    assert [launch["name"] for launch in launches] == ["FactualDPO_gemma2-9b_delta0", "FactualDPO_gemma2-9b_delta2.5"]
    assert launches[1]["config"] == {"beta": 0.2, "delta": 2.5}
    assert launches[1]["seed"] == 7
    file.write_text("nothing: here")
    assert main([str(file)]) == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"config": {"recordEvery": 5}}, "would not read back"),
        ({"config": {"orientation": "stored"}}, "would not read back"),
        ({"config": {"quantisation": "int8"}}, "would not read back"),
        ({"seed": "x"}, "seed"),
        ({"models": "gemma"}, "models"),
    ],
)
def test_a_sweep_that_the_file_has_no_place_for_is_not_written(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], given: dict, says: str
) -> None:
    sweep = {"models": [["google/gemma-2-9b-it", "gemma2-9b"]], "deltas": [0], "config": {}, "seed": 7, **given}
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps(sweep)))
    assert main([str(tmp_path / "config.yaml"), "--write"]) == 1
    assert says in capsys.readouterr().err
    assert not (tmp_path / "config.yaml").exists()


def test_a_file_that_is_not_there_or_no_text_is_refused_in_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "none.yaml")]) == 1
    assert "cannot be read" in capsys.readouterr().err
    (tmp_path / "binary.yaml").write_bytes(b"\xff\xfe\x00")
    assert main([str(tmp_path / "binary.yaml")]) == 1
    assert "UTF-8" in capsys.readouterr().err


def test_the_stages_begin_with_the_documents_parameters() -> None:
    stage_b, factual = DpoConfig(), FdpoConfig()
    assert (stage_b.learning_rate, stage_b.beta, stage_b.epochs, stage_b.batch_size) == (5e-6, 0.1, 2, 4)
    assert (factual.learning_rate, factual.beta, factual.epochs, factual.warmup) == (1.8e-6, 0.1, 3, 0.25)
    assert (factual.batch_size, factual.accumulation) == (2, 16)
    assert (factual.lora_rank, factual.lora_alpha, factual.lora_dropout, factual.max_tokens) == (32, 64, 0.05, 2048)
    assert "near it" in str(DpoConfig.model_fields["beta"].description)


def test_an_inherited_field_keeps_its_bounds() -> None:
    with pytest.raises(StageFailure, match="512"):
        validate_config(FdpoConfig, {"loraRank": 513})
