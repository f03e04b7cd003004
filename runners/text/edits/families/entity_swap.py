"""Another drug, diagnosis, organ, test or person of the same kind, one that the source does not name."""

from collections import Counter

from runners.text.edits.lexicon import Concept, Mention, concept_index, normal_words
from runners.text.edits.make_site import make_site
from runners.text.edits.reading import Reading
from runners.text.edits.site import Site

_CHECKED = ("same kind of thing", "neither the new one nor a name of it is in the source or elsewhere in the summary")


def find_sites(reading: Reading) -> list[Site]:
    """A site for each thing that the summary names once, affirms, and has a like of."""
    summary = reading.summary
    named = Counter(id(each.concept) for each in summary.mentions)
    sites = []
    for mention in summary.mentions:
        if named[id(mention.concept)] > 1 or not _may_stand_alone(reading, mention):
            continue
        written = reading.text[mention.start : mention.end]
        others = [each for each in concept_index().groups[mention.concept.group] if each is not mention.concept]
        candidates = [_in_the_form_of(other, written) for other in others]
        sites.append(
            make_site(
                (mention.start, mention.end), "entity_swap", mention.concept.kind, candidates, _CHECKED,
                lambda new: _is_new(reading, new),
            )
        )  # fmt: skip
    return sites


def _may_stand_alone(reading: Reading, mention: Mention) -> bool:
    """Whether the word means the thing itself there: not a lay word, part of a longer name, or denied."""
    text = reading.text
    if not mention.plain:
        return False
    if reading.summary.is_negated(mention.start):
        return False
    around = text[max(0, mention.start - 1) : mention.start] + text[mention.end : mention.end + 1]
    return "-" not in around and "/" not in around and reading.source.has_any(mention.concept.names)


def _in_the_form_of(concept: Concept, written: str) -> str:
    new = concept.written
    return new[0].upper() + new[1:] if written[0].isupper() and not written.isupper() else new


def _is_new(reading: Reading, new: str) -> bool:
    concept = concept_index().by_name.get(tuple(normal_words(new).split()))
    return concept is not None and not reading.stands_anywhere(concept.names)
