"""A pair of completions of one prompt, as token ids and labels."""

from dataclasses import dataclass, replace


@dataclass(frozen=True)
class EncodedPair:
    """One pair. Labels are 1 for a hallucinated text and 0 for a factual one; `flipped` says that it was turned."""

    example: str
    prompt: tuple[int, ...]
    chosen: tuple[int, ...]
    rejected: tuple[int, ...]
    h_chosen: int
    h_rejected: int
    flipped: bool = False

    @property
    def label_gap(self) -> int:
        """dh: 1 where the factual text is chosen, -1 where the hallucinated one is, 0 where both are the same."""
        return self.h_rejected - self.h_chosen

    @property
    def longest(self) -> int:
        """Tokens of the prompt with the longer completion."""
        return len(self.prompt) + max(len(self.chosen), len(self.rejected))

    @property
    def tokens(self) -> int:
        """Tokens of the pair where its prompt is computed once."""
        return len(self.prompt) + len(self.chosen) + len(self.rejected)

    def turned(self) -> "EncodedPair":
        """Return the pair with its completions and their labels swapped."""
        return replace(
            self,
            chosen=self.rejected,
            rejected=self.chosen,
            h_chosen=self.h_rejected,
            h_rejected=self.h_chosen,
            flipped=not self.flipped,
        )


def oriented(pair: EncodedPair, orientation: str) -> EncodedPair:
    """Return the pair as stored (`stored`), as it was before any turning (`original`), or with dh >= 0 (`factual`)."""
    if orientation == "original":
        return pair.turned() if pair.flipped else pair
    if orientation == "factual":
        return pair.turned() if pair.label_gap < 0 else pair
    return pair
