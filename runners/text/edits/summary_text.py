"""A summary cut into sentences, with what is negated in it and whom it is about."""

import re
from functools import cached_property

from runners.text.edits.lexicon import Mention, concept_index, normal_words

_BREAK = re.compile(r"(?<=[.!?])[\"')\]]*\s+(?=[\"'(\[]*[A-Z0-9])|\s*\n\s*")
_ABBREVIATION = re.compile(
    r"(?:\b(?:Dr|Mr|Mrs|Ms|St|vs|No|approx|e\.g|i\.e|q\.d|b\.i\.d|t\.i\.d|q\.i\.d|q\.h\.s|p\.o|p\.r\.n)|\b[A-Z]|"
    r"\b\d{1,2})\.$",
    re.IGNORECASE,
)
_LISTED = re.compile(r"\s*\(?\d{1,2}[.)]")
_HEADING = re.compile(r"[A-Z][A-Z /&,'-]{2,60}:?|[A-Z][\w /&'-]{2,40}:")
_NEGATION = re.compile(
    r"\b(?:no|not|denie[sd]|deny|denying|without|never|none|negative(?: for)?|neither|nor|free of|absence of|"
    r"unremarkable for|cannot|non|rule[sd]? out|[a-z]+n't)\b",
    re.IGNORECASE,
)
# Chapman et al. 2001, A Simple Algorithm for Identifying Negated Findings (NegEx): these look like negations and are
# none of what follows.
_NO_NEGATION = re.compile(
    r"\b(?:no (?:increase|change|further|additional|more|longer|doubt|significant change|interval change)|"
    r"not (?:only|certain|sure|necessarily|drain|yet)|gram[- ]negative|without (?:difficulty|further|any further))\b",
    re.IGNORECASE,
)
SCOPE_END = re.compile(
    r"[;:.!?](?=\s|$)|\n|,? \b(?:but|however|although|though|except|aside|apart|other than|besides|which|who|that|"
    r"because|since|until|when|while|as|secondary|due|yet|still|who's)\b|"
    r",? and (?:(?:he|she|they|it|the|his|her|there|this|we|I|patient)\b|(?:has|had|is|was|reports|denies|states|"
    r"does|"
    r"did|will|continues|takes|complains|feels)\b)",
    re.IGNORECASE,
)
RELATIVE = re.compile(
    r"\b(?:family|mother|mom|mommy|father|dad|daddy|brothers?|sisters?|siblings?|aunts?|uncles?|cousins?|nieces?|"
    r"nephews?|grand\w+|parents?|maternal|paternal|wife|husband|spouse|daughters?|sons?)\b",
    re.IGNORECASE,
)


class SummaryText:
    """What families ask of a summary; offsets are characters."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> str:
        """The summary as `normal_words`."""
        return normal_words(self.text)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        """Start and end of each sentence and heading, without white space around."""
        starts, start = [], 0
        for match in _BREAK.finditer(self.text):
            if "\n" not in match[0] and _ABBREVIATION.search(
                self.text, max(0, start, match.start() - 12), match.start()
            ):
                continue
            if _LISTED.fullmatch(self.text, start, match.start()):
                continue
            starts.append((start, match.start() + len(match[0].rstrip())))
            start = match.end()
        starts.append((start, len(self.text)))
        return [place for place in (self._bare(*each) for each in starts) if place[0] < place[1]]

    @cached_property
    def starts(self) -> frozenset[int]:
        """Where sentences begin."""
        return frozenset(start for start, _ in self.sentences)

    @cached_property
    def negated(self) -> list[tuple[int, int]]:
        """Scopes of negations: from the word that negates to the end of what it negates."""
        spared = [match.span() for match in _NO_NEGATION.finditer(self.text)]
        scopes = []
        for match in _NEGATION.finditer(self.text):
            if not any(start <= match.start() < end for start, end in spared):
                scopes.append((match.start(), self.scope_end(match.end())))
        return scopes

    @cached_property
    def mentions(self) -> list[Mention]:
        """Everything that the lexicons know, outside of headings."""
        return [each for each in concept_index().mentions(self.text) if not self.in_heading(each.start)]

    def scope_end(self, start: int) -> int:
        """Where what is said from `start` on ends."""
        match = SCOPE_END.search(self.text, start)
        return min(match.start() if match else len(self.text), self.sentence_at(start)[1])

    def is_negated(self, start: int) -> bool:
        """Whether a negation reaches the character at `start`."""
        return any(first <= start < end for first, end in self.negated)

    def is_about_family(self, start: int) -> bool:
        """Whether the sentence at `start` names a relative."""
        return bool(RELATIVE.search(self.text, *self.sentence_at(start)))

    def sentence_at(self, place: int) -> tuple[int, int]:
        """The sentence around a character."""
        for start, end in self.sentences:
            if place <= end:
                return start, end
        return self.sentences[-1] if self.sentences else (0, len(self.text))

    def in_heading(self, place: int) -> bool:
        """Whether a line stands there that only names a section."""
        start, end = self.sentence_at(place)
        return bool(_HEADING.fullmatch(self.text, start, end))

    def _bare(self, start: int, end: int) -> tuple[int, int]:
        inside = self.text[start:end]
        return start + len(inside) - len(inside.lstrip()), start + len(inside.rstrip())
