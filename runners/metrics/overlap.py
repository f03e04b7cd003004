"""How much of the reference's words a text has: exact match, token F1, ROUGE."""

from collections import Counter
from functools import cache
from typing import Any

from runners.text.normal_form import squad_normal_form

ROUGE_KINDS = {"rouge_1": "rouge1", "rouge_2": "rouge2", "rouge_l": "rougeL"}


def exact_match(text: str, reference: str) -> float:
    """1 where the SQuAD normal forms are equal, else 0; two empty ones are equal."""
    return float(squad_normal_form(text) == squad_normal_form(reference))


def token_f1(text: str, reference: str) -> float:
    """F1 of the two bags of normalised words, 0 to 1; two empty ones give 1. Source: SQuAD evaluation script."""
    words, wanted = squad_normal_form(text).split(), squad_normal_form(reference).split()
    if not words or not wanted:
        return float(words == wanted)
    shared = sum((Counter(words) & Counter(wanted)).values())
    return 2 * shared / (len(words) + len(wanted))


def rouge_f1(text: str, reference: str, kinds: tuple[str, ...], *, stemmer: bool) -> dict[str, float | None]:
    """F-measures of `rouge_1`, `rouge_2`, `rouge_l` (Lin 2004) by rouge-score, 0 to 1.

    `rouge_l` takes the text as one sequence (rougeL, not rougeLsum). None where the reference has too few tokens to
    hold any unit, which the library scores as 0.
    """
    scorer, tokenizer = _scorer(kinds, stemmer)
    tokens = len(tokenizer.tokenize(reference))
    scores = scorer.score(reference, text)
    return {
        kind: float(scores[ROUGE_KINDS[kind]].fmeasure) if tokens >= (2 if kind == "rouge_2" else 1) else None
        for kind in kinds
    }


def length_ratio(text: str, reference: str) -> float | None:
    """Words of the text over words of the reference; None where the reference has none."""
    words = len(reference.split())
    return len(text.split()) / words if words else None


@cache
def _scorer(kinds: tuple[str, ...], stemmer: bool) -> tuple[Any, Any]:
    from rouge_score.rouge_scorer import RougeScorer
    from rouge_score.tokenizers import DefaultTokenizer

    tokenizer = DefaultTokenizer(stemmer)
    return RougeScorer([ROUGE_KINDS[kind] for kind in kinds], tokenizer=tokenizer), tokenizer
