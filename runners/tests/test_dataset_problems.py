"""Records that cannot be used are named by row and counted, never dropped in silence."""

from functools import partial

import pytest
from dataset_files import MTS, as_csv, read_file

from runners.contract.failure import StageFailure


@pytest.fixture
def read(tmp_path):
    return partial(read_file, tmp_path)


def test_problems_are_named_by_row_and_counted(read):
    content = (
        as_csv(
            MTS,
            ["1", "CC", "a", "b"],
            ["2", "CC", "", "b"],
            ["3", "CC", "a", " "],
            ["1", "CC", "a", "b"],
            ["5", "CC", "a"],
        )
        + b"6,CC,caf\xe9,b\r\n7,CC,a,b\r\n8,CC,a,b\0\r\n"
    )
    preview, rows = read(content, split="train")
    assert [(p["row"], p["reason"]) for p in preview["reading"]["problems"]] == [
        (2, "empty reference"),
        (3, "empty source"),
        (4, "duplicate id"),
        (5, "3 cells for 4 columns"),
        (6, "undecodable: not in the encoding of the file, or a NUL"),
        (8, "undecodable: not in the encoding of the file, or a NUL"),
    ]
    assert (preview["reading"]["rowsRead"], preview["reading"]["rows"]) == (8, 2)
    assert [row["key"] for row in rows] == ["1", "7"]


def test_jsonl_problems(read):
    lines = [
        '{"source": "a", "reference": "b"}', "{", "[1]", '{"source": "a", "reference": ["b"]}',
        '{"source": "\\ud800", "reference": "b"}', '{"source": "a\\u0000", "reference": "b"}',
        '{"source": "é", "reference": "b"}',
    ]  # fmt: skip
    preview, _ = read("\n".join(lines).encode(), name="x.jsonl", split="test")
    assert [p["row"] for p in preview["reading"]["problems"]] == [2, 3, 4, 5, 6]
    assert preview["reading"]["splits"] == {"test": 2}


def test_a_file_without_a_usable_row_fails(read):
    with pytest.raises(StageFailure, match="None of 1 records"):
        read(as_csv(MTS, ["1", "CC", "", "b"]))


@pytest.mark.parametrize("content", [b"", b"a,a\n1,2\n"])
def test_a_file_without_columns_or_with_one_twice_fails(read, content):
    with pytest.raises(StageFailure):
        read(content)
