"""From rows of a preference dataset to token ids, with every row accounted for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from runners.contract.failure import StageFailure
from runners.models.prompt_template import PromptTemplate
from runners.preferences.pair import EncodedPair, oriented
from runners.training.encode_examples import SHORTEST_PROMPT, cut_middle, encode_example

# The template that is filled in belongs to notes; rows of other types carry their whole prompt.
TEMPLATED = "notes"


@dataclass
class PairReport:
    """What became of the rows: `read = used + incomplete + equal + dropped`; `truncated` are among the used."""

    read: int = 0
    incomplete: int = 0
    equal: int = 0
    truncated: int = 0
    dropped: int = 0
    longest: int = 0
    pairs: list[EncodedPair] = field(default_factory=list, repr=False)
    turned: list[bool] = field(default_factory=list, repr=False)
    """Which of the pairs stand the other way round than they are stored."""

    def buckets(self) -> dict[tuple[int, int], int]:
        """Return (h_chosen, h_rejected) -> pairs, in order."""
        found = [(pair.h_chosen, pair.h_rejected) for pair in self.pairs]
        return {bucket: found.count(bucket) for bucket in sorted(set(found))}

    def sentence(self, split: str, limit: int) -> str:
        """Say in one line what became of the rows."""
        buckets = ", ".join(f"{count} of ({w},{rejected})" for (w, rejected), count in self.buckets().items())
        parts = [f"{split}: {len(self.pairs)} of {self.read} pairs, longest {self.longest} tokens"]
        if buckets:
            parts.append(f"labels {buckets}")
        for count, what in (
            (sum(self.turned), "turned round from how they are stored"),
            (self.truncated, f"with a prompt cut in the middle to fit {limit} tokens"),
            (self.dropped, f"left out, longer than {limit} tokens"),
            (self.equal, "left out, as both texts are equal"),
            (self.incomplete, "left out, as a text is missing"),
        ):
            if count:
                parts.append(f"{count} {what}")
        return "; ".join(parts)


def encode_pairs(
    tokenizer: Any,
    template: PromptTemplate,
    rows: Iterable[Mapping[str, Any]],
    limit: int,
    over_limit: str,
    orientation: str,
) -> PairReport:
    """Encode rows under a token limit; `over_limit` is `truncate`, `drop` or `fail`.

    Raises:
        StageFailure: a pair is over the limit and the config says `fail`.
    """
    report = PairReport()
    for row in rows:
        report.read += 1
        if not (row.get("prompt") and row.get("chosen") and row.get("rejected")):
            report.incomplete += 1
            continue
        pair = encode_pair(tokenizer, template, row)
        if pair.chosen == pair.rejected:
            report.equal += 1
            continue
        report.longest = max(report.longest, pair.longest)
        if pair.longest > limit:
            shortened = shorten(pair, limit, over_limit, report.read)
            if shortened is None:
                report.dropped += 1
                continue
            pair = shortened
            report.truncated += 1
        report.pairs.append(oriented(pair, orientation))
        report.turned.append(report.pairs[-1] is not pair)
    return report


def encode_pair(tokenizer: Any, template: PromptTemplate, row: Mapping[str, Any]) -> EncodedPair:
    """Return the pair of one row; prompt and completions are tokenised apart, as in supervised fine-tuning."""
    sides = []
    for side in ("chosen", "rejected"):
        example = {
            "id": row["id"],
            "section": row.get("section"),
            "source": row["prompt"],
            "reference": row[side],
        }
        sides.append(encode_example(tokenizer, template, example, TEMPLATED))
    chosen, rejected = sides
    return EncodedPair(
        example=str(row["id"]),
        prompt=chosen.ids[: chosen.prompt_tokens],
        chosen=chosen.ids[chosen.prompt_tokens :],
        rejected=rejected.ids[rejected.prompt_tokens :],
        h_chosen=int(row.get("h_chosen") or 0),
        h_rejected=int(row.get("h_rejected") or 0),
        flipped=bool(row.get("flipped")),
    )


def shorten(pair: EncodedPair, limit: int, over_limit: str, number: int) -> EncodedPair | None:
    """Return the pair with a shorter prompt, or None where it is to be left out."""
    if over_limit == "fail":
        raise StageFailure(
            "data",
            f"Pair {number} of the split has {pair.longest} tokens, the limit is {limit}.",
            "Raise the token limit, or let pairs over it be truncated or dropped.",
            "maxTokens",
        )
    room = limit - (pair.longest - len(pair.prompt))
    if over_limit == "drop" or room < SHORTEST_PROMPT:
        return None
    return EncodedPair(
        pair.example,
        cut_middle(pair.prompt, room),
        pair.chosen,
        pair.rejected,
        pair.h_chosen,
        pair.h_rejected,
        pair.flipped,
    )
