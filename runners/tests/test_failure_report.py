import errno
import json

import pytest

from runners.contract.failure import StageFailure
from runners.contract.stage import StageConfig, setting
from runners.track.config_check import validate_config
from runners.track.failure_report import describe_failure, describe_stack
from runners.track.redact import SecretMask, environment_secrets, redact_message

NOTE = "The patient takes aspirin 81 mg daily and reports chest pain since Tuesday."


class OutOfMemoryError(RuntimeError):
    """Named as torch names its own."""


@pytest.mark.parametrize(
    ("error", "fault", "words"),
    [
        (OutOfMemoryError("CUDA out of memory. Tried to allocate 2.00 GiB"), "memory", "device"),
        (RuntimeError("DefaultCPUAllocator: can't allocate memory: you tried"), "memory", "machine"),
        (MemoryError(), "memory", "machine"),
        (OSError(errno.ENOSPC, "No space left on device", "/data/x"), "machine", "disk is full (/data/x)"),
        (FileNotFoundError(errno.ENOENT, "No such file or directory", "/data/y"), "machine", "/data/y"),
        (ModuleNotFoundError("No module named 'bitsandbytes'"), "machine", "bitsandbytes"),
        (json.JSONDecodeError("Expecting value", NOTE, 0), "data", "Expecting value"),
        (RuntimeError("CUDA error: device-side assert triggered"), "machine", "device failed"),
        (KeyError("reference"), "code", "KeyError"),
        (StageFailure("data", "No row has a reference.", field="dataset"), "data", "No row"),
    ],
)
def test_whose_fault_an_exception_is(error: BaseException, fault: str, words: str) -> None:
    failure = describe_failure(error, {})
    assert failure.fault == fault
    assert words in failure.reason


def test_running_out_of_memory_names_the_batch_size_that_fits() -> None:
    failure = describe_failure(OutOfMemoryError("CUDA out of memory"), {"learningRate": 1e-4, "batchSize": 8})
    assert failure.field == "batchSize"
    assert failure.remedy == "Halve the batch size: set batchSize to 4."


def test_a_stack_has_neither_values_nor_quoted_text() -> None:
    def parse(text: str) -> None:
        hidden = text.upper()
        try:
            float(hidden)
        except ValueError as error:
            raise RuntimeError(f"row {hidden!r} is bad") from error

    with pytest.raises(RuntimeError) as raised:
        parse(NOTE)
    stack = describe_stack(raised.value)
    assert "aspirin" not in stack.lower()
    assert "in parse" in stack
    assert "caused by" in stack
    assert f"'… ({len(NOTE)} characters)'" in stack


def test_a_long_message_is_cut_with_its_length() -> None:
    assert redact_message("x" * 2000) == "x" * 500 + "… (2000 characters)"
    assert redact_message("got 'short' instead") == "got 'short' instead"


def test_secrets_are_found_by_the_names_of_variables() -> None:
    environment = {"HF_TOKEN": "hf_abcdefgh", "MY_API_KEY": "key-12345678", "PATH": "/usr/bin", "SHORT_TOKEN": "x"}
    mask = SecretMask(environment_secrets(environment))
    assert mask.apply("hf_abcdefgh and key-12345678 in /usr/bin, x") == "•••••• and •••••• in /usr/bin, x"


class Config(StageConfig):
    learning_rate: float = setting(1e-4, title="Rate", description="Step size.", gt=0, le=1)
    targets: tuple[str, ...] = setting(("q",), title="Targets", description="Layers to adapt.")


def test_json_is_enough_for_a_config_and_defaults_are_filled() -> None:
    config = validate_config(Config, {"targets": ["q", "v"]})
    assert config.model_dump(by_alias=True) == {"learningRate": 1e-4, "targets": ("q", "v")}


@pytest.mark.parametrize(
    ("given", "field", "words"),
    [
        ({"learningRate": 2}, "learningRate", "less than or equal to 1"),
        ({"learningRate": "0.1"}, "learningRate", "valid number"),
        ({"learning_rates": 0.1}, "learning_rates", "no setting"),
        ({"targets": [1]}, "targets.0", "valid string"),
    ],
)
def test_a_wrong_setting_is_named_with_what_is_allowed(given: dict, field: str, words: str) -> None:
    with pytest.raises(StageFailure) as raised:
        validate_config(Config, given)
    assert raised.value.fault == "config"
    assert raised.value.field == field
    assert words in raised.value.reason


def test_an_unknown_setting_is_answered_with_the_known_ones() -> None:
    with pytest.raises(StageFailure) as raised:
        validate_config(Config, {"lr": 1})
    assert raised.value.remedy == "Known settings: learningRate, targets."


def test_each_line_of_a_secret_of_several_lines_is_masked() -> None:
    mask = SecretMask(["-----BEGIN KEY-----\nMIIEvQIBADANBg\nx\n-----END KEY-----"])
    assert mask.apply("line MIIEvQIBADANBg") == "line ••••••"
    assert mask.apply("x stays") == "x stays"
