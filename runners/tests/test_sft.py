"""The stage sft as a whole, on a two-layer model."""

from math import isnan
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file, save_file

from runners.contract.failure import StageFailure, StageStopped
from runners.tests.attempts import (
    artifact_folder,
    make_launch,
    read_events,
    run_stage,
    series,
    tiny_model,
    training_inputs,
    write_dataset,
)
from runners.track.stage_context import StageContext

CONFIG = {"steps": 6, "batchSize": 2, "maxTokens": 256, "validateEvery": 3, "checkpointEvery": 2, "loraDropout": 0.3}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("inputs")
    return training_inputs(tiny_model(folder / "model"), write_dataset(folder / "data.jsonl"))


def stopping_after(step: int) -> type[StageContext]:
    """A context whose run is asked to stop once this step's metrics are written."""

    class Stopping(StageContext):
        def metrics(self, values: Any, at: int) -> None:
            super().metrics(values, at)
            self.stop_requested = self.stop_requested or at >= step

    return Stopping


def weights(home: Path, step: int) -> dict[str, torch.Tensor]:
    folder = home / "checkpoints" / f"step-{step:08d}"
    return {
        f"{name}/{key}": value
        for name in ("adapter_model", "optimizer", "random")
        for key, value in load_file(folder / f"{name}.safetensors").items()
    }


@pytest.mark.parametrize("extra", [{}, {"accumulation": 2, "batching": "packed", "gradientCheckpointing": True}])
def test_stopped_and_resumed_equals_straight_bit_for_bit(
    tmp_path: Path, inputs: dict[str, Any], extra: dict[str, Any]
) -> None:
    config = {**CONFIG, **extra}
    straight = run_stage(make_launch(tmp_path / "straight", "sft", config, inputs=inputs))
    broken = make_launch(tmp_path / "broken", "sft", config, inputs=inputs)
    with pytest.raises(StageStopped):
        run_stage(broken, stopping_after(3))
    first = read_events(broken)
    assert [e["step"] for e in first if e["type"] == "checkpoint" and e["reason"] == "stop"] == [3]
    torch.manual_seed(999)
    second = run_stage(make_launch(tmp_path / "broken", "sft", config, inputs=inputs, attempt=2, resume=3))
    for key in ("train/loss", "train/grad_norm", "train/learning_rate", "train/tokens", "validation/loss"):
        assert series(first, key) | series(second, key) == series(straight, key), key
    one, other = weights(tmp_path / "straight", 6), weights(tmp_path / "broken", 6)
    assert one.keys() == other.keys()
    assert all(torch.equal(one[key], other[key]) for key in one)


def test_dropout_and_seed_matter(tmp_path: Path, inputs: dict[str, Any]) -> None:
    losses = [
        series(run_stage(make_launch(tmp_path / str(seed), "sft", CONFIG, inputs=inputs, seed=seed)), "train/loss")
        for seed in (1, 2)
    ]
    assert losses[0] != losses[1]


def test_accumulation_does_not_change_the_step(tmp_path: Path, inputs: dict[str, Any]) -> None:
    runs = []
    for batch_size, accumulation in ((8, 1), (1, 8)):
        config = {**CONFIG, "batchSize": batch_size, "accumulation": accumulation, "loraDropout": 0.0, "steps": 4}
        runs.append(run_stage(make_launch(tmp_path / str(batch_size), "sft", config, inputs=inputs)))
    for key in ("train/loss", "train/grad_norm", "train/tokens"):
        wide, narrow = series(runs[0], key), series(runs[1], key)
        assert list(wide.values()) == pytest.approx(list(narrow.values()), rel=2e-5), key


def test_a_best_step_without_a_validation_is_refused_before_the_first_step(
    tmp_path: Path, inputs: dict[str, Any]
) -> None:
    launch = make_launch(tmp_path, "sft", {**CONFIG, "result": "best", "validationExamples": 0}, inputs=inputs)
    with pytest.raises(StageFailure, match="nothing is validated"):
        run_stage(launch)
    assert series(read_events(launch), "train/loss") == {}


