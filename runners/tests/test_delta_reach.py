"""What delta reaches: pairs of a factual against a hallucinated text, and no others, but for the optimizer."""

from dataclasses import replace
from pathlib import Path

import pytest
import torch

from runners.models.load_model import load_base_model
from runners.preferences.engine import SharedPromptEngine
from runners.preferences.losses import Objective
from runners.preferences.pair import EncodedPair
from runners.preferences.pair_batcher import PairBatcher
from runners.preferences.scores import margins
from runners.preferences.shared_attention import use_shared_attention
from runners.tests.attempts import tiny_model
from runners.tests.encoded_pairs import random_pairs
from runners.training.trained_model import train_adapter

CPU = torch.device("cpu")
PAIRS = [
    replace(pair, h_chosen=0, h_rejected=1 if number % 2 == 0 else 0, flipped=False)
    for number, pair in enumerate(random_pairs(8, seed=3))
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model(tmp_path_factory.mktemp("model") / "model")


def trained_margins(
    folder: Path, delta: float, optimizer: type[torch.optim.Optimizer], rate: float
) -> dict[int, float]:
    """Mean margin by dh after 12 steps on all pairs."""
    torch.manual_seed(0)
    model = load_base_model(folder, CPU)
    for name, value in model.named_parameters():
        if "norm" not in name:
            value.data *= 4
    trained = train_adapter(model, "base", 8, 16.0, 0.0, "all-linear")
    use_shared_attention(trained.model)
    batcher = PairBatcher(8, 4000, True, False, 0, max(pair.longest for pair in PAIRS))
    engine = SharedPromptEngine(trained.model, batcher, Objective("fdpo", 0.1, delta), CPU, 4096)

    def logps(reference: torch.Tensor, pairs: list[EncodedPair]) -> torch.Tensor:
        scores = engine.measure(batcher.batches(range(8), pairs), pairs, reference)
        assert scores is not None
        return scores.logps[[scores.numbers.index(number) for number in range(8)]]

    reference = logps(torch.zeros(8, 2), PAIRS)
    steps = optimizer(list(trained.parameters.values()), lr=rate)  # type: ignore[call-arg]
    for _ in range(12):
        engine.accumulate(range(8), PAIRS, reference)
        steps.step()
        steps.zero_grad()
    found = margins(logps(reference, PAIRS), reference)
    gaps = torch.tensor([pair.label_gap for pair in PAIRS])
    return {gap: float(found[gaps == gap].mean()) for gap in (0, 1)}


def test_plain_gradient_steps_leave_pairs_without_a_gap_nearly_where_dpo_has_them(folder: Path) -> None:
    plain, factual = (trained_margins(folder, delta, torch.optim.SGD, 0.05) for delta in (0.0, 100.0))
    assert factual[1] > 1.3 * plain[1] > 0
    assert factual[0] == pytest.approx(plain[0], rel=0.1)


def test_adamw_takes_from_them_what_it_gives_to_the_others(folder: Path) -> None:
    # Its steps are as long whatever the gradient is, so a heavier part leaves less to the rest.
    plain, factual = (trained_margins(folder, delta, torch.optim.AdamW, 1e-3) for delta in (0.0, 100.0))
    assert factual[1] > 1.1 * plain[1] > 0
    assert 0 < factual[0] < 0.9 * plain[0]
