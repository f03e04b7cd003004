"""Writing the continuations of a batch of prompts."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

import torch
from transformers import GenerationConfig, PreTrainedModel


@dataclass(frozen=True)
class Sampling:
    """How tokens are chosen: greedily at temperature 0."""

    max_new_tokens: int
    temperature: float
    top_p: float

    def generation_config(self, end_ids: list[int], pad_id: int) -> GenerationConfig:
        """Return transformers' settings, with nothing taken over from the model's folder."""
        sampled = {"do_sample": True, "temperature": self.temperature, "top_p": self.top_p, "top_k": 0}
        return GenerationConfig(
            max_new_tokens=self.max_new_tokens,
            eos_token_id=end_ids,
            pad_token_id=pad_id,
            use_cache=True,
            **(sampled if self.temperature > 0 else {"do_sample": False}),
        )


@dataclass(frozen=True)
class Continuation:
    """What follows a prompt: token ids without the end token, why it ended, tokens written (end token included)."""

    ids: list[int]
    finish_reason: Literal["stop", "length"]
    tokens: int


def write_texts(
    model: PreTrainedModel, prompts: Sequence[Sequence[int]], sampling: Sampling, end_ids: list[int], pad_id: int
) -> list[Continuation]:
    """Return one continuation for each prompt.

    Prompts are padded on the left, so that every row's next token stands in the last column; positions count from
    each prompt's first real token.
    """
    longest = max(len(prompt) for prompt in prompts)
    ids = torch.full((len(prompts), longest), pad_id, dtype=torch.long)
    mask = torch.zeros_like(ids)
    for row, prompt in enumerate(prompts):
        ids[row, longest - len(prompt) :] = torch.tensor(prompt)
        mask[row, longest - len(prompt) :] = 1
    with torch.inference_mode():
        output: Any = model.generate(
            input_ids=ids.to(model.device),
            attention_mask=mask.to(model.device),
            generation_config=sampling.generation_config(end_ids, pad_id),
        )
    return [continuation(row[longest:].tolist(), end_ids) for row in output]


def continuation(written: list[int], end_ids: list[int]) -> Continuation:
    """Return what a row holds up to its first end token; behind it is padding, which may be the same token."""
    for index, token in enumerate(written):
        if token in end_ids:
            return Continuation(written[:index], "stop", index + 1)
    return Continuation(written, "length", len(written))
