"""The word lists of the edits: versioned JSON files beside this module."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from runners.text.drug_names import drug_lexicon

_FOLDER = Path(__file__).parent / "lexicons"
_WORD = re.compile(r"[a-z0-9][a-z0-9']*")


@cache
def read_lexicon(name: str) -> dict[str, Any]:
    """The JSON of a lexicon; callers do not change it."""
    lexicon: dict[str, Any] = json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return lexicon


def lexicon_versions() -> dict[str, int]:
    """Name to version of every lexicon, for the record of a run."""
    names = sorted(path.stem for path in _FOLDER.glob("*.json"))
    return {**{name: read_lexicon(name)["version"] for name in names}, "drug_names": drug_lexicon().version}


def normal_words(text: str) -> str:
    """Lower-case words of `text` with one space between and around them."""
    return f" {' '.join(_WORD.findall(text.lower()))} "


@dataclass(frozen=True, slots=True)
class Concept:
    """One thing with its names as `normal_words`; `written` is how an edit writes it, `replaced` what it takes out."""

    kind: str
    group: str
    written: str
    names: tuple[str, ...]
    replaced: frozenset[str]


@dataclass(frozen=True, slots=True)
class Mention:
    """Characters `start` to before `end` of a text that name a concept."""

    start: int
    end: int
    concept: Concept
    plain: bool
    """Whether the words mean the concept itself wherever they stand, as lay words and parts of names do not."""


@dataclass(frozen=True)
class ConceptIndex:
    """All concepts, by the words that name them."""

    groups: dict[str, tuple[Concept, ...]]
    by_name: dict[tuple[str, ...], Concept]
    longest: dict[str, int]
    """First word to the words of the longest name that begins with it."""

    def mentions(self, text: str) -> Iterator[Mention]:
        """Mentions in `text`, the longest from the left; no two overlap."""
        words = [(match[0], match.start(), match.end()) for match in _WORD.finditer(text.lower())]
        at = 0
        while at < len(words):
            for count in range(self.longest.get(words[at][0], 0), 0, -1):
                concept = self.by_name.get(tuple(word for word, _, _ in words[at : at + count]))
                if concept and len(words) >= at + count:
                    name = f" {' '.join(word for word, _, _ in words[at : at + count])} "
                    yield Mention(words[at][1], words[at + count - 1][2], concept, name in concept.replaced)
                    at += count - 1
                    break
            at += 1


@cache
def concept_index() -> ConceptIndex:
    """Concepts of `entities.json` and the drugs of `drug_groups.json` with their brands."""
    concepts: dict[str, list[Concept]] = {}
    for group in read_lexicon("entities")["groups"]:
        for names in group["concepts"]:
            words = tuple(normal_words(name) for name in names)
            replaced = frozenset((words[0], *(normal_words(name) for name in names if name.startswith("="))))
            concept = Concept(group["kind"], group["id"], names[0], words, replaced)
            concepts.setdefault(group["id"], []).append(concept)
    for group_id, generics in read_lexicon("drug_groups")["groups"].items():
        for generic in generics:
            names = [name for name, ingredients in drug_lexicon().ingredients.items() if generic in ingredients]
            words = tuple(normal_words(name) for name in {generic: None, **dict.fromkeys(names)})
            concept = Concept("drug", f"drug: {group_id}", generic, words, frozenset(words))
            concepts.setdefault(concept.group, []).append(concept)
    by_name: dict[tuple[str, ...], Concept] = {}
    longest: dict[str, int] = {}
    for group in concepts.values():
        for concept in group:
            for name in concept.names:
                words_of = tuple(name.split())
                by_name.setdefault(words_of, concept)
                longest[words_of[0]] = max(longest.get(words_of[0], 0), len(words_of))
    return ConceptIndex({name: tuple(group) for name, group in concepts.items()}, by_name, longest)
