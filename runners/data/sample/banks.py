"""The words of the generator: values and templates, training and held-out kept apart."""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, Literal

Side = Literal["train", "held_out"]

_FOLDER = Path(__file__).parent / "banks"
_TEMPLATE_FILES = ("complaint", "medications", "history", "social")


@dataclass(frozen=True)
class Wording:
    """How one kind of fact is said in a dialogue and written in a note."""

    exchanges: tuple[str, ...]
    """Utterances parted by `|`, each with its speaker's letter; what follows `~` is said later."""
    sentences: tuple[str, ...]
    items: tuple[str, ...]
    """Where set, facts of the kind share a sentence as a list."""
    join: str


@dataclass(frozen=True)
class Bank:
    """Everything one side of the split may use."""

    values: dict[str, Any]
    wordings: dict[str, Wording]
    greetings: tuple[str, ...]
    asides: tuple[str, ...]
    """Talk that the note must not hold: other people's drugs, parking, slips in the form."""


@cache
def read_bank(side: Side) -> Bank:
    """The bank of one side; the two sides share no template and no value."""
    wordings: dict[str, Wording] = {}
    for name in _TEMPLATE_FILES:
        for kind, entry in _read(name).items():
            wordings[kind] = Wording(
                exchanges=tuple(entry["exchanges"][side]),
                sentences=tuple(entry["sentences"][side]),
                items=tuple(entry["item"][side]) if "item" in entry else (),
                join=entry.get("join", "and"),
            )
    talk = _read("distractors")[side]
    return Bank(_read("values")[side], wordings, tuple(talk["greetings"]), tuple(talk["asides"]))


def _read(name: str) -> dict[str, Any]:
    return json.loads((_FOLDER / f"{name}.json").read_text(encoding="utf-8"))
