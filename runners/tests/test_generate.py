"""The stage generate: the same texts however they are batched, stopped or padded."""

from pathlib import Path
from typing import Any

import pytest
import torch

from runners.contract.failure import StageFailure, StageStopped
from runners.models.load_model import load_base_model
from runners.models.write_texts import Sampling, continuation, write_texts
from runners.stages.generate.done_batches import DoneBatches
from runners.tests.attempts import make_launch, read_events, run_stage, tiny_model, training_inputs, write_dataset
from runners.track.stage_context import StageContext

CONFIG = {"maxNewTokens": 6, "batchSize": 2}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("inputs")
    return training_inputs(tiny_model(folder / "model"), write_dataset(folder / "data.jsonl"))


class StopAfterFirstBatch(StageContext):
    """Asked to stop once a batch is written."""

    def generations(self, rows: Any) -> None:
        super().generations(rows)
        self.stop_requested = True


def texts(events: list[dict[str, Any]]) -> dict[str, tuple[str, int, int]]:
    """Example -> what was written and counted, without the time."""
    rows = [row for event in events if event["type"] == "sample" for row in event["generations"]]
    return {row["example"]: (row["text"], row["promptTokens"], row["completionTokens"]) for row in rows}


@pytest.mark.parametrize("temperature", [0.0, 1.0])
def test_left_padding_does_not_change_a_text(tmp_path: Path, temperature: float) -> None:
    model = load_base_model(tiny_model(tmp_path), torch.device("cpu"))
    prompts = [[5, 6, 7], list(range(10, 60)), [9] * 12]
    sampling = Sampling(8, 0.0, 1.0)
    together = write_texts(model, prompts, sampling, [2], 2)
    alone = [write_texts(model, [prompt], sampling, [2], 2)[0] for prompt in prompts]
    assert together == alone
    torch.manual_seed(1)
    sampled = write_texts(model, prompts, Sampling(8, temperature, 1.0), [2], 2)
    assert (sampled == together) == (temperature == 0.0)


def test_a_text_ends_at_the_first_end_token_and_counts_it() -> None:
    assert vars(continuation([7, 8, 2, 2, 2], [2])) == {"ids": [7, 8], "finish_reason": "stop", "tokens": 3}
    assert vars(continuation([7, 8], [2])) == {"ids": [7, 8], "finish_reason": "length", "tokens": 2}


def test_one_row_for_each_example_whatever_the_batch(tmp_path: Path, inputs: dict[str, Any]) -> None:
    small = texts(run_stage(make_launch(tmp_path / "1", "generate", {**CONFIG, "batchSize": 1}, inputs=inputs)))
    large = texts(run_stage(make_launch(tmp_path / "8", "generate", {**CONFIG, "batchSize": 8}, inputs=inputs)))
    assert small == large
    assert sorted(small) == [f"test-{number}" for number in range(5)]
    limited = run_stage(make_launch(tmp_path / "l", "generate", {**CONFIG, "limit": 2}, inputs=inputs))
    assert sorted(texts(limited)) == ["test-0", "test-1"]


@pytest.mark.parametrize("temperature", [0.0, 0.8])
def test_a_resumed_run_writes_what_a_straight_one_would(
    tmp_path: Path, inputs: dict[str, Any], temperature: float
) -> None:
    config = {**CONFIG, "temperature": temperature}
    straight = texts(run_stage(make_launch(tmp_path / "straight", "generate", config, inputs=inputs)))
    broken = make_launch(tmp_path / "broken", "generate", config, inputs=inputs)
    with pytest.raises(StageStopped):
        run_stage(broken, StopAfterFirstBatch)
    assert len(texts(read_events(broken))) == 2
    again = run_stage(make_launch(tmp_path / "broken", "generate", config, inputs=inputs, attempt=2))
    assert texts(again) == straight
    speeds = [event for event in again if "generate/tokens_per_second" in event.get("keys", [])]
    assert len(speeds) == 2


def test_a_torn_line_is_cut_and_its_batch_written_anew(tmp_path: Path) -> None:
    path = tmp_path / "done.jsonl"
    done = DoneBatches(path)
    done.add(0, [{"example": "a"}])
    with path.open("ab") as file:
        file.write(b'{"batch": 1, "rows": [{"exam')
    again = DoneBatches(path)
    assert again.batches == {0: [{"example": "a"}]}
    again.add(1, [{"example": "b"}])
    assert DoneBatches(path).batches == {0: [{"example": "a"}], 1: [{"example": "b"}]}


def test_no_log_line_holds_a_text(tmp_path: Path, inputs: dict[str, Any]) -> None:
    events = run_stage(make_launch(tmp_path, "generate", CONFIG, inputs=inputs))
    logged = "".join(line["text"] for event in events if event["type"] == "log" for line in event["lines"])
    assert "wrote 5 texts" in logged
    assert "Patient" not in logged


def test_an_empty_split_is_refused(tmp_path: Path, inputs: dict[str, Any]) -> None:
    empty = write_dataset(tmp_path / "empty.jsonl", test=0)
    given = training_inputs(inputs["model"]["folder"], empty)
    with pytest.raises(StageFailure, match="no rows in the split test"):
        run_stage(make_launch(tmp_path, "generate", CONFIG, inputs=given))
