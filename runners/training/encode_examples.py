"""From dataset rows to token ids, with every row accounted for."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from runners.contract.failure import StageFailure
from runners.models.prompt_template import PromptTemplate

# A prompt is never cut below this, so that instruction and turn marks survive; the row is left out instead.
SHORTEST_PROMPT = 16


@dataclass(frozen=True)
class EncodedExample:
    """Token ids of one example; the loss is on positions from `prompt_tokens` on."""

    example: str
    ids: tuple[int, ...]
    prompt_tokens: int

    @property
    def completion_tokens(self) -> int:
        """Tokens that are learned, the end of the turn among them."""
        return len(self.ids) - self.prompt_tokens


@dataclass
class EncodingReport:
    """What became of the rows: `read = used + without_reference + dropped`, `truncated` are among the used."""

    read: int = 0
    used: int = 0
    truncated: int = 0
    dropped: int = 0
    without_reference: int = 0
    longest: int = 0
    tokens: int = 0
    examples: list[EncodedExample] = field(default_factory=list, repr=False)

    def sentence(self, split: str, limit: int) -> str:
        """Say in one line what became of the rows."""
        parts = [f"{split}: {self.used} of {self.read} rows, {self.tokens:,} tokens, longest {self.longest}"]
        if self.truncated:
            parts.append(f"{self.truncated} prompts cut in the middle to fit {limit} tokens")
        if self.dropped:
            parts.append(f"{self.dropped} left out, longer than {limit} tokens")
        if self.without_reference:
            parts.append(f"{self.without_reference} left out, without a reference")
        return "; ".join(parts)


def encode_example(
    tokenizer: Any, template: PromptTemplate, row: Mapping[str, Any], dataset_type: str
) -> EncodedExample:
    """Return prompt and completion as one sequence that ends with the end of the turn.

    Prompt and completion are tokenised apart, so that training sees exactly the prompt ids that generation starts
    from; tokenised together, a merge across the border could change them. What a template writes after the end of
    the turn (a line break) is not learned.
    """
    text = template.render(tokenizer, row, dataset_type)
    prompt = template.prompt_ids(tokenizer, row, dataset_type)
    completion = tokenizer(text.completion, add_special_tokens=False)["input_ids"]
    return EncodedExample(str(row["id"]), (*prompt, *end_once(completion, tokenizer.eos_token_id)), len(prompt))


def end_once(completion: list[int], end: int) -> list[int]:
    """Return the completion up to and with its last end token, or with one added where it has none."""
    for index in range(len(completion) - 1, -1, -1):
        if completion[index] == end:
            return completion[: index + 1]
    return [*completion, end]


def cut_middle(ids: tuple[int, ...], length: int) -> tuple[int, ...]:
    """Return `length` ids: the first and last halves, the middle taken out."""
    if len(ids) <= length:
        return ids
    head = length // 2
    return ids[:head] + ids[len(ids) - (length - head) :]


def encode_rows(
    tokenizer: Any,
    template: PromptTemplate,
    rows: Iterable[Mapping[str, Any]],
    dataset_type: str,
    limit: int,
    over_limit: str,
) -> EncodingReport:
    """Encode rows under a token limit; `over_limit` is `truncate`, `drop` or `fail`.

    Raises:
        StageFailure: a row is over the limit and the config says `fail`.
    """
    report = EncodingReport()
    for row in rows:
        report.read += 1
        if not row.get("reference"):
            report.without_reference += 1
            continue
        encoded = encode_example(tokenizer, template, row, dataset_type)
        report.longest = max(report.longest, len(encoded.ids))
        if len(encoded.ids) > limit:
            shortened = shorten(encoded, limit, over_limit, report.read)
            if shortened is None:
                report.dropped += 1
                continue
            encoded = shortened
            report.truncated += 1
        report.used += 1
        report.tokens += len(encoded.ids)
        report.examples.append(encoded)
    return report


def shorten(encoded: EncodedExample, limit: int, over_limit: str, number: int) -> EncodedExample | None:
    """Return the example with a shorter prompt, or None where it is to be left out."""
    if over_limit == "fail":
        raise StageFailure(
            "data",
            f"Row {number} of the split has {len(encoded.ids)} tokens, the limit is {limit}.",
            "Raise the token limit, or let rows over it be truncated or dropped.",
            "maxTokens",
        )
    room = limit - encoded.completion_tokens
    if over_limit == "drop" or room < SHORTEST_PROMPT:
        return None
    prompt = cut_middle(encoded.ids[: encoded.prompt_tokens], room)
    return EncodedExample(encoded.example, prompt + encoded.ids[encoded.prompt_tokens :], len(prompt))
