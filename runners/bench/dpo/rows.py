"""Pairs of exact lengths in tokens of the byte tokenizer."""

import json
import math
from pathlib import Path
from random import Random

from runners.bench.sft.rows import text

# Plain text: two line breaks behind the prompt, an end token behind the completion.
PROMPT_FRAMING, COMPLETION_FRAMING = 2, 1
MEDIAN = {"prompt": 430, "completion": 215}
SIGMA = 0.6


def write_pairs(path: Path, count: int, prompt: int, completion: int, mixed: bool, seed: int) -> None:
    """Write `count` pairs of train.

    All have `prompt` and twice `completion` tokens, or, `mixed`, lengths log-normal around 0.84 of them (sigma 0.6),
    cut to 1/8 .. 4 times.
    """
    random = Random(seed)
    with path.open("w", encoding="utf-8") as file:
        for number in range(count):
            lengths = [prompt, completion, completion]
            if mixed:
                lengths = [mixed_length(random, length) for length in lengths]
            framing = (PROMPT_FRAMING, COMPLETION_FRAMING, COMPLETION_FRAMING)
            texts = [text(random, length - less) for length, less in zip(lengths, framing, strict=True)]
            row = dict(zip(("prompt", "chosen", "rejected"), texts, strict=True))
            labels = {"h_chosen": 0, "h_rejected": number % 2, "flipped": False}
            file.write(json.dumps({"id": f"pair-{number}", "split": "train", **row, **labels}) + "\n")


def mixed_length(random: Random, length: int) -> int:
    """Draw one length."""
    drawn = random.lognormvariate(math.log(0.84 * length), SIGMA)
    return max(8, int(min(max(drawn, length / 8), 4 * length)))
