"""Finds drugs by name, brands and generics as one."""

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

_FILE = Path(__file__).parent / "drug_names.json"


@dataclass(frozen=True)
class DrugLexicon:
    """`ingredients` maps a lower-case name to its generics, the leading one first."""

    version: int
    ingredients: dict[str, tuple[str, ...]]
    pattern: re.Pattern[str]


@cache
def drug_lexicon() -> DrugLexicon:
    """The names that Assay knows; whatever it does not list is not seen as a drug."""
    data = json.loads(_FILE.read_text(encoding="utf-8"))
    ingredients: dict[str, tuple[str, ...]] = {}
    for generic, brands in data["generics"].items():
        for name in (generic, *brands):
            ingredients[name] = (generic,)
    for name, generics in data["combinations"].items():
        ingredients[name] = tuple(generics)
        for generic in generics:
            ingredients.setdefault(generic, (generic,))
    longest_first = sorted(ingredients, key=lambda name: (-len(name), name))
    names = "|".join(re.escape(name) for name in longest_first)
    return DrugLexicon(data["version"], ingredients, re.compile(rf"(?<![a-z])(?:{names})(?![a-z])"))


def drug_names(text: str) -> list[str]:
    """Names of drugs in `text`, lower case, in order, repeated as they are."""
    return [match[0] for match in drug_lexicon().pattern.finditer(text.lower())]


def unsupported_drugs(text: str, source: str) -> list[str]:
    """Drugs of `text`, each leading generic once, that `source` mentions under no name.

    A combination in either text stands for its leading ingredient when it is claimed, and for all of its
    ingredients when it supports.
    """
    known = drug_lexicon().ingredients
    supported = {generic for name in drug_names(source) for generic in known[name]}
    claimed = dict.fromkeys(known[name][0] for name in drug_names(text))
    return [generic for generic in claimed if generic not in supported]
