"""Stopped for continued, another route, another frequency."""

from runners.text.edits.families.replacements import replacement_sites
from runners.text.edits.reading import Reading
from runners.text.edits.site import Site

_CHECKED = ("the source says the present one", "the source says the new one in none of the listed words")


def find_sites(reading: Reading) -> list[Site]:
    """A site for each status, route or frequency that the source gives."""
    return list(replacement_sites(reading, "status", "status", _CHECKED))
