"""Adds a symptom, a disease, a drug, a test or a plan that nobody spoke of."""

from functools import partial

from runners.text.edits.insertions import Insertion, insertions_of, places_for
from runners.text.edits.lexicon import normal_words
from runners.text.edits.make_site import make_site
from runners.text.edits.reading import Reading
from runners.text.edits.site import Site

_CHECKED = ("no name of it is in the source or the summary",)


def find_sites(reading: Reading) -> list[Site]:
    """A site behind each sentence that a sentence of the bank could follow."""
    sites = []
    of_sort: dict[str, dict[str, Insertion]] = {}
    for place, sort in places_for(reading):
        if sort not in of_sort:
            of_sort[sort] = {f" {each.text}": each for each in insertions_of(sort, reading)}
        texts = of_sort[sort]
        if texts:
            kind = "plan" if sort == "plan" else "finding"
            sites.append(
                make_site(
                    (place, place), "fabricated_finding", kind, texts, _CHECKED,
                    partial(_is_new, reading, texts), any_length=True,
                    keys=tuple(each.about.written if each.about else each.text for each in texts.values()),
                )
            )  # fmt: skip
    return sites


def _is_new(reading: Reading, texts: dict[str, Insertion], new: str) -> bool:
    names = tuple(normal_words(name) for name in texts[new].names)
    if any(name in reading.summary.words for name in names):
        return False
    return not any(name.rstrip() in reading.source.words for name in names)
