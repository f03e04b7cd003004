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
    file.write_text("nothing: here")
    assert main([str(file)]) == 1


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
