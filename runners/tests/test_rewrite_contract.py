"""The rows that the server reads, held against a committed sample of both languages."""

import json
from pathlib import Path

import pytest
from pydantic import ValidationError

from runners.contract.rewrites import FAMILIES, RefusedRow, RewriteRequest, RewriteRow
from runners.stages.rewrite.spec import RewriteConfig

SAMPLE = json.loads((Path(__file__).parent.parent / "schemas" / "fixtures" / "rewrites.json").read_text())


def test_the_sample_keeps_to_the_contract() -> None:
    assert RewriteRequest.model_validate(SAMPLE["request"]).notes[0].id == "note-1"
    assert [RewriteRow.model_validate(row).h for row in SAMPLE["rows"]] == [1, 0]
    assert RefusedRow.model_validate(SAMPLE["refused"][0]).reason == "nothing_to_edit"
    RewriteConfig.model_validate(SAMPLE["request"]["config"])


@pytest.mark.parametrize("row", SAMPLE["rows"], ids=["rewrite", "control"])
def test_texts_and_edits_of_the_sample_say_the_same(row: dict) -> None:
    grown = 0
    for edit in row["edits"]:
        assert row["original"][edit["start"] : edit["end"]] == edit["before"]
        assert row["text"][edit["span"]["start"] : edit["span"]["end"]] == edit["after"]
        assert edit["span"]["start"] == edit["start"] + grown
        grown += len(edit["after"]) - len(edit["before"])
    assert len(row["text"]) == len(row["original"]) + grown


def test_a_config_without_any_family_is_refused() -> None:
    with pytest.raises(ValidationError, match="at least one family"):
        RewriteConfig.model_validate(dict.fromkeys([_camel(family) for family in FAMILIES], 0))
    with pytest.raises(ValidationError, match="more than the most"):
        RewriteConfig.model_validate({"fewestEdits": 3, "mostEdits": 2})


def _camel(name: str) -> str:
    first, *rest = name.split("_")
    return first + "".join(part.capitalize() for part in rest)
