"""Words of examinations and habits whose opposite is one word too."""

import re
from collections.abc import Iterator
from functools import cache, partial

from runners.text.edits.lexicon import normal_words, read_lexicon
from runners.text.edits.make_site import make_site
from runners.text.edits.reading import Reading
from runners.text.edits.site import Site

_CHECKED = ("the source says this of it, in these or listed words", "the source says the opposite nowhere")


@cache
def _pattern() -> re.Pattern[str]:
    words = sorted(read_lexicon("antonyms")["words"], key=len, reverse=True)
    return re.compile(r"(?<![\w-])(?:" + "|".join(map(re.escape, words)) + r")(?![\w-])", re.IGNORECASE)


def antonym_sites(reading: Reading) -> Iterator[Site]:
    """A site for each word with an opposite."""
    words = read_lexicon("antonyms")["words"]
    for match in _pattern().finditer(reading.text):
        entry = words[match[0].lower()]
        negated = reading.summary.is_negated(match.start()) and not match[0].lower().startswith(("non", "never", "un"))
        if negated or reading.summary.in_heading(match.start()):
            continue
        if not reading.source.has_any(tuple(map(normal_words, (match[0], *entry["said"])))):
            continue
        against = tuple(map(normal_words, (entry["opposite"], *entry["unsaid"])))
        new = entry["opposite"].capitalize() if match[0][0].isupper() else entry["opposite"]
        yield make_site(
            match.span(), "negation", "negation", (new,), _CHECKED,
            partial(_is_unsaid, reading, against),
        )  # fmt: skip


def _is_unsaid(reading: Reading, against: tuple[str, ...], _: str) -> bool:
    return not reading.source.has_any(against)
