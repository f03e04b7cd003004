"""Reading people's files: published headers, mapped columns, named problems, splits that hold groups together."""

import json
import os
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from dataset_files import MTS, as_csv, mts_rows, read_file
from hypothesis import given, settings
from hypothesis import strategies as st

from runners.commands import read_dataset as command
from runners.contract.failure import StageFailure
from runners.data.columns import parse_columns
from runners.data.read_dataset import read_dataset
from runners.data.reading import ReadOptions
from runners.data.splits import OPEN, SPLITS, draw_splits, group_order
from runners.data.write_rows import VersionIds


@pytest.fixture
def read(tmp_path):
    return partial(read_file, tmp_path)


def test_mts_dialog_header_with_bom_and_multi_line_cells(read):
    preview, rows = read(b"\xef\xbb\xbf" + as_csv(MTS, *mts_rows(10)))
    assert preview["format"] == "mts-dialog"
    assert rows[3]["key"] == "3"
    assert rows[3]["section"] == "CC"
    assert rows[3]["source"] == "Doctor: Yes?\nPatient: Cough, 3."
    assert rows[3]["reference"] == "Cough 3."
    assert set(preview["reading"]["splits"]) == {"train", "validation", "test"}


def test_aci_bench_header_keeps_what_is_left_as_metadata(read):
    preview, rows = read(
        as_csv(["dataset", "encounter_id", "dialogue", "note"], ["aci", "D1", "[doctor] hi", "CC: hi"])
    )
    assert preview["format"] == "aci-bench"
    assert rows[0]["group"] == "D1"
    assert rows[0]["metadata"] == {"dataset": "aci"}


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_columns_by_flag(read, delimiter):
    content = as_csv(["who", "talk", "summary"], ["p1", "hello", "Hi."], ["p1", "more", "Hi too."], delimiter=delimiter)
    preview, rows = read(content, columns=parse_columns("source=talk,reference=summary,group=who"))
    assert preview["format"] == "csv"
    assert {row["split"] for row in rows} == {"train"}
    assert [row["key"] for row in rows] == ["row-1", "row-2"]


def test_unmapped_columns_name_what_was_found_and_the_flag(read):
    with pytest.raises(StageFailure) as failure:
        read(as_csv(["talk", "summary"], ["a", "b"]))
    assert "talk, summary" in failure.value.reason
    assert failure.value.remedy == "Give --columns source=COLUMN,reference=COLUMN"


@pytest.mark.parametrize("columns", ["text=a", "source", "source=absent"])
def test_wrong_mapping_is_refused(read, columns):
    with pytest.raises(StageFailure):
        read(as_csv(["source", "reference"], ["a", "b"]), columns=parse_columns(columns))


def test_split_column_is_honoured_and_a_group_may_not_span(read):
    header = ["source", "reference", "split", "group"]
    rows = [["a", "x", "training", "p"], ["b", "x", "dev", "q"], ["c", "x", "test", "p"], ["d", "x", "other", "r"]]
    preview, kept = read(as_csv(header, *rows))
    assert [row["split"] for row in kept] == ["train", "validation"]
    assert [p["row"] for p in preview["reading"]["problems"]] == [3, 4]


def test_whole_file_as_test(read):
    preview, _ = read(as_csv(MTS, *mts_rows(7)), split="test")
    assert preview["reading"]["splits"] == {"test": 7}


def test_equal_sources_share_a_split_without_a_group_column(read):
    rows = [[str(i), "CC", "x", f"Talk   {'A' if i % 2 else 'a'} {i // 2}"] for i in range(40)]
    _, kept = read(as_csv(MTS, *rows))
    assert all(kept[i]["split"] == kept[i + 1]["split"] for i in range(0, 40, 2))
    assert kept[0]["hash"] == kept[1]["hash"] != kept[2]["hash"]


def test_same_file_gives_the_same_digest_and_another_seed_other_splits(read):
    content = as_csv(MTS, *mts_rows(60))
    first, second, other = (read(content, seed=seed)[0]["reading"]["digest"] for seed in (0, 0, 1))
    assert first == second != other


def test_own_rows_come_back_with_their_metadata(read):
    row = {
        "id": "a",
        "split": "test",
        "group": "p",
        "section": None,
        "source": "s",
        "reference": "r",
        "metadata": {"facts": [1]},
    }
    preview, kept = read(json.dumps(row).encode(), name="own.jsonl")
    assert preview["format"] == "assay"
    assert kept[0]["metadata"] == {"facts": [1]}
    assert kept[0]["split"] == "test"


@settings(max_examples=60)
@given(st.lists(st.text(max_size=8), min_size=1, max_size=60), st.integers(0, 5))
def test_every_group_gets_one_split_and_three_groups_fill_all(groups, seed):
    order = np.array([group_order(group, seed) for group in groups], np.uint64)
    drawn = draw_splits(order, np.full(len(groups), OPEN, np.int8))
    split_of = dict(zip(groups, drawn.tolist(), strict=True))
    assert [split_of[group] for group in groups] == drawn.tolist()
    if len(split_of) >= 3:
        assert set(split_of.values()) == set(range(len(SPLITS)))
    assert draw_splits(order[::-1], np.full(len(groups), OPEN, np.int8)).tolist() == drawn[::-1].tolist()


def test_command_prints_a_preview_and_errors_without_text(tmp_path, capsys):
    source = tmp_path / "in.csv"
    source.write_bytes(as_csv(MTS, *mts_rows(4)))
    assert command.main([str(source), "--out", str(tmp_path), "--split", "test"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["reading"]["splits"] == {"test": 4}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["in.csv", "rows.copy"]
    assert command.main([str(tmp_path / "none.csv"), "--out", str(tmp_path)]) == 1
    assert json.loads(capsys.readouterr().out)["error"]["fault"] == "data"


@pytest.mark.parametrize(
    ("name", "published_rows"),
    [
        ("mts-dialog/MTS-Dialog-TrainingSet.csv", 1201),
        ("mts-dialog/MTS-Dialog-ValidationSet.csv", 100),
        ("aci-bench/train.csv", 67),
    ],
)
def test_published_files_or_small_ones_with_their_header(tmp_path, name, published_rows):
    shared = os.environ.get("ASSAY_SHARED_DATA")
    if shared:
        path, rows = Path(shared) / name, published_rows
    else:
        path, rows = tmp_path / "small.csv", 3
        aci = [["aci", f"D{i}", f"[doctor] hello {i} .", f"CHIEF COMPLAINT\n\nCough {i}."] for i in range(3)]
        header = ["dataset", "encounter_id", "dialogue", "note"]
        path.write_bytes(as_csv(header, *aci) if "aci" in name else b"\xef\xbb\xbf" + as_csv(MTS, *mts_rows(3)))
    preview = read_dataset(path, tmp_path, VersionIds("p", "v"), ReadOptions())
    assert preview["format"] == name.split("/")[0]
    assert (preview["reading"]["rows"], preview["reading"]["problems"]) == (rows, [])
