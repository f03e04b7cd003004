"""Pairs of random tokens, for tests of what happens behind the tokenizer."""

from random import Random

from runners.preferences.pair import EncodedPair

VOCABULARY = 259


def random_pairs(count: int, seed: int, longest_prompt: int = 40, longest_completion: int = 20) -> list[EncodedPair]:
    """Pairs of different lengths; labels in turn (0,1), (0,0), (1,1)."""
    random = Random(seed)

    def tokens(most: int) -> tuple[int, ...]:
        return tuple(random.randrange(VOCABULARY) for _ in range(random.randrange(1, most)))

    labels = ((0, 1), (0, 0), (1, 1))
    return [
        EncodedPair(
            f"pair-{number}",
            tokens(longest_prompt),
            tokens(longest_completion),
            tokens(longest_completion),
            *labels[number % 3],
            flipped=number % 4 == 0,
        )
        for number in range(count)
    ]
