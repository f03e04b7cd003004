"""AIXpert's config.yaml, read and written; published parameters as the stages' own defaults."""

import io
import json
from pathlib import Path

import pytest

from runners.commands.factual_config import main
from runners.contract.failure import StageFailure
from runners.stages.dpo.spec import DpoConfig
from runners.stages.fdpo.factual_config import examine_factual_config, read_factual_config
from runners.stages.fdpo.factual_sweep import FactualSweep
from runners.stages.fdpo.factual_writing import write_factual_config
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
  wandb:
    project: "aixpert"
    run_prefix: "FactualDPO"
"""

ORIGINAL_DPO = {"orientation": "original", "beta": 0.2}


def test_every_model_gets_plain_dpo_and_each_delta_under_its_tag() -> None:
    launches = read_factual_config(DOCUMENT).launches()
    assert len(launches) == 22
    assert launches[0]["name"] == "gemma2-9b_OriginalDPO"
    assert launches[0]["config"]["quantisation"] == "nf4"
    assert launches[21]["name"] == "FactualDPO_qwen2.5-14b_delta100"
    assert launches[6]["name"] == "FactualDPO_gemma2-9b_delta10"
    assert launches[6]["config"]["learningRate"] == 1.8e-6
    assert {launch["config"]["quantisation"] for launch in launches} == {"nf4"}
    assert {launch["seed"] for launch in launches} == {3407}
    assert {launch["config"].get("orientation") for launch in launches if launch["stage"] == "dpo"} == {"original"}
    assert {launch["config"].get("orientation") for launch in launches if launch["stage"] == "fdpo"} == {None}
    # Logging is no validating, and the document says nothing of that.
    assert all("validateEvery" not in launch["config"] for launch in launches)


def test_each_block_has_a_seed_of_its_own() -> None:
    sweep = read_factual_config(DOCUMENT.replace("seed: 3407", "seed: 7").replace("  wandb:", "    seed: 9\n  wandb:"))
    assert {(launch["stage"], launch["seed"]) for launch in sweep.launches()} == {("dpo", 7), ("fdpo", 9)}
    again = read_factual_config(write_factual_config(sweep))
    assert (again.original_seed, again.modified_seed) == (7, 9)


def test_what_the_second_block_leaves_out_is_what_the_first_says() -> None:
    text = DOCUMENT.replace("beta: 0.1", "beta: 0.2").replace("seed: 3407", "seed: 7")
    sweep = read_factual_config(text)
    factual = [launch for launch in sweep.launches() if launch["stage"] == "fdpo"]
    assert {(each["config"]["beta"], each["config"]["quantisation"], each["seed"]) for each in factual} == {
        (0.2, "nf4", 7)
    }
    told = {each.field.rpartition(".")[2]: text.splitlines()[(each.line or 0) - 1] for each in sweep.inherited}
    assert told == {"beta": "    beta: 0.2", "load_in_4bit": "    load_in_4bit: true", "seed": "    seed: 7"}
    own = read_factual_config(text.replace("  wandb:", "    beta: 0.3\n    load_in_4bit: false\n    seed: 9\n  wandb:"))
    assert own.inherited == ()
    assert (own.modified or {}).items() >= {"beta": 0.3, "quantisation": "none"}.items()
    assert own.modified_seed == 9
    alone = read_factual_config(text.replace("deltas: [0, 2, 4, 6, 8, 10, 20, 30, 50, 100]", "deltas: []"))
    assert alone.inherited == ()


def test_an_inherited_setting_that_is_wrong_is_told_once() -> None:
    _, problems = examine_factual_config(DOCUMENT.replace("beta: 0.1", "beta: -1"))
    assert [each.field for each in problems] == ["original_dpo.hyperparams.beta"]


def test_what_has_no_counterpart_is_told_with_its_line() -> None:
    left_out = {each.field: each.line for each in read_factual_config(DOCUMENT).left_out}
    logging = {f"{block}_dpo.hyperparams.logging_steps" for block in ("original", "modified")}
    assert set(left_out) == {"original_dpo.paths.train", "modified_dpo.wandb.project", *logging}
    assert DOCUMENT.splitlines()[(left_out["modified_dpo.wandb.project"] or 0) - 1] == '    project: "aixpert"'


def test_what_is_written_reads_back_with_every_setting_in_it() -> None:
    sweep = read_factual_config(DOCUMENT)
    again = read_factual_config(write_factual_config(sweep))
    for one, other in zip(sweep.launches(), again.launches(), strict=True):
        spec = DpoConfig if one["stage"] == "dpo" else FdpoConfig
        assert validate_config(spec, one["config"]) == validate_config(spec, other["config"])
        assert (one["name"], one["seed"], one["model"]) == (other["name"], other["seed"], other["model"])
    assert "beta: 0.1" in write_factual_config(FactualSweep(models=(("a", "a"),), deltas=(2.0,)))


def test_every_problem_is_told_by_its_line_and_field() -> None:
    text = DOCUMENT.replace("lora_r: 32", "lora_r: abc").replace("warmup_ratio: 0.25", "warmup: 0.25", 1)
    sweep, problems = examine_factual_config(text.replace("num_train_epochs: 3", "num_train_epochs: 3000"))
    lines = text.splitlines()
    assert [each.field for each in problems] == [
        "original_dpo.hyperparams.lora_r",
        "original_dpo.hyperparams.warmup",
        "modified_dpo.hyperparams.num_train_epochs",
        "modified_dpo.hyperparams.lora_r",
    ]
    assert "warmup is no field" in problems[1].what
    assert "warmup_ratio" in (problems[1].remedy or "")
    for each in problems[:2]:
        assert each.field.rpartition(".")[2] in lines[(each.line or 0) - 1]
    assert sweep.models[0] == ("google/gemma-2-9b-it", "gemma2-9b")


@pytest.mark.parametrize(
    "text",
    [
        DOCUMENT.replace('project: "aixpert"', "api_key: 0123456789abcdef"),
        DOCUMENT.replace("original_dpo:", "hf_token: abcdefgh\noriginal_dpo:"),
        DOCUMENT.replace('"aixpert"', "hf_abcdefghijklmnop"),
        DOCUMENT.replace("beta: 0.1", "beta: sk-abcdefghijklmnopqrst"),
        DOCUMENT.replace("beta: 0.1", "hf_abcdefghijklmnop: 1"),
    ],
)
def test_a_secret_is_refused_and_never_repeated(text: str) -> None:
    _, problems = examine_factual_config(text)
    assert any("looks like a secret" in each.what for each in problems)
    said = json.dumps([each.as_json() for each in problems])
    assert not any(word in said for word in ("0123456789abcdef", "abcdefgh", "ghijklmnop"))


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
        (DOCUMENT.replace("deltas: [0, 2,", "deltas: [a, 2,"), "deltas.0 must be a number"),
        ("original_dpo: 5\nmodels: [{id: a, short: b}]", "original_dpo must be a block"),
        ("original_dpo: {hyperparams: 5}\nmodels: [{id: a, short: b}]", "hyperparams must be a block"),
        ("modified_dpo: {deltas: [1], wandb: 5}\nmodels: [{id: a, short: b}]", "wandb must be a block"),
        ("modified_dpo: {deltas: [1]}\nmodels: 5", "models must be a list"),
        (DOCUMENT.replace("beta: 0.1", "beta: 0.1\n    beta: 0.2"), "stands twice, first on line"),
        (DOCUMENT.replace("beta: 0.1", "beta: 0.1\n    per_device_train_batch_size: 2"), "under another name"),
        (DOCUMENT.replace("0, 2, 4", "0, 2, 2"), "2 stands twice"),
        (DOCUMENT.replace("50, 100]", "50, 10000]"), "1000"),
        (DOCUMENT.replace("qwen2.5-14b", "gemma2-9b"), "equal names"),
        (DOCUMENT.replace("Qwen/Qwen2.5-14B-Instruct", "google/gemma-2-9b-it"), "model stands twice"),
        (DOCUMENT.replace('"qwen2.5-14b"', '"a/b"'), "letters, digits"),
        (DOCUMENT.replace("deltas:", "optim: adamw_8bit\n  deltas:"), "optim is no field"),
        ("judge: {model: x}\n" + DOCUMENT, "judge is no field"),
        ("[" * 5000, "no YAML"),
        ("a: &a [*a]", "neither a block"),
        ("original_dpo: {}\nmodels: 2024-13-45", "no YAML"),
        ("x" * 300_000, "characters"),
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
    answer = json.loads(capsys.readouterr().out)
    launches = answer["launches"]
    assert answer["inherited"] == []
    assert [launch["name"] for launch in launches] == ["FactualDPO_gemma2-9b_delta0", "FactualDPO_gemma2-9b_delta2.5"]
    assert (launches[1]["config"]["beta"], launches[1]["config"]["delta"], launches[1]["seed"]) == (0.2, 2.5, 7)
    monkeypatch.setattr("sys.stdin", io.StringIO(json.dumps({**given, "deltas": [], "config": ORIGINAL_DPO})))
    assert main(["-", "--write"]) == 0
    plain = json.loads(capsys.readouterr().out)["text"]
    assert "original_dpo" in plain
    monkeypatch.setattr("sys.stdin", io.StringIO(plain.replace("beta", "gamma")))
    assert main(["-", "--problems"]) == 0
    answer = json.loads(capsys.readouterr().out)
    assert answer["problems"][0]["field"] == "original_dpo.hyperparams.gamma"
    assert answer["sweeps"] == []
    file.write_text("nothing: here")
    assert main([str(file)]) == 1


@pytest.mark.parametrize(
    ("given", "says"),
    [
        ({"config": {"recordEvery": 5}}, "no place for recordEvery"),
        ({"config": {"orientation": "stored"}}, "no place for orientation"),
        ({"config": {"quantisation": "int8"}}, "no place for quantisation"),
        ({"deltas": []}, "no place for orientation"),
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
