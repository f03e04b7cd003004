"""Checks of pairs: there, different, labelled, within the token limit."""

from collections.abc import Sequence
from math import log
from statistics import median
from typing import Any

from runners.check.check_data import check_tokens
from runners.check.result import Check
from runners.models.light_tokenizer import LightTokenizer
from runners.models.prompt_template import PromptTemplate, use_chat
from runners.preferences.encode_pairs import encode_pair
from runners.preferences.pair import EncodedPair, oriented

# Beyond this a pair at margin 0 pushes with 98 % of the full weight.
SATURATING = 4.0
FULL_WEIGHT = 0.99


def check_pair_rows(rows: Sequence[dict[str, Any]]) -> Check:
    """Say whether train has pairs of two different texts."""
    whole = [row for row in rows if row.get("prompt") and row.get("chosen") and row.get("rejected")]
    equal = sum(row["chosen"] == row["rejected"] for row in whole)
    left = len(whole) - equal
    incomplete = len(rows) - len(whole)
    parts = [f"{left} of {len(rows)} pairs of train can be trained on"]
    parts += [f"{equal} have two equal texts"] if equal else []
    parts += [f"{incomplete} lack a text"] if incomplete else []
    detail = ", ".join(parts) + "."
    if not left:
        remedy = "Build the pair set again and look at its counts, or choose another version."
        return Check("rows", "block", "Pairs", detail, remedy, "dataset")
    return Check("rows", "warn" if equal or incomplete else "pass", "Pairs", detail)


def check_labels(rows: Sequence[dict[str, Any]], orientation: str | None, delta: float | None) -> list[Check]:
    """Say what the labels mean for this training; `delta` None where the loss has none."""
    gaps = [int(row.get("h_rejected") or 0) - int(row.get("h_chosen") or 0) for row in rows]
    checks: list[Check] = []
    if rows and all(row.get("flipped") for row in rows):
        detail = f"All {len(rows)} pairs were flipped, so nobody preferred a single text that is chosen here."
        remedy = "Look at the labels of the pair set: they may be the wrong way round."
        checks.append(Check("flipped", "warn", "Flipped pairs", detail, remedy, "dataset"))
    if delta is None:
        return checks
    wrong, active = sum(gap < 0 for gap in gaps), sum(gap > 0 for gap in gaps)
    if wrong and orientation != "factual":
        detail = (
            f"{wrong} pairs prefer a hallucinated text to a factual one; delta relaxes them and does not turn them."
        )
        return [*checks, Check("labels", "warn", "Labels", detail, 'Set orientation to "factual".', "orientation")]
    turned = active + (wrong if orientation == "factual" else 0)
    if not turned:
        detail = "No pair has a factual and a hallucinated text, so every delta trains plain DPO."
        checks.append(Check("labels", "warn", "Labels", detail, "Label the texts, or train dpo.", "dataset"))
    else:
        detail = f"Delta is asked of {turned} of {len(rows)} pairs."
        checks.append(Check("labels", "pass", "Labels", detail))
    return checks


def check_saturation(beta: float, wanted: float, tokens: Sequence[int]) -> Check | None:
    """Say where a margin of `wanted` nats is so far that it is a constant push; None for no margin at all."""
    if not wanted:
        return None
    if beta * wanted <= SATURATING:
        detail = f"beta times delta is {beta * wanted:.3g}: a pair pushes less as its margin nears {wanted:g} nats."
        return Check("delta", "pass", "Delta", detail)
    reached = wanted - log(FULL_WEIGHT / (1 - FULL_WEIGHT)) / beta
    per_token = f", {reached / median(tokens):.2g} a token of a median completion" if tokens and reached > 0 else ""
    detail = (
        f"beta times delta is {beta * wanted:.3g}: every active pair pushes with {FULL_WEIGHT:.0%} of the full "
        f"weight or more until its margin is {max(reached, 0):.3g} nats{per_token}. Larger deltas train the same."
    )
    return Check("delta", "warn", "Delta", detail, f"Below {SATURATING / beta:g} nats it differs from a push.", "delta")


def encode_all(tokenizer: LightTokenizer, config: Any, rows: Sequence[dict[str, Any]]) -> list[EncodedPair]:
    """Return the pairs as the stage itself will encode them, before any limit.

    Raises:
        StageFailure: the chat template does not suit.
    """
    template = PromptTemplate(config.prompt, config.system, use_chat(tokenizer, config.chat))
    whole = [row for row in rows if row.get("prompt") and row.get("chosen") and row.get("rejected")]
    pairs = [encode_pair(tokenizer, template, row) for row in whole]
    return [oriented(pair, getattr(config, "orientation", "stored")) for pair in pairs]


def check_pair_tokens(pairs: Sequence[EncodedPair], limit: int, over_limit: str) -> Check:
    """Say how many pairs are over the token limit."""
    return check_tokens([pair.longest for pair in pairs], limit, over_limit, "maxTokens")
