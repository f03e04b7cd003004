"""Checks before the start, against the real tokenizer and the stage's own counting."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from runners.check.check_launch import check_launch
from runners.check.request import CheckRequest
from runners.models.light_tokenizer import LightTokenizer
from runners.models.load_model import load_tokenizer
from runners.models.prompt_template import PromptTemplate
from runners.tests.attempts import make_launch, run_stage, tiny_model, training_inputs, write_dataset
from runners.text.normal_form import text_hash


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("inputs")
    return training_inputs(tiny_model(folder / "model"), write_dataset(folder / "data.jsonl"))


def check(stage: str, config: dict[str, Any], inputs: dict[str, Any], **more: Any) -> dict[str, dict[str, Any]]:
    """Check id -> check, with the estimates under `estimates`."""
    request = {"stage": stage, "config": config, "inputs": inputs, "device": "cpu", "token": "x", **more}
    answer = check_launch(CheckRequest.model_validate_json(json.dumps(request, default=str)))
    return {each["id"]: each for each in answer["checks"]} | {"estimates": answer["estimates"]}


def test_a_good_launch_passes_everything(inputs: dict[str, Any]) -> None:
    found = check("sft", {}, inputs)
    estimates = found.pop("estimates")
    assert {each["state"] for each in found.values()} == {"pass"}
    assert set(found) == {"config", "device", "model", "rows", "overlap", "tokens", "memory", "disk"}
    assert estimates["trainedParameters"] == 16_384
    assert estimates["checkpointBytes"] == 16_384 * 12


def test_tokens_and_checkpoints_are_as_the_stage_will_have_them(tmp_path: Path, inputs: dict[str, Any]) -> None:
    estimates = check("sft", {"maxTokens": 140}, inputs)["estimates"]
    events = run_stage(make_launch(tmp_path, "sft", {"steps": 1, "maxTokens": 140}, inputs=inputs))
    said = next(line["text"] for event in events if event["type"] == "log" for line in event["lines"])
    assert f"longest {estimates['longestTokens']}" in said
    (checkpoint,) = [event for event in events if event["type"] == "checkpoint"]
    assert checkpoint["bytes"] == pytest.approx(estimates["checkpointBytes"], rel=0.15)


def test_rows_over_the_limit_are_counted(inputs: dict[str, Any]) -> None:
    tokens = check("sft", {"maxTokens": 140}, inputs)["tokens"]
    assert tokens["state"] == "warn"
    assert "8 of 12 rows are over 140 tokens (the longest has 154)" in tokens["detail"]
    assert check("sft", {"maxTokens": 140, "overLimit": "fail"}, inputs)["tokens"]["state"] == "block"


def test_qlora_without_cuda_is_blocked_with_the_remedy(inputs: dict[str, Any]) -> None:
    method = check("sft", {"method": "qlora"}, inputs)["method"]
    assert (method["state"], method["field"]) == ("block", "method")
    assert "lora" in method["remedy"]
    assert check("generate", {"quantisation": "nf4"}, inputs)["method"]["state"] == "block"


def test_a_wrong_setting_is_named(inputs: dict[str, Any]) -> None:
    assert check("sft", {"batchSize": 0}, inputs)["config"]["field"] == "batchSize"
    assert check("sft", {"batchsize": 1}, inputs)["config"]["state"] == "block"


def test_a_missing_device_is_blocked(inputs: dict[str, Any]) -> None:
    assert check("sft", {}, inputs, device="cuda:7")["device"]["state"] == "block"


def test_an_input_still_to_come_is_a_warning(inputs: dict[str, Any]) -> None:
    found = check("generate", {}, {"dataset": inputs["dataset"]})
    assert found["inputs"]["field"] == "model"
    assert found["inputs"]["state"] == "warn"


def test_a_test_prompt_that_training_saw_is_found(tmp_path: Path, inputs: dict[str, Any]) -> None:
    rows = [json.loads(line) for line in Path(inputs["dataset"]["path"]).read_text().splitlines()]
    seen = next(row for row in rows if row["split"] == "test")["source"]
    hashes = [text_hash(f"  {seen.upper()} ")]
    repeated = check("generate", {}, inputs, trainedOnHashes=hashes)["overlap"]
    assert repeated["state"] == "warn"
    assert repeated["detail"].startswith("1 of 5 prompts of test")
    assert check("generate", {}, inputs, trainedOnHashes=["0" * 64])["overlap"]["state"] == "pass"
    path = tmp_path / "leaky.jsonl"
    leaked = {**rows[0], "id": "x", "split": "test"}
    path.write_text("".join(json.dumps(row) + "\n" for row in [*rows, leaked]))
    assert check("sft", {}, training_inputs(inputs["model"]["folder"], path))["overlap"]["state"] == "warn"


def test_no_rows_and_no_references_are_blocked(tmp_path: Path, inputs: dict[str, Any]) -> None:
    given = training_inputs(inputs["model"]["folder"], write_dataset(tmp_path / "none.jsonl", train=0))
    assert check("sft", {}, given)["rows"]["state"] == "block"
    rows = [json.loads(line) | {"reference": None} for line in Path(inputs["dataset"]["path"]).read_text().splitlines()]
    path = tmp_path / "unanswered.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert check("sft", {}, training_inputs(inputs["model"]["folder"], path))["columns"]["state"] == "block"


def test_a_best_step_needs_a_validation(tmp_path: Path, inputs: dict[str, Any]) -> None:
    bare = {**inputs, "dataset": {**inputs["dataset"], "path": write_dataset(tmp_path / "bare.jsonl", validation=0)}}
    assert "result" not in check("sft", {"result": "best"}, inputs)
    assert check("sft", {"result": "best"}, bare)["result"]["state"] == "block"
    assert "result" not in check("sft", {}, bare)


@pytest.mark.parametrize("chat", [True, False])
def test_the_light_tokenizer_agrees_with_transformers(inputs: dict[str, Any], chat: bool) -> None:
    folder = Path(inputs["model"]["folder"])
    light, full = LightTokenizer(folder), load_tokenizer(folder)
    template = PromptTemplate(system="Be brief.", chat=chat)
    row = {"id": "1", "section": None, "source": "Grüße, 5 mg\n\n«x»", "reference": "ok"}
    assert template.prompt_ids(light, row, "notes") == template.prompt_ids(full, row, "notes")
    assert template.render(light, row, "notes") == template.render(full, row, "notes")


def test_the_command_answers_without_torch(tmp_path: Path, inputs: dict[str, Any]) -> None:
    file = tmp_path / "launch.json"
    file.write_text(json.dumps({"stage": "sft", "config": {}, "inputs": inputs}, default=str))
    program = (
        "import sys; from runners.commands.check import main; main([sys.argv[1]]);"
        "sys.exit(any(name in sys.modules for name in ('torch', 'transformers')))"
    )
    done = subprocess.run([sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert {each["id"] for each in json.loads(done.stdout)["checks"]} >= {"tokens", "disk", "memory"}