def test_it_learns_and_leaves_an_adapter_that_peft_reads(tmp_path: Path, inputs: dict[str, Any]) -> None:
    from peft import PeftModel
    from transformers import AutoModelForCausalLM

    config = {**CONFIG, "steps": 20, "learningRate": 0.02, "loraDropout": 0.0, "result": "best"}
    launch = make_launch(tmp_path, "sft", config, inputs=inputs)
    events = run_stage(launch)
    losses = series(events, "train/loss")
    assert min(losses.values()) < losses[1]
    (artifact,) = [event for event in events if event["type"] == "artifact"]
    assert artifact["kind"] == "adapter"
    assert artifact["metadata"]["base"] == "model-1"
    validation = series(events, "validation/loss")
    assert artifact["metadata"]["bestValidationLoss"] == min(validation.values())
    base = AutoModelForCausalLM.from_pretrained(inputs["model"]["folder"], dtype=torch.float32)
    adapted = PeftModel.from_pretrained(base, artifact_folder(launch, events, tmp_path / "adapter"))
    tensors = [value for name, value in adapted.named_parameters() if "lora_B" in name]
    assert all(value.abs().sum() > 0 for value in tensors)


def test_full_training_leaves_a_model_folder(tmp_path: Path, inputs: dict[str, Any]) -> None:
    launch = make_launch(
        tmp_path, "sft", {**CONFIG, "method": "full", "steps": 20, "learningRate": 0.01}, inputs=inputs
    )
    events = run_stage(launch)
    folder = artifact_folder(launch, events, tmp_path / "model")
    again = make_launch(
        tmp_path / "again",
        "sft",
        {**CONFIG, "steps": 1},
        inputs={**inputs, **training_inputs(folder, inputs["dataset"]["path"])},
    )
    first = series(run_stage(again), "train/loss")[1]
    assert first < 0.7 * series(events, "train/loss")[1]


def test_checkpoints_kept_are_told(tmp_path: Path, inputs: dict[str, Any]) -> None:
    events = run_stage(make_launch(tmp_path, "sft", {**CONFIG, "steps": 9, "validateEvery": 3}, inputs=inputs))
    last = [event for event in events if event["type"] == "checkpoint"][-1]
    on_disk = sorted(int(path.name[5:]) for path in (tmp_path / "checkpoints").iterdir())
    assert last["reason"] == "final"
    assert last["keptSteps"] == on_disk
    assert len(on_disk) <= 3


def test_a_checkpoint_of_other_settings_is_refused(tmp_path: Path, inputs: dict[str, Any]) -> None:
    run_stage(make_launch(tmp_path, "sft", {**CONFIG, "steps": 2}, inputs=inputs))
    other = make_launch(tmp_path, "sft", {**CONFIG, "steps": 3}, inputs=inputs, attempt=2, resume=2)
    with pytest.raises(StageFailure, match="other settings"):
        run_stage(other)


def test_a_loss_that_is_no_number_is_told_and_ends_the_run(tmp_path: Path, inputs: dict[str, Any]) -> None:
    folder = tiny_model(tmp_path / "broken-model")
    tensors = load_file(folder / "model.safetensors")
    tensors["model.norm.weight"].fill_(float("nan"))
    save_file(tensors, folder / "model.safetensors", metadata={"format": "pt"})
    broken = training_inputs(folder, inputs["dataset"]["path"])
    launch = make_launch(tmp_path, "sft", CONFIG, inputs=broken)
    with pytest.raises(StageFailure, match="no longer a number in step 1") as failure:
        run_stage(launch)
    assert failure.value.field == "learningRate"
    assert isnan(series(read_events(launch), "train/loss")[1])
    assert list((tmp_path / "checkpoints").iterdir()) == []


@pytest.mark.parametrize(
    ("change", "field"),
    [({"method": "qlora"}, "method"), ({"overLimit": "fail", "maxTokens": 16}, "maxTokens")],
)
def test_what_cannot_run_says_which_setting(
    tmp_path: Path, inputs: dict[str, Any], change: dict[str, Any], field: str
) -> None:
    with pytest.raises(StageFailure) as failure:
        run_stage(make_launch(tmp_path, "sft", {**CONFIG, **change}, inputs=inputs))
    assert failure.value.field == field
    assert failure.value.remedy
