"""Said or suffered by somebody else: patient, family, clinician."""

import re
from collections.abc import Iterator

from runners.text.edits.lexicon import normal_words
from runners.text.edits.make_site import make_site
from runners.text.edits.reading import Reading
from runners.text.edits.site import Site

_SPOKEN = ("the patient is the one who speaks in the source", "the source names no such person")
_FAMILY = ("the source names the relative", "the finding stands in the source")
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
    """`her mother had breast cancer` → `she had breast cancer`, where the source does not say it of the patient."""
    for match in _WHOSE.finditer(reading.text):
        start, end = match.span("who")
        behind = reading.text[match.end() : reading.summary.scope_end(match.end())]
        mentions = [
            each for each in reading.summary.mentions
            if match.end() <= each.start < match.end() + len(behind) and each.concept.kind in ("diagnosis", "symptom")
        ]  # fmt: skip
        known = reading.source.has_any(_names(match["who"])) and any(
            reading.source.has_any(each.concept.names) for each in mentions
        )
        if not known or reading.summary.is_negated(start) or re.search(r"\b(?:died|passed|deceased|age)\b", behind):
            continue
        at_start = start in reading.summary.starts or reading.text[:start].rstrip()[-1:] in ",;"
        pronoun = _pronoun(reading.text[:start])
        who = "the patient" if pronoun == "patient" or match["verb"] == "with" else pronoun
        if at_start and not match["verb"].startswith(("who", "with")):
            yield make_site((start, end), "attribution", "whose", (who,), _FAMILY)
    for match in _FAMILY_HISTORY.finditer(reading.text):
        if reading.summary.is_negated(match.start()):
            continue
        if reading.source.has(" family ") or any(
            reading.source.has(f" {name} ")
            for name in (
                "mother",
                "father",
                "mom",
                "dad",
                "sister",
                "brother",
                "aunt",
                "uncle",
                "parents",
                "grandmother",
                "grandfather",
            )
        ):
            start, end = reading.summary.sentence_at(match.start())
            if not re.search(
                r"\b(?:mother|father|brother|sister|aunt|uncle|grand\w+|mom|dad|parent|sibling|noncontributory|"
                r"negative)",
                reading.text[match.end() : end],
            ):
                yield make_site(
                    match.span("cue"),
                    "attribution",
                    "whose",
                    ("personal history",),
                    ("the source speaks of the family",),
                )


def _pronoun(text: str) -> str:
    female, male = _FEMALE.search(text), _MALE.search(text)
    return "she" if female and not male else "he" if male and not female else "patient"
