"""The loss against transformers' own, and against sums written by hand."""

from pathlib import Path

import pytest
import torch
import torch.nn.functional as F

from runners.models.byte_tokenizer import END_OF_TURN, byte_tokenizer
from runners.models.load_model import load_base_model
from runners.models.prompt_template import PromptTemplate
from runners.tests.attempts import tiny_model
from runners.training.batch import packed_batch, padded_batch
from runners.training.completion_loss import ChunkedCrossEntropy, completion_loss
from runners.training.encode_examples import EncodedExample, encode_example
from runners.training.packed_attention import use_packed_attention

EXAMPLES = [
    EncodedExample("a", (5, 9, 11, 40, 41, 2), 3),
    EncodedExample("b", (7, 8, 9, 10, 11, 12, 13, 60, 2), 7),
    EncodedExample("c", (30, 31, 2), 1),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tiny_model(tmp_path_factory.mktemp("model"))


def load(folder: Path) -> torch.nn.Module:
    return load_base_model(folder, torch.device("cpu"))


def test_equals_transformers_loss_with_masked_prompt_and_padding(folder: Path) -> None:
    model, batch = load(folder), padded_batch(EXAMPLES, pad_id=2)
    labels = torch.full_like(batch.input_ids, -100)
    for row, example in enumerate(EXAMPLES):
        for position in range(example.prompt_tokens, len(example.ids)):
            labels[row, position] = example.ids[position]
    expected = model(input_ids=batch.input_ids, attention_mask=batch.attention_mask, labels=labels).loss
    learned = sum(example.completion_tokens for example in EXAMPLES)
    assert len(batch.targets) == learned == 7
    for chunk in (0, 2, 100):
        assert completion_loss(model, batch, chunk).item() / learned == pytest.approx(expected.item(), rel=1e-5)


def test_a_real_end_of_turn_is_learned_though_padding_is_the_same_token() -> None:
    batch = padded_batch(EXAMPLES, pad_id=2)
    assert batch.targets.tolist() == [40, 41, 2, 60, 2, 31, 2]
    assert batch.tokens == 18


def test_the_end_of_the_turn_is_the_last_learned_token() -> None:
    tokenizer = byte_tokenizer()
    row = {"id": "x", "section": "PLAN", "source": "S", "reference": "R"}
    encoded = encode_example(tokenizer, PromptTemplate("{section}: {source}"), row, "notes")
    assert tokenizer.decode(encoded.ids[: encoded.prompt_tokens]).endswith("<|im_start|>assistant\n")
    assert tokenizer.decode(encoded.ids[encoded.prompt_tokens :]) == f"R{END_OF_TURN}"


def test_packed_rows_give_the_loss_of_separate_rows(folder: Path) -> None:
    separate = [completion_loss(load(folder), padded_batch([example], 2), 0).item() for example in EXAMPLES]
    model = load(folder)
    use_packed_attention(model)
    for length in (18, 31):
        batch = packed_batch(EXAMPLES, length, limit=9, pad_id=2)
        assert batch.input_ids.shape == (1, length)
        assert batch.tokens == 18
        assert completion_loss(model, batch, 3).item() == pytest.approx(sum(separate), rel=1e-5)


def test_packed_rows_give_the_gradient_of_padded_rows(folder: Path) -> None:
    gradients = []
    for packed in (False, True):
        model = load(folder).requires_grad_(True)
        if packed:
            use_packed_attention(model)
        batch = packed_batch(EXAMPLES, 24, 9, 2) if packed else padded_batch(EXAMPLES, 2)
        completion_loss(model, batch, 4).backward()
        gradients.append(torch.cat([p.grad.flatten() for p in model.parameters()]))
    assert torch.allclose(gradients[0], gradients[1], atol=1e-5)


@pytest.mark.parametrize("chunk", [1, 3, 8])
def test_chunks_have_the_value_and_gradients_of_plain_cross_entropy(chunk: int) -> None:
    generator = torch.Generator().manual_seed(3)
    hidden = torch.randn(7, 5, generator=generator, dtype=torch.float64, requires_grad=True)
    weight = torch.randn(11, 5, generator=generator, dtype=torch.float64, requires_grad=True)
    targets = torch.randint(0, 11, (7,), generator=generator)
    expected = F.cross_entropy(hidden @ weight.t(), targets, reduction="sum")
    wanted = torch.autograd.grad(expected * 0.3, (hidden, weight))
    loss = ChunkedCrossEntropy.apply(hidden, weight, targets, chunk)
    given = torch.autograd.grad(loss * 0.3, (hidden, weight))
    assert loss.item() == pytest.approx(expected.item(), rel=1e-6)
    assert torch.allclose(given[0], wanted[0], atol=1e-6)
    assert torch.allclose(given[1], wanted[1], atol=1e-6)
