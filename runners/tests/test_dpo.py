"""The stages dpo, fdpo and reference as a whole, on a two-layer model."""

import json
from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from runners.contract.failure import StageFailure, StageStopped
from runners.tests.attempts import artifact_folder, make_launch, read_events, run_stage, series, tiny_model
from runners.tests.preference_rows import preference_inputs, write_preference_rows
from runners.tests.test_sft import stopping_after

CONFIG = {"steps": 4, "batchSize": 3, "maxTokens": 256, "validateEvery": 2, "checkpointEvery": 2, "learningRate": 0.01}
PLAIN = {**CONFIG, "loraDropout": 0.0}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("inputs")
    return preference_inputs(tiny_model(folder / "model"), write_preference_rows(folder / "pairs.jsonl"))


def train(home: Path, stage: str, config: dict[str, Any], inputs: dict[str, Any], **given: Any) -> list[dict[str, Any]]:
    return run_stage(make_launch(home, stage, config, inputs=inputs, **given))


def weights(home: Path, step: int) -> dict[str, torch.Tensor]:
    folder = home / "checkpoints" / f"step-{step:08d}"
    return {
        f"{name}/{key}": value
        for name in ("adapter_model", "optimizer", "random")
        for key, value in load_file(folder / f"{name}.safetensors").items()
    }


def logs(events: list[dict[str, Any]], level: str = "info") -> str:
    return "\n".join(
        line["text"] for e in events if e["type"] == "log" for line in e["lines"] if line["level"] == level
    )


def reference_of(home: Path, config: dict[str, Any], inputs: dict[str, Any]) -> dict[str, Any]:
    launch = make_launch(home, "reference", config, inputs=inputs)
    folder = artifact_folder(launch, run_stage(launch), home / "files")
    return {"reference": {"kind": "files", "run": "run-reference", "folder": folder}}


@pytest.mark.parametrize("stop", [3, 2], ids=["in a step", "before the first batch of a validation"])
def test_stopped_and_resumed_equals_straight_bit_for_bit(tmp_path: Path, inputs: dict[str, Any], stop: int) -> None:
    config = {**CONFIG, "loraDropout": 0.3, "gradientCheckpointing": True}
    straight = train(tmp_path / "straight", "fdpo", config, inputs)
    broken = make_launch(tmp_path / "broken", "fdpo", config, inputs=inputs)
    with pytest.raises(StageStopped):
        run_stage(broken, stopping_after(stop))
    first = read_events(broken)
    assert [e["step"] for e in first if e["type"] == "checkpoint" and e["reason"] == "stop"] == [stop]
    torch.manual_seed(999)
    second = train(tmp_path / "broken", "fdpo", config, inputs, attempt=2, resume=stop)
    for key in ("train/loss", "train/grad_norm", "rewards/margins", "logps/chosen", "validation/rewards/margins"):
        assert series(first, key) | series(second, key) == series(straight, key), key
    one, other = weights(tmp_path / "straight", 4), weights(tmp_path / "broken", 4)
    assert all(torch.equal(one[key], other[key]) for key in one)


def test_without_delta_factual_dpo_trains_the_very_weights_of_dpo(tmp_path: Path, inputs: dict[str, Any]) -> None:
    plain = {**CONFIG, "orientation": "stored", "accumulation": 1, "warmup": 0.0, "loraRank": 8, "loraAlpha": 8.0}
    train(tmp_path / "dpo", "dpo", plain, inputs)
    train(tmp_path / "fdpo", "fdpo", {**plain, "delta": 0.0}, inputs)
    train(tmp_path / "wide", "fdpo", {**plain, "delta": 20.0}, inputs)
    one, other, wide = (weights(tmp_path / name, 4) for name in ("dpo", "fdpo", "wide"))
    assert all(torch.equal(one[key], other[key]) for key in one)
    assert any(not torch.equal(one[key], wide[key]) for key in one)


def test_trl_gives_the_same_losses_and_steps(tmp_path: Path, inputs: dict[str, Any]) -> None:
    config = {**PLAIN, "delta": 5.0, "batchSize": 2, "accumulation": 2}
    ours = train(tmp_path / "ours", "fdpo", config, inputs)
    theirs = train(tmp_path / "theirs", "fdpo", {**config, "engine": "trl"}, inputs)
    for key in ("train/loss", "train/grad_norm", "logps/chosen", "logits/rejected"):
        one, other = series(ours, key), series(theirs, key)
        assert list(one.values()) == pytest.approx(list(other.values()), abs=1e-4, rel=1e-4), key


