"""Words that turn a statement around, hand it to somebody else, or name a topic without a value."""

import re
from dataclasses import dataclass
from typing import Literal

Stance = Literal["yes", "no", "quit"]

_END_OF_CLAUSE = re.compile(r"[;.!?]|\bbut\b|\bhowever\b|\band (?:he|she|has|is|takes|reports)\b", re.IGNORECASE)
_NO = re.compile(
    r"\b(?:no|not|never|none|denie[sd]|deny|negative|without|neither|nor|isn't|doesn't|hasn't|didn't|don't|free of|"
    r"tolerates?|abstains?|nonsmoker|non-smoker|NKDA)\b",
    re.IGNORECASE,
)
_QUIT = re.compile(
    r"\b(?:stopped|quit|discontinued|no longer|off|former|ex-|gave up|dropped|smoke free)", re.IGNORECASE
)
OTHERS = re.compile(
    r"\b(?:television|waiting room|lady|boss|neighbou?rs?|friend|co-?worker|cousin|in the army|somebody|elevator|"
    r"printer|parking|referral letter|phone|walk-ins|online|front desk|news)\b",
    re.IGNORECASE,
)
"""Who and what the dialogues' talk beside the point is about."""
FAMILY = re.compile(r"\b(?:family|relatives)\b", re.IGNORECASE)
QUESTION = re.compile(r"\?[\"'*]*\s*$")
ANSWER = re.compile(r"^(?:yes|no|nope|yeah|not at all|never|correct)\b[^.]*\.?$", re.IGNORECASE)
SPEAKER = re.compile(r"^[\s\-*•\"'“]*(?:(?:doctor|patient|pediatrician|nurse)\s*:\s*[\"'“]?)?", re.IGNORECASE)
LEAD_IN = re.compile(
    r"^\W*(?:here is|below is|the\b).{0,60}\b(?:note|section)\b.{0,40}[:.]?\W*$|^\W*[a-z/]+:\W*$", re.IGNORECASE
)
MALE, FEMALE = (
    re.compile(r"\b(?:he|his|him|male|man)\b", re.IGNORECASE),
    re.compile(r"\b(?:she|her|hers|female|woman)\b", re.IGNORECASE),
)


@dataclass(frozen=True)
class Topic:
    """Matters that facts state without a value, with the kinds of facts for each stance."""

    pattern: re.Pattern[str]
    kinds: dict[Stance, frozenset[str]]
    slots: frozenset[str]
    """A value of these slots beside it says more than the topic does."""


def _topic(pattern: str, yes: str, no: str, quit_: str = "", slots: str = "") -> Topic:
    kinds: dict[Stance, frozenset[str]] = {
        "yes": frozenset(yes.split()), "no": frozenset(no.split()), "quit": frozenset(quit_.split()),
    }  # fmt: skip
    return Topic(re.compile(rf"\b(?:{pattern})\b", re.IGNORECASE), kinds, frozenset(slots.split()))


TOPICS = (
    _topic(r"\w*-?smok\w*|tobacco|cigarettes?", "smoking", "smoking_never", "smoking_quit", "packs"),
    _topic("alcohol|drinks|drinking|beers?|wine|liquor", "alcohol", "alcohol_denied", "", "drink"),
    _topic("allerg(?:y|ies|ic)|NKDA", "allergy", "no_allergies allergy_denied", "", "allergen"),
    _topic("surger(?:y|ies)|operations?", "surgery", "no_surgeries surgery_denied", "", "surgery"),
    _topic(
        "medications?|medicines?|pills?", "medication", "no_medications", "medication_stopped", "drug dose frequency"
    ),
)


def stance_at(sentence: str, start: int, end: int) -> Stance:
    """Whether what stands at `start` to `end` is affirmed, denied or given up, by the words before it in its clause."""
    before = list(_END_OF_CLAUSE.finditer(sentence[:start]))
    clause = sentence[before[-1].end() if before else 0 : start]
    behind = _END_OF_CLAUSE.split(sentence[end:], maxsplit=1)[0]
    if _QUIT.search(clause) or re.match(r"\s+was (?:stopped|discontinued)", behind):
        return "quit"
    denied = _NO.search(clause) or re.match(r"\s*(?::|is|are|was)?\s*(?:negative|denied|absent|none)\b", behind)
    return "no" if denied or _NO.match(sentence[start:end]) else "yes"
