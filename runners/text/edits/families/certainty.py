"""Confirmed for possible and the reverse, where the source hedges or does not."""

import re

from runners.text.edits.lexicon import normal_words, read_lexicon
from runners.text.edits.make_site import make_site
from runners.text.edits.reading import Reading
from runners.text.edits.site import Site
from runners.text.edits.source_text import distinctive_stems

_NEAR = 45
_UP = ("a hedge stands there", "the source hedges where it speaks of this, and confirms it nowhere")
_DOWN = ("the summary states it without a hedge", "the source speaks of it and hedges nowhere near it")


def find_sites(reading: Reading) -> list[Site]:
    """A site for each hedge and each word of certainty about something that the source names."""
    lexicon = read_lexicon("certainty")
    sites = []
    for direction, checked in (("up", _UP), ("down", _DOWN)):
        for rule in lexicon[direction]:
            for match in re.finditer(rule["find"], reading.text):
                start, end = match.span(1)
                about = reading.text[match.end() : reading.summary.scope_end(match.end())]
                if (
                    reading.summary.is_negated(start)
                    or reading.summary.in_heading(start)
                    or not re.search(lexicon["about"], about[:_NEAR])
                ):
                    continue
                hedged, confirmed = _how_said(reading, about)
                if (hedged and not confirmed) if direction == "up" else (confirmed and not hedged):
                    new = rule["put"]
                    cased = [each[0].upper() + each[1:] if match[1][0].isupper() else each for each in new]
                    sites.append(make_site((start, end), "certainty", "certainty", cased, checked))
    return sorted({(site.start, site.end): site for site in sites}.values(), key=lambda site: (site.start, site.end))


def _how_said(reading: Reading, about: str) -> tuple[bool, bool]:
    """Whether the source hedges in the sentence or the turn where it names this, and whether it is certain there."""
    lexicon = read_lexicon("certainty")
    stems = tuple(f" {stem}" for stem in distinctive_stems(about)[:4])
    hedges, sure = tuple(map(normal_words, lexicon["hedges"])), tuple(map(normal_words, lexicon["confirming"]))
    segments = reading.source.segments
    hedged, plain = False, False
    for at, segment in enumerate(segments):
        if not any(stem in segment.words for stem in stems):
            continue
        before = segments[at - 1].words if at and segments[at - 1].turn == segment.turn else " "
        if any(hedge in segment.words for hedge in hedges) or any(hedge in before for hedge in hedges):
            hedged = True
        elif not segment.question:
            plain = True
        if any(word in segment.words for word in sure):
            return hedged, True
    return hedged, plain and not hedged