def test_records_come_before_the_first_step_when_due_and_at_the_end(tmp_path: Path, inputs: dict[str, Any]) -> None:
    events = train(tmp_path, "fdpo", {**PLAIN, "recordEvery": 3, "recordPairs": 5, "delta": 7.0}, inputs)
    records = [event for event in events if event["type"] == "pair_records"]
    assert [(e["step"], e["split"]) for e in records] == [
        (step, split) for step in (0, 3, 4) for split in ("train", "validation")
    ]
    assert {len(e["ids"]) for e in records if e["split"] == "train"} == {5}
    assert len({json.dumps(e["ids"]) for e in records if e["split"] == "train"}) == 1
    assert records[0]["delta"] == 7.0
    assert records[0]["logp_w"] == pytest.approx(records[0]["ref_logp_w"], abs=1e-4)
    assert records[-1]["logp_w"] != pytest.approx(records[-1]["ref_logp_w"], abs=1e-4)
    last = records[-1]
    margins = [
        (w - rw) - (rejected - rl)
        for w, rw, rejected, rl in zip(
            last["logp_w"], last["ref_logp_w"], last["logp_l"], last["ref_logp_l"], strict=True
        )
    ]
    assert series(events, "validation/rewards/margins")[4] == pytest.approx(0.1 * sum(margins) / len(margins), abs=1e-5)


def test_a_best_step_without_a_validation_is_refused_before_the_first_step(
    tmp_path: Path, inputs: dict[str, Any]
) -> None:
    launch = make_launch(tmp_path, "dpo", {**PLAIN, "result": "best", "validationExamples": 0}, inputs=inputs)
    with pytest.raises(StageFailure, match="nothing is validated"):
        run_stage(launch)
    assert series(read_events(launch), "train/loss") == {}


def test_a_stored_reference_gives_what_a_measured_one_gives(tmp_path: Path, inputs: dict[str, Any]) -> None:
    stored = reference_of(tmp_path / "reference", {"maxTokens": 256}, inputs)
    measured = train(tmp_path / "measured", "fdpo", PLAIN, inputs)
    shared = train(tmp_path / "shared", "fdpo", {**PLAIN, "reference": "stored"}, {**inputs, **stored})
    assert series(shared, "train/loss") == series(measured, "train/loss")
    assert "stored by run run-reference" in logs(shared)


def test_a_stored_reference_is_turned_with_its_pairs(tmp_path: Path, inputs: dict[str, Any]) -> None:
    pairs = with_rows(tmp_path / "pairs.jsonl", {"h_chosen": 1, "h_rejected": 0})
    given = preference_inputs(inputs["model"]["folder"], pairs)
    stored = reference_of(tmp_path / "reference", {"maxTokens": 256}, given)
    events = train(tmp_path / "run", "fdpo", {**PLAIN, "steps": 1, "reference": "stored"}, {**given, **stored})
    assert series(events, "rewards/margins")[1] == pytest.approx(0, abs=1e-4)


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"model": "other"}, "another base model"),
        ({"pairs": 11}, "other pairs"),
        ({"config": {"maxTokens": 200}}, "another token limit"),
        ({"config": {"prompt": "Note: {source}"}}, "another prompt or chat template"),
        ({"tokenizer": True}, "another base model and another tokenizer"),
    ],
    ids=str,
)
def test_a_reference_of_something_else_is_refused_and_says_what(
    tmp_path: Path, inputs: dict[str, Any], change: dict[str, Any], words: str
) -> None:
    stored = reference_of(tmp_path / "reference", {"maxTokens": 256}, inputs)
    model, pairs = inputs["model"]["folder"], inputs["dataset"]["path"]
    if "model" in change or "tokenizer" in change:
        model = tiny_model(tmp_path / "other", seed=8 if "model" in change else 7)
    if "tokenizer" in change:
        settings = model / "tokenizer_config.json"
        settings.write_text(json.dumps(json.loads(settings.read_text()) | {"model_max_length": 99}))
    if "pairs" in change:
        pairs = write_preference_rows(tmp_path / "others.jsonl", train=change["pairs"])
    given = preference_inputs(model, pairs, **stored)
    with pytest.raises(StageFailure, match=words) as failure:
        train(tmp_path / "run", "fdpo", {**PLAIN, "reference": "stored", **change.get("config", {})}, given)
    assert failure.value.field == "reference"


def test_stored_without_a_reference_run_is_refused(tmp_path: Path, inputs: dict[str, Any]) -> None:
    with pytest.raises(StageFailure, match="no reference run is given"):
        train(tmp_path, "dpo", {**PLAIN, "reference": "stored"}, inputs)


