"""The published figures are of the rewriter that is here, and of every family."""

import json
from pathlib import Path

from runners.contract.rewrites import FAMILIES
from runners.text.edits.rewriter import REWRITER

FIGURES = json.loads((Path(__file__).parent.parent / "schemas" / "rewrite-figures.json").read_text())


def test_every_family_was_tried_and_read() -> None:
    assert FIGURES["rewriter"] == REWRITER
    assert tuple(FIGURES["families"]) == FAMILIES
    for read in FIGURES["families"].values():
        assert read["read"] >= 10
        assert max(read["wrong"], read["fluent"], read["typed"]) <= read["read"]
        assert all(0 < found <= of for found, of in zip(read["applies"], FIGURES["notes"].values(), strict=True))


def test_the_artefact_check_stands_with_its_interval() -> None:
    for name in ("againstControls", "againstOriginals"):
        check = FIGURES["artefactCheck"][name]
        assert check["low"] < check["auroc"] < check["high"]


def test_rewrites_beyond_a_tenth_of_the_length_are_counted() -> None:
    lengths = FIGURES["lengths"]
    assert 0 < lengths["beyondTenth"] < lengths["rewrites"] == FIGURES["artefactCheck"]["rewrites"]
