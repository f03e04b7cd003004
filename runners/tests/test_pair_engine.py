"""Packing, log-probabilities and gradients, against padded rows, the model's own logits and TRL."""

from pathlib import Path
from typing import Any

import pytest
import torch
import torch.nn.functional as F
from hypothesis import given, settings
from hypothesis import strategies as st

from runners.models.load_model import load_base_model, load_tokenizer
from runners.preferences.completion_logps import pair_logps
from runners.preferences.engine import SharedPromptEngine
from runners.preferences.losses import Objective
from runners.preferences.pair import EncodedPair, oriented
from runners.preferences.pair_batcher import TILE, PairBatcher
from runners.preferences.shared_attention import use_shared_attention
from runners.preferences.trl_engine import trl_engine
from runners.tests.attempts import tiny_model
from runners.tests.encoded_pairs import random_pairs
from runners.training.lean_adapter import make_lean
from runners.training.trained_model import TrainedModel, train_adapter

CPU = torch.device("cpu")
OBJECTIVE = Objective("fdpo", 0.1, delta=5.0)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model(tmp_path_factory.mktemp("model") / "model")


def loud(folder: Path) -> Any:
    """The tiny model with weights large enough that attention to a wrong token shows."""
    model = load_base_model(folder, CPU)
    for name, value in model.named_parameters():
        if "norm" not in name:
            value.data *= 8
    return model


def adapted(folder: Path) -> TrainedModel:
    torch.manual_seed(5)
    trained = train_adapter(loud(folder), "base", 8, 16.0, 0.0, "all-linear")
    for name, value in trained.parameters.items():
        if "lora_B" in name:
            value.data.normal_(0, 0.05)
    return trained


def batcher(pairs: list[EncodedPair], packed: bool, tiled: bool = False, row: int = 120) -> PairBatcher:
    return PairBatcher(4, row, packed, tiled, 0, max(pair.longest for pair in pairs))


def gradients(trained: TrainedModel) -> torch.Tensor:
    flat = torch.cat([value.grad.flatten() for value in trained.parameters.values() if value.grad is not None])
    for value in trained.parameters.values():
        value.grad = None
    return flat.double()


def test_log_probabilities_are_those_of_each_completion_alone(folder: Path) -> None:
    pairs, model = random_pairs(6, seed=2), loud(folder)
    expected = torch.zeros(6, 2)
    with torch.no_grad():
        for number, pair in enumerate(pairs):
            for side, completion in enumerate((pair.chosen, pair.rejected)):
                ids = torch.tensor([pair.prompt + completion])
                each = model(ids).logits[0].log_softmax(-1)[:-1].gather(1, ids[0, 1:, None])[:, 0]
                expected[number, side] = each[len(pair.prompt) - 1 :].sum()
        use_shared_attention(model)
        for tiled in (False, True):
            for batch in batcher(pairs, True, tiled).batches(range(6), pairs):
                found, _ = pair_logps(model, batch, 7)
                assert torch.allclose(found, expected[list(batch.pairs)], rtol=1e-5, atol=1e-3)


def test_a_neighbour_in_the_row_changes_nothing(folder: Path) -> None:
    model, pairs = loud(folder), random_pairs(5, seed=4)
    use_shared_attention(model)
    with torch.no_grad():
        (alone,) = batcher(pairs, True, row=4096).batches([2], pairs)
        (together,) = batcher(pairs, True, row=4096).batches([0, 2, 4], pairs)
        one, _ = pair_logps(model, alone, 64)
        other, _ = pair_logps(model, together, 64)
    assert torch.allclose(one[0], other[together.pairs.index(2)], rtol=1e-5, atol=1e-3)


@settings(max_examples=30)
@given(count=st.integers(1, 12), seed=st.integers(0, 1000), row=st.integers(64, 400), tiled=st.booleans())
def test_batches_hold_every_pair_once_and_every_completion_whole(count: int, seed: int, row: int, tiled: bool) -> None:
    pairs = random_pairs(count, seed)
    batches = batcher(pairs, True, tiled, row).batches(range(count), pairs)
    assert sorted(number for batch in batches for number in batch.pairs) == list(range(count))
    for batch in batches:
        assert batch.attention is not None
        wanted = [token for number in batch.pairs for token in pairs[number].chosen + pairs[number].rejected]
        assert batch.targets.tolist() == wanted
        assert batch.attention["queries"][-1] == batch.input_ids.shape[1]
        lengths = batch.attention["queries"].diff()
        assert int(lengths.max()) <= batch.attention["longest"]
        assert int(lengths.min()) > 0
        assert not tiled or batch.input_ids.shape[1] % TILE == 0
        assert batch.input_ids.shape[1] < batch.tokens + (TILE if tiled else 1)


