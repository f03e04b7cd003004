"""Sentences that could be added to a summary, and where; the same for what is made up and for what is said twice."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from runners.text.edits.fluency import takes_an
from runners.text.edits.lexicon import Concept, concept_index, normal_words, read_lexicon
from runners.text.edits.reading import Reading

_SORTS = (
    ("plan", re.compile(r"plan|recommend|follow|disposition|assessment", re.IGNORECASE)),
    ("exam", re.compile(r"exam|physical", re.IGNORECASE)),
    ("family", re.compile(r"^fam(?:ily)?\b(?!.*soc)|family history", re.IGNORECASE)),
    ("social", re.compile(r"soc", re.IGNORECASE)),
    ("allergy", re.compile(r"allerg", re.IGNORECASE)),
    ("medication", re.compile(r"medication|^meds", re.IGNORECASE)),
    ("surgical", re.compile(r"surg", re.IGNORECASE)),
    ("history", re.compile(r"past\s*medical|medical history|^pmh|pastmedical", re.IGNORECASE)),
    ("results", re.compile(r"result|imaging|labs?\b", re.IGNORECASE)),
    ("present", re.compile(r"hpi|genhx|illness|chief|^cc|ros|review of systems|edcourse|history", re.IGNORECASE)),
)  # fmt: skip
# What a repeated sentence says of each kind must be what these say of it, right before its name.
_BETWEEN = (
    r"(?:(?:also|an?|some|any|her|his|mild|moderate|severe|chronic|acute|recurrent|intermittent|occasional|persistent|"
    r"ongoing|worsening|daily|new) )*$"
)
_AFFIRMING = {
    kind: re.compile(rf"\b(?:{cues}) {_BETWEEN}", re.IGNORECASE)
    for kind, cues in (
        ("diagnosis", r"history (?:of|is significant for|significant for|includes)|diagnosed with|has had"),
        ("symptom", r"reports|reported|complain(?:s|ed|ing) of|present(?:s|ed|ing) with|endorse[sd]|admits to|"
         r"has|has had|has been having|has experienced|is experiencing|positive for|symptoms? includes?"),
        ("drug", r"takes|(?:is|has been|reports|reported|continues?) taking|uses|is (?:also |currently |now )?on|"
         r"currently on|remains on|continues (?:on|to take)|"
         r"medications include"),
    )
}  # fmt: skip
_DOUBT = re.compile(
    r"\b(?:stop\w*|discontinu\w*|start\w*|beg[aiu]n\w*|if|unless|should|would|will|may|might|could|possibl\w+|"
    r"return\w*|avoid\w*|resol\w+|no longer|previous\w*|former\w*|prior|past (?!medical|history)|ago|hold\w*|held|"
    r"taper\w*|wean\w*|quit|switch\w*|chang\w+|allerg\w+|consider\w*|used to|watch|monitor|look\w*|"
    r"recommend\w*|advi[sc]\w*|suggest\w*|instruct\w*|encourag\w*|counsel\w*)\b",
    re.IGNORECASE,
)
# Behind a symptom another noun would make it part of something else, as in "reports cough medicine".
_ENDS = re.compile(r"[.,;]|$|\n| (?:and|for|since|in|on|at|over|with|that|which|every|today|\d)")
_LISTED = re.compile(r", (?:and )?|,? and ")
_SHE, _HE = (
    re.compile(r"\b(?:she|her|female|woman|girl)\b", re.IGNORECASE),
    re.compile(r"\b(?:he|his|him|male|man|boy)\b", re.IGNORECASE),
)


@dataclass(frozen=True, slots=True)
class Insertion:
    """A sentence with the names, as `normal_words`, of what it states."""

    text: str
    names: tuple[str, ...]
    about: Concept | None
    again: bool
    """Whether it adds nothing where the summary states the concept already."""


def _normal(names: Sequence[str]) -> tuple[str, ...]:
    return tuple(normal_words(name) for name in names)


@cache
def _bank() -> dict[str, list[Insertion]]:
    """Sentences by sort; `{symptom}` and the like are filled with every concept of the kind."""
    bank: dict[str, list[Insertion]] = {}
    by_kind: dict[str, list[Concept]] = {}
    for group in concept_index().groups.values():
        for concept in group:
            by_kind.setdefault(concept.kind, []).append(concept)
    for sort, templates in read_lexicon("fabrications")["sentences"].items():
        for template in templates:
            slot = re.search(r"\{(symptom|diagnosis|drug|allergen|procedure|test)\}", template["text"])
            if slot is None:
                bank.setdefault(sort, []).append(Insertion(template["text"], _normal(template["names"]), None, False))
                continue
            for concept in by_kind[slot[1]]:
                text = template["text"].replace(slot[0], concept.written)
                if takes_an(concept.written):
                    text = re.sub(r"\b([Aa]) (?=" + re.escape(concept.written) + ")", r"\1n ", text)
                names = (*concept.names, *_normal(template.get("names", ())))
                bank.setdefault(sort, []).append(
                    Insertion(text[0].upper() + text[1:], names, concept, template.get("again", False))
                )
    return bank


def sort_of(heading: str) -> str | None:
    """What kind of section a heading names."""
    return next((sort for sort, pattern in _SORTS if pattern.search(heading)), None)


def places_for(reading: Reading) -> Iterator[tuple[int, str]]:
    """Ends of full sentences with the sort of section that they stand in."""
    sort, text = sort_of(reading.section), reading.text
    for at, (start, end) in enumerate(reading.summary.sentences):
        if reading.summary.in_heading(start):
            sort = sort_of(text[start:end]) or "none"
            continue
        inline = re.match(r"([A-Z][A-Za-z ]{2,30}):", text[start:end])
        here = (sort_of(inline[1]) if inline else None) or sort or "present"
        whole = text[end - 1] == "." and len(text[start:end].split()) >= 4 and not re.match(r"\d", text[start:end])
        listed = at + 1 < len(reading.summary.sentences) and re.match(
            r"[\d*-]", text[reading.summary.sentences[at + 1][0] :]
        )
        if whole and not listed and here != "none":
            yield end, here


def person_of(reading: Reading) -> str:
    """Who the summary is about, as a sentence begins."""
    female, male = bool(_SHE.search(reading.text)), bool(_HE.search(reading.text))
    return "She" if female and not male else "He" if male and not female else "The patient"


@cache
def insertions_of(sort: str, who: str) -> dict[str, Insertion]:
    """Sentences of the sort about `who`, by the text that is put in, with the space before it."""
    return {f" {each.text.replace('[Who]', who)}": each for each in _bank().get(sort, ())}


@cache
def candidates_of(sort: str, who: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The texts of `insertions_of`, and by which word each is as common as the summaries make it."""
    told = insertions_of(sort, who)
    return tuple(told), tuple(each.about.written if each.about else each.text for each in told.values())