def test_a_tuned_model_is_its_own_reference_and_its_adapter_is_trained_on(
    tmp_path: Path, inputs: dict[str, Any]
) -> None:
    first = make_launch(tmp_path / "first", "dpo", {**PLAIN, "learningRate": 0.05, "loraRank": 4}, inputs=inputs)
    adapter = artifact_folder(first, run_stage(first), tmp_path / "adapter")
    tuned = preference_inputs(inputs["model"]["folder"], inputs["dataset"]["path"], adapter)
    second = make_launch(tmp_path / "second", "fdpo", PLAIN, inputs=tuned)
    events = run_stage(second)
    start = next(event for event in events if event["type"] == "pair_records")
    base = next(event for event in read_events(first) if event["type"] == "pair_records")
    assert start["ref_logp_w"] == pytest.approx(start["logp_w"], abs=1e-4)
    assert start["ref_logp_w"] != pytest.approx(base["ref_logp_w"], abs=1e-2)
    (made,) = [event for event in events if event["type"] == "artifact"]
    assert (made["kind"], made["metadata"]["base"], made["metadata"]["rank"]) == ("adapter", "model-1", 4)
    with pytest.raises(StageFailure, match="before its fine-tuning"):
        train(tmp_path / "off", "dpo", {**PLAIN, "reference": "adapter-off"}, tuned)


def test_adapter_off_is_the_frozen_copy_where_the_adapter_is_new(tmp_path: Path, inputs: dict[str, Any]) -> None:
    losses = [
        series(train(tmp_path / mode, "dpo", {**PLAIN, "reference": mode}, inputs), "train/loss")
        for mode in ("adapter-off", "frozen-copy")
    ]
    assert losses[0] == losses[1]


def test_the_result_writes_texts_as_that_of_fine_tuning_does(tmp_path: Path, inputs: dict[str, Any]) -> None:
    from runners.tests.attempts import training_inputs, write_dataset

    launch = make_launch(tmp_path / "dpo", "dpo", {**PLAIN, "learningRate": 0.05}, inputs=inputs)
    adapter = artifact_folder(launch, run_stage(launch), tmp_path / "adapter")
    notes = training_inputs(inputs["model"]["folder"], write_dataset(tmp_path / "notes.jsonl"), adapter)
    events = run_stage(make_launch(tmp_path / "texts", "generate", {"maxNewTokens": 3}, inputs=notes))
    assert sum(len(event["generations"]) for event in events if event["type"] == "sample") == 5


def with_rows(path: Path, change: dict[str, Any]) -> Path:
    rows = [json.loads(line) | change for line in write_preference_rows(path).read_text().splitlines()]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    return path


@pytest.mark.parametrize(
    ("rows", "config", "words"),
    [
        ({"chosen": "same", "rejected": "same"}, {}, "12 with two equal texts"),
        ({}, {"maxTokens": 16, "overLimit": "drop"}, "12 over the token limit"),
        ({"rejected": ""}, {}, "12 without one of their texts"),
        ({"split": "test"}, {}, "The split train has no pairs"),
    ],
)
def test_nothing_left_to_train_on_says_where_it_went(
    tmp_path: Path, inputs: dict[str, Any], rows: dict[str, Any], config: dict[str, Any], words: str
) -> None:
    given = preference_inputs(inputs["model"]["folder"], with_rows(tmp_path / "pairs.jsonl", rows))
    with pytest.raises(StageFailure, match=words):
        train(tmp_path, "dpo", {**PLAIN, **config}, given)


def test_pairs_the_wrong_way_round_are_turned_and_counted(tmp_path: Path, inputs: dict[str, Any]) -> None:
    pairs = with_rows(tmp_path / "pairs.jsonl", {"h_chosen": 1, "h_rejected": 0, "flipped": False})
    given = preference_inputs(inputs["model"]["folder"], pairs)
    events = train(tmp_path / "factual", "fdpo", {**PLAIN, "steps": 1}, given)
    assert "12 turned round from how they are stored" in logs(events)
    record = next(event for event in events if event["type"] == "pair_records")
    assert (set(record["h_w"]), set(record["h_l"]), set(record["flipped"])) == ({0}, {1}, {True})
    stored = train(tmp_path / "stored", "fdpo", {**PLAIN, "steps": 1, "orientation": "stored"}, given)
    assert next(event for event in stored if event["type"] == "pair_records")["logp_l"] == record["logp_w"]
