"""Training on pairs where only a GPU can: kernels for sequences, compiled layers, quantised weights."""

from pathlib import Path
from typing import Any

import pytest
import torch
from safetensors.torch import load_file

from runners.models.load_model import load_base_model
from runners.models.random_model import write_random_model
from runners.preferences.completion_logps import pair_logps
from runners.preferences.pair_batcher import PairBatcher
from runners.preferences.shared_attention import use_shared_attention
from runners.tests.attempts import ARCHITECTURES, make_launch, run_stage, series
from runners.tests.encoded_pairs import random_pairs
from runners.tests.preference_rows import preference_inputs, write_preference_rows
from runners.track.stage_context import StageContext

pytestmark = pytest.mark.skipif(not torch.cuda.is_available(), reason="needs CUDA")

# Kernels for sequences want heads of at least 16, and 8-bit products widths of at least 32.
SHAPE = ARCHITECTURES["tiny"] | {"hidden_size": 128, "intermediate_size": 256}
CONFIG = {"steps": 8, "batchSize": 4, "learningRate": 1e-3, "maxTokens": 256, "checkpointEvery": 4, "rowTokens": 256}


@pytest.fixture(scope="module")
def inputs(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("inputs")
    write_random_model(folder / "model", SHAPE, 7, stored=True)
    return preference_inputs(folder / "model", write_preference_rows(folder / "pairs.jsonl"))


def on_gpu(home: Path, config: dict[str, Any], inputs: dict[str, Any], **given: Any) -> list[dict[str, Any]]:
    launch = make_launch(home, given.pop("stage", "fdpo"), config, inputs=inputs, **given)
    return run_stage(launch.model_copy(update={"device": "cuda:0"}), StageContext)


@pytest.mark.parametrize("tiled", [False, True])
def test_packed_log_probabilities_are_those_of_padded_rows(inputs: dict[str, Any], tiled: bool) -> None:
    device, pairs = torch.device("cuda:0"), random_pairs(9, seed=1)
    model = load_base_model(inputs["model"]["folder"], device)
    longest = max(pair.longest for pair in pairs)
    with torch.no_grad():
        (padded,) = PairBatcher(9, 64, False, False, 0, longest).batches(range(9), pairs)
        expected, _ = pair_logps(model, padded.to(device), 16)
        use_shared_attention(model)
        for batch in PairBatcher(9, 128, True, tiled, 0, longest).batches(range(9), pairs):
            found, _ = pair_logps(model, batch.to(device), 16)
            at = [padded.pairs.index(number) for number in batch.pairs]
            assert torch.allclose(found, expected[at], atol=0.3, rtol=5e-3)


@pytest.mark.parametrize(
    "extra",
    [{}, {"compile": True}, {"gradientCheckpointing": True}, {"quantisation": "nf4"}, {"quantisation": "int8"}],
    ids=str,
)
def test_it_learns_on_every_kind_of_weights(tmp_path: Path, inputs: dict[str, Any], extra: dict[str, Any]) -> None:
    events = on_gpu(tmp_path, {**CONFIG, "steps": 30, "learningRate": 5e-3, "loraDropout": 0.0, **extra}, inputs)
    margins = series(events, "margins/h01")
    assert abs(margins[0]) < 0.5
    assert margins[30] > margins[0] + 0.5
    assert [event["kind"] for event in events if event["type"] == "artifact"] == ["adapter"]


def test_resumed_equals_straight_bit_for_bit(tmp_path: Path, inputs: dict[str, Any]) -> None:
    config = {**CONFIG, "loraDropout": 0.3}
    on_gpu(tmp_path / "straight", config, inputs)
    on_gpu(tmp_path / "again", config, inputs)
    on_gpu(tmp_path / "again", config, inputs, attempt=2, resume=4)
    one, other = (
        load_file(tmp_path / name / "checkpoints" / "step-00000008" / "adapter_model.safetensors")
        for name in ("straight", "again")
    )
    assert all(torch.equal(one[key], other[key]) for key in one)