@pytest.mark.parametrize("chunk", [3, 1000])
def test_the_gradient_of_log_probabilities_is_autograds(folder: Path, chunk: int) -> None:
    pairs = random_pairs(3, seed=6)
    found = []
    for own in (True, False):
        trained = adapted(folder)
        (batch,) = batcher(pairs, False).batches(range(3), pairs)
        if own:
            logps, _ = pair_logps(trained.model, batch, chunk)
        else:
            inputs = {"input_ids": batch.input_ids, "attention_mask": batch.attention_mask}
            logits = trained.model(**inputs).logits.flatten(0, 1)[batch.predict]
            each = -F.cross_entropy(logits, batch.targets, reduction="none")
            logps = torch.stack([part.sum() for part in each.split(batch.lengths.tolist())]).view(-1, 2)
        ((logps[:, 0] - 2 * logps[:, 1]) * torch.tensor([1.0, -3.0, 0.5])).sum().backward()
        found.append(gradients(trained))
    assert torch.allclose(found[0], found[1], rtol=1e-4, atol=1e-5)


@pytest.mark.parametrize("loss", ["dpo", "fdpo", "safedpo"])
def test_loss_and_gradient_are_trls_in_fp32(folder: Path, tmp_path: Path, loss: Any) -> None:
    pairs, numbers = random_pairs(6, seed=9), list(range(6))
    objective = Objective(loss, 0.1, delta=3.0)
    reference = torch.randn(6, 2, generator=torch.Generator().manual_seed(1)) * 3 - 300
    ours, theirs = adapted(folder), adapted(folder)
    assert theirs.adapter is not None
    tokenizer = load_tokenizer(folder)
    trl = trl_engine(theirs.adapter, tokenizer, objective, CPU, 6, tmp_path).accumulate(numbers, pairs, reference)
    make_lean(ours.model)
    use_shared_attention(ours.model)
    engine = SharedPromptEngine(ours.model, batcher(pairs, True), objective, CPU, 16)
    own = engine.accumulate(numbers, pairs, reference)
    places = [own.numbers.index(number) for number in numbers]
    assert own.loss == pytest.approx(trl.loss, abs=1e-4)
    assert torch.allclose(own.losses[places], trl.losses, atol=1e-3)
    cosine = F.cosine_similarity(gradients(ours), gradients(theirs), dim=0)
    assert float(cosine) >= 0.999999


def test_a_lean_adapter_computes_what_pefts_does_and_can_be_switched_off(folder: Path) -> None:
    plain, lean = adapted(folder), adapted(folder)
    ids = torch.tensor([list(range(20))])
    assert make_lean(lean.model) == 14
    with torch.no_grad():
        assert torch.allclose(plain.model(ids).logits, lean.model(ids).logits, rtol=1e-4, atol=1e-4)
        base = loud(folder)(ids).logits
        assert lean.adapter is not None
        with lean.adapter.disable_adapter():
            assert torch.equal(lean.model(ids).logits, base)
        assert not torch.allclose(lean.model(ids).logits, base, atol=1e-2)


@given(st.lists(st.tuples(st.integers(0, 1), st.integers(0, 1), st.booleans()), max_size=20), st.randoms())
def test_flipping_is_idempotent_commutes_with_shuffling_and_keeps_labels(labels: list[Any], random: Any) -> None:
    pairs = [EncodedPair(str(n), (1,), (2,), (3,), *each) for n, each in enumerate(labels)]
    flipped = [oriented(pair, "factual") for pair in pairs]
    assert [oriented(pair, "factual") for pair in flipped] == flipped
    assert all(pair.label_gap >= 0 for pair in flipped)
    assert [oriented(pair, "original") for pair in flipped] == [oriented(pair, "original") for pair in pairs]
    assert [sorted((p.h_chosen, p.h_rejected)) for p in flipped] == [sorted((w, other)) for w, other, _ in labels]
    order = list(range(len(pairs)))
    random.shuffle(order)
    assert [oriented(pairs[at], "factual") for at in order] == [flipped[at] for at in order]
