"""What is said about a file beside its rows: columns, guesses, lengths, a sample spread evenly."""

import numpy as np
import pytest
from dataset_files import as_csv, read_file
from hypothesis import given, settings
from hypothesis import strategies as st
from tokenizers import Tokenizer
from tokenizers.models import WordLevel
from tokenizers.pre_tokenizers import Whitespace

from runners.contract.failure import StageFailure
from runners.data.columns import guess_type, map_columns
from runners.data.lengths import describe_lengths
from runners.data.row_sample import RowSample


@pytest.mark.parametrize(
    ("header", "dataset_type", "columns"),
    [
        (["Question", "Answer", "context"], "qa", {"source": "Question", "reference": "Answer"}),
        (["instruction", "output"], "sft", {"source": "instruction", "reference": "output"}),
        (["patient id", "transcript", "summary"], "notes", {"source": "transcript", "reference": "summary"}),
        (["prompt", "id"], "prompts", {"source": "prompt", "id": "id"}),
        (["ID", "section_header", "section_text", "dialogue"], "notes", {"source": "dialogue", "id": "ID"}),
        (["foo", "bar"], "notes", {}),
    ],
)
def test_types_and_columns_are_guessed_by_names(header, dataset_type, columns):
    assert guess_type(header) == dataset_type
    mapping = map_columns(header, "csv", dataset_type, {}, guess=True)
    assert columns.items() <= mapping.columns.items()
    assert bool(mapping.missing) == (not columns)


def test_a_guess_is_made_only_where_it_is_asked_for(tmp_path):
    content = as_csv(["question", "answer"], ["a", "b"])
    with pytest.raises(StageFailure, match="No column is known for source and reference"):
        read_file(tmp_path, content, type="qa")
    preview, _ = read_file(tmp_path, content, guess=True)
    assert (preview["type"], preview["typeGuessed"], preview["mappingHow"]) == ("qa", True, "guessed")


def test_what_is_given_is_taken_as_it_is(tmp_path):
    content = as_csv(["id", "source", "reference", "other"], ["1", "a", "b", "c"], ["1", "d", "e", "f"])
    preview, rows = read_file(tmp_path, content, guess=True, columns={"source": "other", "reference": "source"})
    assert [row["source"] for row in rows] == ["c", "f"]
    assert [row["key"] for row in rows] == ["row-1", "row-2"]
    assert preview["mapping"] == {"source": "other", "reference": "source"}


def test_columns_say_their_kind_and_where_they_are_empty(tmp_path):
    rows = [["a", "1", "x", ""], ["b", "2.5", "3", ""], ["c", "", "y", " "]]
    preview, _ = read_file(tmp_path, as_csv(["source", "number", "reference", "nothing"], *rows))
    told = {column["name"]: (column["kind"], column["filled"], column["of"]) for column in preview["columns"]}
    assert told == {
        "source": ("text", 3, 3), "number": ("number", 2, 3), "reference": ("text", 3, 3), "nothing": ("empty", 0, 3),
    }  # fmt: skip


@settings(max_examples=60)
@given(st.lists(st.integers(0, 50_000), min_size=1, max_size=80))
def test_every_length_falls_into_a_bin_of_round_width(values):
    told = describe_lengths({"source": np.array(values), "reference": np.zeros(len(values), np.int64)}, "tokens", "t")
    edges = told["edges"]
    width = edges[1] - edges[0]
    assert str(int(width)).rstrip("0") in ("1", "2", "5")
    assert len(edges) <= 32
    assert "reference" not in told["counts"]
    if any(values):
        assert sum(told["counts"]["source"]) == len(values)
        assert told["longest"]["source"] == max(values)


def test_tokens_are_counted_by_the_tokenizer_named(tmp_path):
    tokenizer = Tokenizer(WordLevel({"<unk>": 0}, unk_token="<unk>"))
    tokenizer.pre_tokenizer = Whitespace()
    tokenizer.save(str(tmp_path / "tokenizer.json"))
    content = as_csv(["source", "reference"], ["one two three", "four"], ["five", "six seven"])
    preview, _ = read_file(tmp_path, content, tokenizer=("small", tmp_path / "tokenizer.json"))
    characters, tokens = preview["reading"]["facts"]["lengths"]
    assert (tokens["unit"], tokens["tokenizer"], tokens["examined"]) == ("tokens", "small", 2)
    assert tokens["longest"] == {"source": 3.0, "reference": 2.0}
    assert characters["longest"] == {"source": 13.0, "reference": 9.0}


@settings(max_examples=40)
@given(st.lists(st.integers(0, 40), max_size=30), st.integers(1, 20))
def test_a_sample_is_every_so_many_rows_whatever_the_batches(batches, limit):
    sample = RowSample(rows_limit=limit)
    total = 0
    for count in batches:
        texts = [f"text {total + at}" for at in range(count)]
        sample.add(texts, [""] * count)
        total += count
    assert sample.places == list(range(0, total, sample.stride))
    assert len(sample.places) <= limit
    assert sample.sources == [f"text {place}" for place in sample.places]
    assert sample.stride == 1 or 2 * len(sample.places) >= limit


def test_groups_with_a_named_split_keep_it_for_their_other_rows(tmp_path):
    rows = [["a", "x", "g", "test"], ["b", "x", "g", ""], ["c", "x", "h", ""], ["d", "x", "i", ""]]
    preview, stored = read_file(tmp_path, as_csv(["source", "reference", "group", "split"], *rows))
    assert [row["split"] for row in stored][:2] == ["test", "test"]
    assert preview["reading"]["groups"] == 3
