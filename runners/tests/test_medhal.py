"""MedHal's rows as published: statements true or false of a context. The rows here are written for the test."""

import json
from pathlib import Path
from typing import Any

import pytest

from runners.data.read_dataset import read_dataset
from runners.data.reading import ReadOptions
from runners.data.write_rows import VersionIds


def row(at: int, label: Any, **changed: Any) -> dict[str, Any]:
    return {
        "id": f"m{at}",
        "context": f"Visit {at // 2}: she takes 20 mg of lisinopril a day.",
        "statement": f"She takes {'20' if label in (True, 'True') else '200'} mg of lisinopril, visit {at // 2}.",
        "label": label,
        "explanation": None if label is True else "The dose is ten times as high.",
        "inner_id": at // 2,
        "source": "acm",
        "synthetic": True,
        **changed,
    }


def read(folder: Path, rows: list[dict[str, Any]], **options: Any) -> tuple[Any, list[list[str]], list[list[str]]]:
    path = folder / "medhal.jsonl"
    path.write_text("".join(json.dumps(each) + "\n" for each in rows))
    preview = read_dataset(path, folder, VersionIds("p", "v"), ReadOptions(**options))
    lines = ((folder / name).read_text().splitlines() for name in ("rows.copy", "pairs.copy"))
    examples, pairs = ([line.split("\t") for line in each] for each in lines)
    return preview, examples, pairs


def test_published_rows_are_read_as_judged_answers_without_a_word_from_anybody(tmp_path: Path) -> None:
    preview, examples, pairs = read(tmp_path, [row(0, True), row(1, False)], guess=True)
    assert (preview["format"], preview["type"], preview["mappingHow"]) == ("medhal", "unpaired", "published")
    assert preview["missing"] == []
    assert [each[8:10] for each in examples] == [
        ["Visit 0: she takes 20 mg of lisinopril a day.", "She takes 20 mg of lisinopril, visit 0."],
        ["Visit 0: she takes 20 mg of lisinopril a day.", "She takes 200 mg of lisinopril, visit 0."],
    ]
    # h of a statement: 0 where it is factual.
    assert [each[4] for each in pairs] == ["0", "1"]


def test_where_a_row_comes_from_stays_beside_it(tmp_path: Path) -> None:
    _, examples, _ = read(tmp_path, [row(0, False, source="mednli")], type="unpaired")
    beside = json.loads(examples[0][11])
    assert beside == {"explanation": "The dose is ten times as high.", "source": "mednli", "synthetic": True}


def test_statements_of_one_original_stay_in_one_split(tmp_path: Path) -> None:
    _, examples, _ = read(tmp_path, [row(at, at % 2 == 0) for at in range(40)], type="unpaired")
    splits: dict[str, set[str]] = {}
    for each in examples:
        splits.setdefault(each[6], set()).add(each[5])
    assert len(splits) == 20
    assert all(len(split) == 1 for split in splits.values())
    assert {name for split in splits.values() for name in split} == {"train", "validation", "test"}


@pytest.mark.parametrize(
    ("changed", "reason"),
    [
        ({"context": None}, "empty source"),
        ({"statement": ""}, "empty reference"),
        ({"label": "maybe"}, "label is neither 0 nor 1"),
    ],
)
def test_rows_that_say_nothing_are_counted_with_their_reason(
    tmp_path: Path, changed: dict[str, Any], reason: str
) -> None:
    preview, examples, _ = read(tmp_path, [row(0, True), {**row(3, True), **changed}], type="unpaired")
    assert len(examples) == 1
    assert [each["reason"] for each in preview["reading"]["problems"]] == [reason]


def test_labels_of_a_csv_are_words(tmp_path: Path) -> None:
    _, _, pairs = read(tmp_path, [row(0, "True"), row(1, "False")], type="unpaired")
    assert [each[4] for each in pairs] == ["0", "1"]
