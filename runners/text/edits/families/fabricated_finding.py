"""Adds a symptom, a disease, a drug, a test or a plan that nobody spoke of."""

from functools import partial

from runners.text.edits.insertions import Insertion, candidates_of, insertions_of, person_of, places_for
from runners.text.edits.make_site import make_site
from runners.text.edits.reading import Reading
from runners.text.edits.site import Site

_CHECKED = ("no name of it is in the source or the summary",)


def find_sites(reading: Reading) -> list[Site]:
    """A site behind each sentence that a sentence of the bank could follow."""
    sites, who = [], person_of(reading)
    for place, sort in places_for(reading):
        texts, keys = candidates_of(sort, who)
        if texts:
            is_new = partial(_is_new, reading, insertions_of(sort, who))
            kind = "plan" if sort == "plan" else "finding"
            sites.append(
                make_site(
                    (place, place), "fabricated_finding", kind, texts, _CHECKED, is_new, keys=keys, any_length=True
                )
            )
    return sites


def _is_new(reading: Reading, texts: dict[str, Insertion], new: str) -> bool:
    # The words may go on: "travel" stands in the source too where it says "travelled".
    begin = [name.rstrip() for name in texts[new].names]
    return not any(name in reading.source.words or name in reading.summary.words for name in begin)
