"""A dataset of exact lengths in tokens of the byte tokenizer, written from a small vocabulary so that it is learned."""

import json
import math
from pathlib import Path
from random import Random

WORDS = ["dose", "daily", "pain", "chest", "since", "mild", "fever", "left", "right", "cough", "blood", "night"]
# Plain text: prompt, two line breaks, completion, end token.
FRAMING_TOKENS = 3
PROMPT_SHARE = 0.7


def write_rows(path: Path, count: int, length: int, mixed: bool, seed: int) -> list[int]:
    """Write `count` rows for training and return their lengths in tokens.

    All are `length` tokens long, or, `mixed`, log-normal around 0.3 of it (sigma 0.8), cut to 1/16 .. 1 of it.
    """
    random = Random(seed)
    lengths = [mixed_length(random, length) if mixed else length for _ in range(count)]
    with path.open("w", encoding="utf-8") as file:
        for number, tokens in enumerate(lengths):
            prompt = int(tokens * PROMPT_SHARE)
            row: dict[str, object] = {
                "id": f"row-{number}",
                "split": "train",
                "group": None,
                "section": None,
                "source": text(random, prompt),
                "reference": text(random, tokens - prompt - FRAMING_TOKENS),
                "metadata": {},
            }
            file.write(json.dumps(row) + "\n")
    return lengths


def mixed_length(random: Random, length: int) -> int:
    """Draw one length."""
    return int(min(max(random.lognormvariate(math.log(0.3 * length), 0.8), length / 16), length))


def text(random: Random, letters: int) -> str:
    """Return words cut to exactly so many letters."""
    words = ""
    while len(words) < letters:
        words += random.choice(WORDS) + " "
    return words[:letters]
