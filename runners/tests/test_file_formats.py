"""CSV, JSON and Parquet as people write them: every format gives the same rows, every fault its place."""

import json
from functools import partial

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from dataset_files import as_csv, read_file

from runners.contract.failure import StageFailure
from runners.data import row_batch
from runners.data.json_list import JsonList
from runners.data.open_table import open_table

RECORDS = [
    {"id": f"n{at}", "split": "train", "source": f"Zeile {at}: größer\nals früher", "reference": f"„{at}“", "age": at}
    for at in range(40)
]


@pytest.fixture
def read(tmp_path):
    return partial(read_file, tmp_path)


def as_parquet(tmp_path, table, **options):
    pq.write_table(table, tmp_path / "made.parquet", **options)
    return (tmp_path / "made.parquet").read_bytes()


def problems(preview):
    return [(each["row"], each["line"], each["reason"]) for each in preview["reading"]["problems"]]


def contents(tmp_path):
    lines = "\n".join(json.dumps(record, ensure_ascii=False) for record in RECORDS)
    rows = as_csv(list(RECORDS[0]), *(list(record.values()) for record in RECORDS))
    return {
        "a.jsonl": lines.encode(),
        "b.json": json.dumps(RECORDS, indent=2).encode(),
        "c.json": b"\xef\xbb\xbf" + json.dumps(RECORDS).encode(),
        "d.ndjson": lines.encode("utf-16"),
        "e.parquet": as_parquet(tmp_path, pa.Table.from_pylist(RECORDS)),
        "f.csv": rows,
        "g.csv": rows.decode().encode("utf-16"),
        "h.csv": rows.decode().encode("utf-16-le"),
        "i.txt": rows.decode().replace(",", "|").encode(),
    }


@pytest.mark.parametrize("name", ["a.jsonl", "b.json", "c.json", "d.ndjson", "e.parquet", "f.csv", "g.csv", "h.csv"])
def test_every_format_and_encoding_gives_the_same_rows(read, tmp_path, name):
    preview, rows = read(contents(tmp_path)[name], name=name)
    assert [row["source"] for row in rows] == [record["source"] for record in RECORDS]
    assert [row["reference"] for row in rows] == [record["reference"] for record in RECORDS]
    assert [int(row["metadata"]["age"]) for row in rows] == list(range(40))
    assert problems(preview) == []


def test_numbers_are_the_same_in_json_and_parquet(read, tmp_path):
    files = contents(tmp_path)
    digests = {read(files[name], name=name)[0]["reading"]["digest"] for name in ("a.jsonl", "b.json", "e.parquet")}
    assert len(digests) == 1


def test_what_a_file_holds_counts_and_not_its_ending(read, tmp_path):
    assert read(contents(tmp_path)["e.parquet"], name="notes.csv")[0]["kind"] == "parquet"
    assert read(contents(tmp_path)["a.jsonl"], name="notes.txt")[0]["kind"] == "jsonl"


def test_windows_1252_is_suggested_and_then_read(read):
    content = "source,reference\nfièvre,à voir\nplain,note\n".encode("windows-1252")
    preview, rows = read(content)
    assert preview["suggestedEncoding"] == "windows-1252"
    assert problems(preview) == [(1, 2, "undecodable: not in the encoding of the file, or a NUL")]
    again, rows = read(content, encoding="windows-1252")
    assert rows[0]["source"] == "fièvre"
    assert again["suggestedEncoding"] is None


def test_a_quote_that_closes_too_late_swallows_no_row(read):
    preview, rows = read(b'source,reference\na,b\n"open,c\nd,e\n"f,g\nh,"never\ni,j\n', split="train")
    assert [row["source"] for row in rows] == ["a", "d", "i"]
    late, never = (
        "text behind a closing quote; a quote opened here may close too late",
        "a quote opened here never closes",
    )
    assert problems(preview) == [(2, 3, late), (4, 5, late), (5, 6, never)]


def test_quotes_that_make_much_be_read_again_are_refused_with_a_place(read, monkeypatch):
    monkeypatch.setattr("runners.data.csv_file._FAR", 100)
    lines = b"".join(b'"open,%d\n%s' % (at, b"x,y\n" * 50) for at in range(41))
    with pytest.raises(StageFailure, match=r"not paired; the last one that never closes is in line \d+"):
        read(b"source,reference\n" + lines)


def test_the_last_quote_never_closes(read):
    preview, rows = read(b'source,reference\na,b\n"open,c\nd,e\nf,g\n', split="train")
    assert [row["source"] for row in rows] == ["a", "d", "f"]
    assert problems(preview) == [(2, 3, "a quote opened here never closes")]
    assert [row["key"] for row in rows] == ["row-1", "row-3", "row-4"]


def test_ragged_rows_are_named_with_their_line(read):
    preview, _ = read(b'source,reference\n"a\nb",c\nd\ne,f,g\nh,i\n', split="train")
    assert problems(preview) == [(2, 4, "1 cells for 2 columns"), (3, 5, "3 cells for 2 columns")]


def test_a_cell_of_ten_megabytes_is_kept_and_a_longer_one_than_the_limit_is_not(read, monkeypatch):
    long = "word " * 2_000_000
    _, rows = read(as_csv(["source", "reference"], [long, "n"], ["short", "n"]), split="train")
    assert [len(row["source"]) for row in rows] == [len(long) - 1, 5]
    over = "x" * (row_batch.CELL_LIMIT + 1)
    with pytest.raises(StageFailure, match=r"starts in line 3 of notes\.csv has a cell of more than 16,777,216"):
        read(as_csv(["source", "reference"], ["a", "b"], [over, "n"]), split="train")
    lines = "\n".join(json.dumps({"source": text, "reference": "n"}) for text in ("a", over))
    preview, rows = read(lines.encode(), name="x.jsonl", split="train")
    assert problems(preview) == [(2, 2, "source is longer than 16 MiB")]
    assert [row["source"] for row in rows] == ["a"]


