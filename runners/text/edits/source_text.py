"""A source as the checks ask it: what it mentions, which numbers, and whether it affirms or denies."""

import re
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from runners.text.edits.lexicon import concept_index, normal_words
from runners.text.edits.summary_text import RELATIVE
from runners.text.numbers import SupportedNumbers

Stance = Literal["yes", "no", "unknown"]

_TURN = re.compile(r"^[ \t]*(?:\[(\w[\w ]{0,24})\]|([A-Za-z][\w ]{0,24}):)[ \t]*", re.MULTILINE)
_SEGMENT = re.compile(r"[^.?!;\n]+[.?!;\n]*")
_DENYING = re.compile(
    r" (?:no|not|never|none|nothing|nope|nah|without|denies|denied|deny|"
    r"neither|nor|negative|free|[a-z]+n't|dont|didnt|doesnt|hasnt|havent|isnt|cannot) "
)
_ANSWER_NO = re.compile(
    r"^(?: (?:uh|um|oh|well|thankfully|fortunately|luckily|so far|i|we|that|he|she|it|they|there|have|has|had|do|"
    r"does|"
    r"did|is|am|are|was|hmm|mm))*? (?:no|nope|nah|not|never|none|nothing|negative|don't|doesn't|didn't|haven't|"
    r"hasn't|"
    r"isn't|aren't|wasn't|denies)\b"
)
_ANSWER_YES = re.compile(
    r"^(?: (?:uh|um|oh|well|unfortunately|actually|i|it|that|he|she|they|we))*? (?:yes|yeah|yep|yup|yea|sure|correct|"
    r"absolutely|definitely|right|sometimes|occasionally|do|does|did|have|has|am|is|are|was|were|had|some|uh huh|"
    r"little|a)\b"
)
_DULL_WORDS = """
pain pains history symptom symptoms issue issues problem problems significant previous known associated having
being other current recent more with from that this their when been upper lower left right bilateral change
changes evidence signs sign time times well some fully able take takes taking used using uses there have does
will would feels feel good able back noted note over about into than then them they very much since also prior
past patient normal clear type medical health major today further general appears appear related mild moderate
severe
"""
_DULL = frozenset(_DULL_WORDS.split())
_ENDING = re.compile(r"(?:ations?|ness|ings?|ies|ed|es|s|ic|al|y)$")


@dataclass(frozen=True, slots=True)
class _Segment:
    words: str
    turn: int
    question: bool


class SourceText:
    """One source, read once for all edits of its summary."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> str:
        """The source as `normal_words`."""
        return normal_words(self.text)

    @cached_property
    def numbers(self) -> SupportedNumbers:
        """Every number that the source may be heard to say."""
        return SupportedNumbers(self.text)

    @cached_property
    def speakers(self) -> frozenset[str]:
        """Labels of its turns, lower case; none where it is no dialogue."""
        return frozenset((match[1] or match[2]).lower().split()[0].split("_")[0] for match in _TURN.finditer(self.text))

    @cached_property
    def segments(self) -> list[_Segment]:
        """Its sentences with the turn that each belongs to."""
        found, turn = [], 0
        for line in self.text.split("\n"):
            label = _TURN.match(line)
            turn += label is not None
            for match in _SEGMENT.finditer(line, label.end() if label else 0):
                said = normal_words(match[0])
                if said.strip():
                    found.append(_Segment(said, turn, "?" in match[0][-3:]))
        return found

    def has(self, words: str) -> bool:
        """Whether `normal_words` stand in it, their plural or singular too."""
        bare = words.rstrip()
        return (
            words in self.words or f"{bare}s " in self.words or (bare.endswith("s") and f"{bare[:-1]} " in self.words)
        )

    def has_any(self, names: tuple[str, ...]) -> bool:
        """Whether any of several names stands in it."""
        return any(self.has(name) for name in names)

    def stances(self, starts: tuple[str, ...]) -> set[Stance]:
        """How it speaks of words that begin with any of `starts` (each with a space before it)."""
        found: set[Stance] = set()
        for index, segment in enumerate(self.segments):
            for start in starts:
                at = segment.words.find(start)
                if at >= 0:
                    found.add(self._stance(index, at))
                    break
        return found

    def may_tell_of_patient(self, names: tuple[str, ...]) -> bool:
        """Whether a sentence without a relative speaks of any of several names otherwise than to deny it."""
        return any(
            self._stance(index, at) != "no"
            for index, segment in enumerate(self.segments)
            for name in names
            if (at := segment.words.find(name.rstrip())) >= 0 and not RELATIVE.search(segment.words)
        )

    def _stance(self, index: int, at: int) -> Stance:
        segment = self.segments[index]
        if not segment.question:
            before = segment.words[max(0, at - 45) : at + 1]
            return "no" if _DENYING.search(before.rpartition(" but ")[2].join((" ", " "))) else "yes"
        answer = next((each for each in self.segments[index + 1 :] if each.turn != segment.turn), None)
        if answer is None:
            return "unknown"
        if _ANSWER_NO.search(answer.words):
            return "no"
        return "yes" if _ANSWER_YES.search(answer.words) else "unknown"

    def agrees(self, finding: str, stance: Stance) -> bool:
        """Whether it says `stance` of what `finding` is about, and of none of it the opposite."""
        asked = [tuple(name.rstrip() for name in each.concept.names) for each in concept_index().mentions(finding)]
        known = " ".join(name.strip() for names in asked for name in names)
        asked += [(f" {stem}",) for stem in distinctive_stems(finding) if stem not in known]
        opposite: Stance = "no" if stance == "yes" else "yes"
        answers = [self.stances(starts) for starts in asked]
        return any(stance in each for each in answers) and not any(opposite in each for each in answers)


def distinctive_stems(text: str) -> list[str]:
    """Beginnings of the words of `text` that say what it is about."""
    words = [word for word in normal_words(text).split() if len(word) > 3 and word.isalpha() and word not in _DULL]
    return [stem if len(stem := _ENDING.sub("", word)) >= 4 else word for word in words]
