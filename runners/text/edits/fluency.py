"""Makes a change read well where it stands: capitals, articles, spaces."""

import re

from runners.text.edits.site import Change
from runners.text.edits.summary_text import SummaryText

_LETTERS = re.compile(r"(?:[a-z]\.)+$")
_OPENING = re.compile(r"[.:;]\s+$")
_ARTICLE = re.compile(r"\b(an?) $", re.IGNORECASE)
_VOWEL_SOUND = re.compile(r"(?:8|11\b|18\b|(?i:[aeiou]|hour|hono)|[FHLMNRSX](?:-|[A-Z]+\b))")
_CONSONANT_SOUND = re.compile(r"(?:eu|one\b|once\b|u(?:ni(?![nm])|se|su|rin|ret|rol|te))", re.IGNORECASE)
_BROKEN = re.compile(
    r"  |\s[,.;:](?=\s|$)|,,|\.\.(?!\.)|"
    r"\b(an?|the) (?:an?|the)\b|\b(\w{2,}) \2\b|\(\s|\bthe (?:yesterday|this)\b|,\s*\.",
    re.IGNORECASE,
)


def takes_an(word: str) -> bool:
    """Whether the indefinite article before `word` is "an"."""
    if _CONSONANT_SOUND.match(word):
        return False
    return bool(_VOWEL_SOUND.match(word))


def polish(summary: SummaryText, change: Change) -> Change:
    """The change with the capital, the article and the spaces that its place asks for; its span may grow."""
    text, start, end, after = summary.text, change.start, change.end, change.after
    while after.endswith(" ") and text[start:end].endswith(" "):
        after, end = after[:-1], end - 1
    if not after:
        space = re.match(r"[ \t]+", text[end:])
        end += space.end() if space else 0
        if text[start].isupper() and text[end : end + 1].islower():
            after, end = text[end].upper(), end + 1
    elif text[start : start + 1].isupper() and (
        start in summary.starts or _OPENING.search(text, max(0, start - 4), start)
    ):
        after = after.upper() if _LETTERS.match(after) else after[0].upper() + after[1:]
    article = _ARTICLE.search(text, max(0, start - 3), start)
    if article and after and takes_an(after) != (article[1].lower() == "an"):
        other = "an" if takes_an(after) else "a"
        start = article.start(1)
        after = f"{other.capitalize() if article[1][0].isupper() else other} {after}"
    return Change(start, end, after)


def reads_well(text: str, change: Change) -> bool:
    """Whether the change brings no doubled word, article, stop or space that was not there before."""
    around = 24
    first, last = max(0, change.start - around), min(len(text), change.end + around)
    before = text[first:last]
    behind = text[first : change.start] + change.after + text[change.end : last]
    return len(_BROKEN.findall(behind)) <= len(_BROKEN.findall(before))
