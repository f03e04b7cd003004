"""What is said of a training on pairs before it takes a device."""

import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from runners.check.check_launch import check_launch
from runners.check.request import CheckRequest
from runners.tests.attempts import tiny_model
from runners.tests.preference_rows import preference_inputs, write_preference_rows
from runners.tests.test_dpo import with_rows


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model(tmp_path_factory.mktemp("model") / "model")


def checks_of(stage: str, config: dict[str, Any], inputs: dict[str, Any]) -> dict[str, dict[str, Any]]:
    request = CheckRequest.model_validate({"stage": stage, "config": config, "inputs": inputs}, strict=False)
    answer = check_launch(request)
    return {check["id"]: check for check in answer["checks"]}


def test_whole_pairs_pass(model: Path, tmp_path: Path) -> None:
    pairs = preference_inputs(model, write_preference_rows(tmp_path / "pairs.jsonl"))
    found = checks_of("fdpo", {"rowTokens": 256, "delta": 10.0}, pairs)
    assert {check["state"] for check in found.values()} == {"pass"}, found
    assert "6 of 12 pairs" in found["labels"]["detail"]


@pytest.mark.parametrize(
    ("stage", "config", "rows", "check", "state", "words"),
    [
        ("fdpo", {"delta": 100.0}, {}, "delta", "warn", "10: every active pair .* until its margin is 54"),
        ("fdpo", {"delta": 10.0, "loss": "safedpo"}, {}, "delta", "warn", "is 10:"),
        ("dpo", {}, {"chosen": "a", "rejected": "a"}, "rows", "block", "12 have two equal texts"),
        ("dpo", {}, {"flipped": True}, "flipped", "warn", "All 12 pairs were flipped"),
        ("fdpo", {}, {"h_chosen": 0, "h_rejected": 0}, "labels", "warn", "plain DPO"),
        ("fdpo", {"orientation": "stored"}, {"h_chosen": 1, "h_rejected": 0}, "labels", "warn", "relaxes"),
        ("dpo", {"maxTokens": 16, "overLimit": "drop"}, {}, "tokens", "block", "12 of 12 rows are over 16"),
        ("dpo", {"quantisation": "nf4"}, {}, "quantisation", "block", "CUDA"),
        ("dpo", {"reference": "stored"}, {}, "reference", "warn", "not there yet"),
        ("dpo", {"engine": "trl", "loss": "ipo"}, {}, "engine", "block", "another loss"),
    ],
)
def test_what_is_amiss_is_said_beforehand(
    model: Path,
    tmp_path: Path,
    stage: str,
    config: dict[str, Any],
    rows: dict[str, Any],
    check: str,
    state: str,
    words: str,
) -> None:
    pairs = preference_inputs(model, with_rows(tmp_path / "pairs.jsonl", rows))
    found = checks_of(stage, {"rowTokens": 256, **config}, pairs)[check]
    assert found["state"] == state
    assert re.search(words, found["detail"]), found["detail"]


@pytest.mark.parametrize(("validation", "examples", "blocked"), [(4, 64, False), (0, 64, True), (4, 0, True)])
def test_a_best_step_needs_a_validation(
    model: Path, tmp_path: Path, validation: int, examples: int, blocked: bool
) -> None:
    pairs = preference_inputs(model, write_preference_rows(tmp_path / "pairs.jsonl", validation=validation))
    config = {"rowTokens": 256, "validationExamples": examples}
    assert "result" not in checks_of("dpo", config, pairs)
    found = checks_of("dpo", {**config, "result": "best"}, pairs)
    assert ("result" in found) == blocked
    assert not blocked or found["result"]["state"] == "block"


def test_the_adapter_of_a_tuned_model_is_not_switched_off(model: Path, tmp_path: Path) -> None:
    pairs = preference_inputs(model, write_preference_rows(tmp_path / "pairs.jsonl"), adapter=tmp_path)
    found = checks_of("dpo", {"reference": "adapter-off"}, pairs)
    assert found["reference"]["state"] == "block"


def test_checks_need_no_torch() -> None:
    code = "import sys, runners.check.check_launch; sys.exit('torch' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
