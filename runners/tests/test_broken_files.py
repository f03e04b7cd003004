"""Files with something wrong in them: refused with its place or read as it was meant, nothing dropped."""

import json
from functools import partial

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from dataset_files import read_file

from runners.contract.failure import StageFailure
from runners.data import parquet_file
from runners.data.metadata import as_jsonb
from runners.data.near_duplicates import describe_duplicates, find_near_pairs
from runners.text.minhash import sketch_texts

RECORD = '{"source": "a", "reference": "b"}'


@pytest.fixture
def read(tmp_path):
    return partial(read_file, tmp_path)


@pytest.mark.parametrize("behind", [f"[{RECORD}]", RECORD, "]", ", null"])
def test_what_stands_behind_the_end_of_a_json_list_is_refused_with_its_place(read, behind):
    with pytest.raises(StageFailure, match="something stands behind it, in item 1 at character 37"):
        read(f"[{RECORD}]\n{behind}".encode(), name="x.json")


def test_space_behind_the_end_of_a_json_list_is_none_of_its_business(read):
    assert read(f"[{RECORD}]  \r\n \n".encode(), name="x.json")[0]["reading"]["rows"] == 1


@pytest.mark.parametrize("before", [b"\n", b"\r\n\r\n", b"   \n", b";;\n"])
def test_empty_lines_before_the_header_are_not_the_header(read, before):
    preview, rows = read(before + b"id;source;reference\n1;cough, dry;x\n2;fever;y\n")
    assert [row["source"] for row in rows] == ["cough, dry", "fever"]
    assert preview["reading"]["rowsRead"] == 2
    assert preview["columns"][0]["name"] == "id"


def test_a_record_keeps_its_own_names_and_only_those(read):
    lines = [
        '{"source": "a", "reference": "b", "age": 3, "seen": null}',
        '{"source": "c", "reference": "d", "ward": "x"}',
        '{"source": "e", "reference": "f"}',
    ]
    _, rows = read("\n".join(lines).encode(), name="x.jsonl")
    assert [row["metadata"] for row in rows] == [{"age": 3, "seen": None}, {"ward": "x"}, {}]


def test_names_that_differ_in_every_record_are_bounded(read):
    known = {"source": "a", "reference": "b"}
    first = [json.dumps(known)] * 1000
    late = [json.dumps({**known, f"k{at}": at}) for at in range(3000)]
    _, rows = read("\n".join([*first, *late]).encode(), name="x.jsonl")
    assert rows[-1]["metadata"] == {"k2999": 2999}
    few = [json.dumps({**known, **{f"n{at} {more}": 1 for more in range(9)}}) for at in range(300)]
    with pytest.raises(StageFailure, match="more than 2,000 different names"):
        read("\n".join(few).encode(), name="x.jsonl")
    wide = json.dumps({**known, **{f"n{at}": 1 for at in range(3000)}})
    with pytest.raises(StageFailure, match="more than 2,000 different names"):
        read(wide.encode(), name="x.jsonl")


def test_half_a_character_beside_the_fields_costs_its_row_alone(read):
    lines = ['{"source": "a", "reference": "b", "x": {"y": "\\ud800"}}', RECORD]
    preview, rows = read("\n".join(lines).encode(), name="x.jsonl")
    assert [row["source"] for row in rows] == ["a"]
    assert preview["reading"]["problems"][0]["reason"].startswith("undecodable")


@pytest.mark.parametrize("name", ["x.csv", "x.jsonl", "x.json"])
def test_utf16_that_ends_in_half_a_character_is_refused_with_its_line(read, name):
    contents = {
        "x.csv": "source,reference\na,b\nc,d\n",
        "x.jsonl": f"{RECORD}\n{RECORD}\n{RECORD}\n",
        "x.json": f"[{RECORD},\n{RECORD},\n{RECORD}]\n",
    }
    with pytest.raises(StageFailure, match=r"Line 4 of x\.\w+ is not UTF-16"):
        read(contents[name].encode("utf-16") + b"x", name=name)


def test_a_lone_half_of_a_pair_in_utf16_is_refused_with_its_line(read):
    text = "source,reference\na,b\n".encode("utf-16") + b"\x00\xd8" + ",c\n".encode("utf-16-le")
    with pytest.raises(StageFailure, match=r"Line 3 of x\.csv"):
        read(text, name="x.csv")


def test_a_batch_of_cells_that_are_all_too_long_leaves_no_rows(read, tmp_path, monkeypatch):
    monkeypatch.setattr(parquet_file, "CELL_LIMIT", 10)
    records = [{"source": "x" * 50, "reference": "b"}] * 3
    pq.write_table(pa.Table.from_pylist(records), tmp_path / "made.parquet")
    with pytest.raises(StageFailure, match="None of 3 records can be used"):
        read((tmp_path / "made.parquet").read_bytes(), name="x.parquet")


@pytest.mark.parametrize("content", ["", "no JSON", "{}", '{"version": "1.0", "model": {"type": "Unheard"}}'])
def test_a_tokenizer_that_cannot_be_read_costs_its_lengths_and_nothing_else(read, tmp_path, content):
    (tmp_path / "tokenizer.json").write_text(content)
    tokenizer = ("base", tmp_path / "tokenizer.json")
    preview, rows = read(f"[{RECORD}]".encode(), name="x.json", tokenizer=tokenizer)
    assert [each["unit"] for each in preview["reading"]["facts"]["lengths"]] == ["characters"]
    assert len(rows) == 1


def test_rows_that_were_left_out_are_like_nothing():
    texts = ["the patient has a dry cough at night and no fever at all"] * 3
    near = find_near_pairs(sketch_texts(texts), np.ones(3, np.bool_))
    splits = np.array([0, 2, 2], np.int8)
    told = describe_duplicates(near, splits, np.array([0, 1, -1]), np.array([1, 1], np.uint64))
    assert told["across"] == [{"splits": ["train", "test"], "rows": 1}]
    told = describe_duplicates(near, splits, np.array([-1, 0, 1]), np.array([1, 1], np.uint64))
    assert told["across"] == []


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (1e-05, "0.00001"),
        (-1.5e-07, "-0.00000015"),
        (1e22, "10000000000000000000000"),
        (-0.0, "0.0"),
        (2.50, "2.5"),
        (float("nan"), '"nan"'),
        (float("-inf"), '"-inf"'),
        (True, "true"),
        ({"bb": 1, "a": [None, "ü\n"]}, '{"a": [null, "ü\\n"], "bb": 1}'),
    ],
)
def test_what_stands_beside_is_written_as_the_database_gives_it_back(value, written):
    assert as_jsonb(value) == written


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_are_counted_through_cells_of_several_lines(read, end):
    lines = [
        "source,reference",
        '"one',
        'two","x',
        'y"',
        "",
        "a,b,c",
        '"three',
        "",
        '",z',
        ",empty",
        'bad"quote"d,"late" here',
        "good,w",
        '"never closed,v',
        "kept,u",
    ]
    preview, rows = read(end.join(lines).encode())
    told = [(each["row"], each["line"]) for each in preview["reading"]["problems"]]
    assert told == [(2, 6), (4, 10), (5, 11), (7, 13)]
    assert [row["source"] for row in rows] == ["one\ntwo", "three", "good", "kept"]


def test_a_cell_that_ends_in_half_a_line_end_does_not_hide_one(read):
    text = 'source,reference\n"a\r","\nb"\nonly one cell\n'
    preview, _ = read(text.encode())
    assert [(each["row"], each["line"]) for each in preview["reading"]["problems"]] == [(2, 5)]