@cache
def repeating(sort: str, who: str) -> dict[Concept, list[str]]:
    """Texts that add nothing where a summary states their concept."""
    found: dict[Concept, list[str]] = {}
    for text, each in insertions_of(sort, who).items():
        if each.about and each.again:
            found.setdefault(each.about, []).append(text)
    return found


def stated_concepts(reading: Reading) -> frozenset[Concept]:
    """What the summary affirms of the patient right before its name, or in a list behind one, and nowhere doubts."""
    summary, text = reading.summary, reading.text
    stated: set[Concept] = set()
    doubted: set[Concept] = set()
    last: tuple[int, str] | None = None
    for each in summary.mentions:
        kind = each.concept.kind
        if (
            summary.is_negated(each.start)
            or summary.is_about_family(each.start)
            or _DOUBT.search(text, *summary.sentence_at(each.start))
        ):
            doubted.add(each.concept)
            continue
        cue = _AFFIRMING.get(kind)
        goes_on = last is not None and last[1] == kind and _LISTED.fullmatch(text, last[0], each.start)
        affirmed = goes_on or (cue is not None and cue.search(text, summary.sentence_at(each.start)[0], each.start))
        # Other names of a drug are the same drug; dementia is not always Alzheimer's disease.
        named = kind == "drug" or normal_words(text[each.start : each.end]) == normal_words(each.concept.written)
        if affirmed and named and each.plain and (kind == "drug" or _ENDS.match(text, each.end)):
            stated.add(each.concept)
            last = each.end, kind
    return frozenset(stated - doubted)
