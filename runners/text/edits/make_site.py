"""Makes sites with the type and the severity that `types.json` gives their kind."""

from collections.abc import Callable, Iterable
from functools import cache

from runners.contract.rewrites import Family, Severity
from runners.text.edits.lexicon import read_lexicon
from runners.text.edits.site import Site


@cache
def _kind(kind: str) -> tuple[tuple[str, str], Severity]:
    creola, four_types, severity = read_lexicon("types")["kinds"][kind]
    return (creola, four_types), severity


def make_site(
    span: tuple[int, int],
    family: Family,
    kind: str,
    candidates: Iterable[str],
    checked: tuple[str, ...],
    passes: Callable[[str], bool] = lambda _: True,
    *,
    keys: tuple[str, ...] = (),
    any_length: bool = False,
) -> Site:
    """A site of a family; `kind` is a key of `types.json`."""
    types, severity = _kind(kind)
    start, end = span
    return Site(start, end, family, tuple(candidates), checked, severity, types, passes, keys, any_length)
