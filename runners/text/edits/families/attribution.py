"""Said or suffered by somebody else: patient, family, clinician."""

import re
from collections.abc import Iterator

from runners.text.edits.lexicon import normal_words
from runners.text.edits.make_site import make_site
from runners.text.edits.reading import Reading
from runners.text.edits.site import Site

_SPOKEN = ("the patient is the one who speaks in the source", "the source names no such person")
_FAMILY = ("the source names the relative", "the finding stands in the source", "nothing says it of the patient")
_FAMILY_TOLD = ("the source speaks of the family", *_FAMILY[1:])
_VERBS = (
    r"(?:reports?|reported|states?|stated|notes?|noted|denies|denied|complains|complained|says|said|"
    r"endorses|mentions|describes)"
)
_PATIENT_SAYS = re.compile(
    rf"\b(?P<who>[Tt]he patient|[Pp]atient|[Ss]he|[Hh]e) (?:also |currently |further )?(?={_VERBS}\b)"
)
_RELATIVE_SAYS = re.compile(
    rf"\b(?P<who>(?:[Tt]he patient's|[Pp]atient's|[Tt]he|[Hh]er|[Hh]is) (?:mother|father|wife|husband|daughter|"
    rf"son|mom|dad|parents|sister|brother|family)) (?=(?:also )?{_VERBS}\b)"
)
_RELATIVES = {
    "she": ("her mother", "her daughter", "her husband", "her sister"),
    "he": ("his mother", "his daughter", "his wife", "his brother"),
    "patient": ("the patient's mother", "the patient's daughter", "the patient's sister"),
}
_WHOSE = re.compile(
    r"\b(?P<who>(?:[Tt]he patient's|[Pp]atient's|[Hh]er|[Hh]is|[Mm]y|[Aa]|[Oo]ne)? ?\b(?:mother|father|sister|"
    r"brother|aunt|uncle|grandmother|"
    r"grandfather|maternal grandmother|paternal grandmother|paternal grandfather|maternal grandfather|"
    r"paternal aunt|maternal aunt|maternal uncle|paternal uncle)) (?P<verb>had|has|with|who had|"
    r"who has) (?=(?:an? )?(?:history of )?[a-z])"
)
_FAMILY_HISTORY = re.compile(
    r"\b(?P<cue>[Ff]amily (?:medical )?history) (?=(?:is )?(?:of|positive|significant|includes|remarkable))"
)
_FAMILY_WORDS = tuple(
    f" {name} "
    for name in (
        "family", "mother", "father", "mom", "dad", "sister", "brother", "aunt", "uncle", "parents", "grandmother",
        "grandfather",
    )
)  # fmt: skip
_SAYS_WHO = re.compile(
    r"\b(?:mother|father|brother|sister|aunt|uncle|grand\w+|mom|dad|parent|sibling|noncontributory|negative)"
)
_FEMALE = re.compile(r"\b(?:she|her|female|woman|girl|Ms\.?|Mrs\.?)\b", re.IGNORECASE)
_MALE = re.compile(r"\b(?:he|his|him|male|man|boy|Mr\.?)\b", re.IGNORECASE)


def find_sites(reading: Reading) -> list[Site]:
    """Sites of who says something and of whose disease it is."""
    found = [*_speakers(reading), *_sufferers(reading)]
    return sorted(found, key=lambda site: (site.start, site.end))


def _speakers(reading: Reading) -> Iterator[Site]:
    if "patient" in reading.source.speakers and not reading.source.speakers & {"guest", "family", "mother", "father"}:
        for match in _PATIENT_SAYS.finditer(reading.text):
            pronoun = _pronoun(reading.text)
            people = _RELATIVES[pronoun]
            yield make_site(
                match.span("who"), "attribution", "speaker", people, _SPOKEN,
                lambda new: not reading.stands_anywhere(_names(new)),
            )  # fmt: skip
    for match in _RELATIVE_SAYS.finditer(reading.text):
        if reading.source.has_any(_names(match["who"])):
            yield make_site(
                match.span("who"), "attribution", "speaker", ("the patient",), ("the source names the relative",)
            )


def _names(person: str) -> tuple[str, ...]:
    last = person.split()[-1]
    lay = {
        "mother": ("mom", "mommy"),
        "father": ("dad",),
        "daughter": ("girl",),
        "husband": ("spouse",),
        "wife": ("spouse",),
    }
    return tuple(normal_words(name) for name in (last, *lay.get(last, ())))


def _sufferers(reading: Reading) -> Iterator[Site]:
    """`her mother had breast cancer` → `she had breast cancer`, where nothing says it of the patient."""
    for match in _WHOSE.finditer(reading.text):
        start, end = match.span("who")
        behind = reading.text[match.end() : reading.summary.scope_end(match.end())]
        known = reading.source.has_any(_names(match["who"])) and _are_only_theirs(
            reading, match.end(), match.end() + len(behind)
        )
        if not known or reading.summary.is_negated(start) or re.search(r"\b(?:died|passed|deceased|age)\b", behind):
            continue
        at_start = start in reading.summary.starts or reading.text[:start].rstrip()[-1:] in ",;"
        pronoun = _pronoun(reading.text[:start])
        who = "the patient" if pronoun == "patient" or match["verb"] == "with" else pronoun
        if at_start and not match["verb"].startswith(("who", "with")):
            yield make_site((start, end), "attribution", "whose", (who,), _FAMILY)
    for match in _FAMILY_HISTORY.finditer(reading.text):
        _, end = reading.summary.sentence_at(match.start())
        told = not reading.summary.is_negated(match.start()) and reading.source.has_any(_FAMILY_WORDS)
        if (
            told
            and not _SAYS_WHO.search(reading.text, match.end(), end)
            and _are_only_theirs(reading, match.end(), end)
        ):
            yield make_site(match.span("cue"), "attribution", "whose", ("personal history",), _FAMILY_TOLD)


def _are_only_theirs(reading: Reading, start: int, end: int) -> bool:
    """Whether findings stand there, one at least of which the source names, and none that may be the patient's."""
    found = [
        each.concept
        for each in reading.summary.mentions
        if start <= each.start < end and each.concept.kind in ("diagnosis", "symptom")
    ]
    return any(reading.source.has_any(each.names) for each in found) and not any(map(reading.may_be_patients, found))


def _pronoun(text: str) -> str:
    female, male = _FEMALE.search(text), _MALE.search(text)
    return "she" if female and not male else "he" if male and not female else "patient"