def test_a_line_without_end_is_refused(tmp_path):
    path = tmp_path / "endless.csv"
    path.write_bytes(b"source,reference\n" + b"x" * (40 * 1024 * 1024))
    table = open_table(path)
    with pytest.raises(StageFailure, match=r"Line 2 of endless\.csv is longer|more than 16,777,216"):
        list(table.batches())


@pytest.mark.parametrize(
    ("start", "what"),
    [(b"PK\x03\x04", "ZIP"), (b"\x1f\x8b\x08", "gzip"), (b"BZh9", "bzip2"), (b"\x28\xb5\x2f\xfd", "zstd")],
)
def test_what_is_packed_is_named_and_never_unpacked(read, start, what):
    with pytest.raises(StageFailure, match=what) as refused:
        read(start + b"\0" * 100, name="bomb.csv")
    assert "Unpack it" in (refused.value.remedy or "")


def test_json_that_cannot_be_kept_is_named_by_row(read):
    deep = '{"source": "a", "reference": "b", "x": ' + "[" * 100_000 + "]" * 100_000 + "}"
    lines = ['{"source": "a", "reference": "b"}', deep, '{"source": 1' + "0" * 5000 + "}", '{"source": "a"', "7"]
    preview, _ = read("\n".join(lines).encode(), name="x.jsonl", split="train")
    assert [(row, line) for row, line, _ in problems(preview)] == [(2, 2), (3, 3), (4, 4), (5, 5)]
    assert problems(preview)[2][2].startswith("not JSON: ")


def test_values_that_jsonb_has_no_word_for_become_text(read):
    line = '{"source": "a", "reference": "b", "p": NaN, "q": [1e400, {"z": 1, "aa": 2, "b": 3}]}'
    _, rows = read(line.encode(), name="x.jsonl", split="train")
    assert rows[0]["metadata"] == {"p": "nan", "q": ["inf", {"z": 1, "b": 3, "aa": 2}]}
    assert list(rows[0]["metadata"]["q"][1]) == ["b", "z", "aa"]


@pytest.mark.parametrize("piece", [1, 3, 7, 50])
def test_a_json_list_is_read_in_pieces_of_any_size(tmp_path, monkeypatch, piece):
    monkeypatch.setattr("runners.data.json_list._PIECE", piece)
    items = [{"a": 'x\\n"]}{[', "b": [1, 2.5e3]}, {"a": None}, 12345, "text", [], {"ü": "ö" * 20}]
    path = tmp_path / "list.json"
    for text in (json.dumps(items), json.dumps(items, indent=3, ensure_ascii=False), " [ ] "):
        path.write_text(text, encoding="utf-8")
        with JsonList(path, "utf-8") as read_items:
            assert [item for item, _ in read_items] == json.loads(text)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('[{"source": "a", "reference": "b"} {"source": "c"}]', "item 1 at character 36"),
        ('[{"source": "a", "reference": "b"}, {"source": ]', "item 2"),
        ('[{"source": "a", "reference": "b"}, {"source": "c', "item 2"),
        ('[{"source": "a", "reference": "b"}', "item 1"),
    ],
)
def test_a_broken_json_list_is_refused_with_the_item(read, text, place):
    with pytest.raises(StageFailure, match=place):
        read(text.encode(), name="x.json", split="train")


def test_nested_parquet_columns_are_named_and_kept_beside(read, tmp_path):
    rows = [{"source": "a", "reference": "b", "turns": [{"who": "d", "says": "hi"}], "scores": {"x": 1.5}}]
    content = as_parquet(tmp_path, pa.Table.from_pylist(rows))
    preview, stored = read(content, name="n.parquet", split="train")
    assert {column["name"]: column["kind"] for column in preview["columns"]}["turns"] == "nested"
    assert stored[0]["metadata"] == {"turns": [{"who": "d", "says": "hi"}], "scores": {"x": 1.5}}
    with pytest.raises(StageFailure, match="Row 1: source is not text"):
        read(content, name="n.parquet", columns={"source": "turns", "reference": "reference"})


def test_a_small_parquet_that_unpacks_to_gigabytes_is_read_in_bounded_batches(tmp_path):
    text = "word " * 400_000
    schema = pa.schema([("source", pa.string()), ("reference", pa.string())])
    with pq.ParquetWriter(tmp_path / "bomb.parquet", schema, compression="zstd") as writer:
        for _ in range(20):
            writer.write_table(pa.table({"source": [text] * 100, "reference": ["n"] * 100}, schema=schema))
    assert (tmp_path / "bomb.parquet").stat().st_size < 1_000_000
    sizes = [sum(map(len, batch.columns["source"])) for batch in open_table(tmp_path / "bomb.parquet").batches()]
    assert sum(sizes) == len(text) * 2000
    assert max(sizes) <= row_batch.BATCH_CHARACTERS


@pytest.mark.parametrize("content", [b"PAR1", b"PAR1" + b"\0" * 200, b"PAR1 but not really PAR1"])
def test_damaged_parquet_is_refused(read, content):
    with pytest.raises(StageFailure, match="Parquet"):
        read(content, name="x.parquet")


def test_a_parquet_cut_in_the_middle_is_refused(read, tmp_path):
    whole = as_parquet(tmp_path, pa.table({"source": [f"text {at}" for at in range(5000)], "reference": ["n"] * 5000}))
    broken = whole[:200] + b"\xff" * 2000 + whole[2200:]
    with pytest.raises(StageFailure, match=r"Parquet|cannot be read on"):
        read(broken, name="x.parquet")
