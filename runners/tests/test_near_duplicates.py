"""Rows nearly alike: found, counted by split, kept together where wished."""

import random

import numpy as np
import pytest
from dataset_files import as_csv, read_file

from runners.contract.failure import StageFailure
from runners.data.near_duplicates import find_near_pairs, join_groups
from runners.data.side_work import SameProcess, SecondProcess
from runners.data.splits import group_order


def notes(count, seed=1):
    draw = random.Random(seed)
    return [" ".join(draw.choices([f"w{at}" for at in range(400)], k=60)) for _ in range(count)]


def nearly(text):
    words = text.split()
    words[30] = "altered"
    return " ".join(words)


def sketches_of(folder, texts):
    side = SameProcess(folder / "sketches")
    side.add(texts)
    return side.sketches()


def test_pairs_are_those_that_were_planted(tmp_path):
    texts = notes(400)
    texts[350], texts[20] = nearly(texts[7]), texts[19]
    near = find_near_pairs(sketches_of(tmp_path, texts), np.ones(400, np.bool_))
    assert set(zip(near.first.tolist(), near.second.tolist(), strict=True)) == {(7, 350), (19, 20)}
    assert near.cluster[7] == near.cluster[350] != near.cluster[19]
    assert near.similarity.min() >= 0.8


def test_rows_that_are_left_out_and_rows_without_words_are_like_nothing(tmp_path):
    texts = [*notes(3), "", "", "?"]
    texts[2] = texts[0]
    usable = np.ones(6, np.bool_)
    usable[0] = False
    assert not len(find_near_pairs(sketches_of(tmp_path, texts), usable).first)


def test_a_file_of_one_repeated_text_stays_linear(tmp_path):
    near = find_near_pairs(sketches_of(tmp_path, notes(1) * 5000), np.ones(5000, np.bool_))
    assert len(near.first) == 4999
    assert len(set(near.cluster.tolist())) == 1


def test_joined_groups_take_one_order_through_chains():
    order = np.array([group_order(group, 0) for group in ("a", "a", "b", "c", "d")], np.uint64)
    joined = join_groups(order, np.array([0, 1, 1, 2, 3]))
    assert joined[0] == joined[1] == joined[2] == order[:3].min()
    assert joined[3:].tolist() == order[3:].tolist()


@pytest.fixture
def alike(tmp_path):
    texts = [text for base in notes(150) for text in (base, nearly(base))]
    content = as_csv(["source", "reference"], *([text, "note"] for text in texts))
    return lambda **options: read_file(tmp_path, content, **options)


def test_likeness_across_splits_is_told_and_goes_when_it_is_kept_together(alike):
    preview, rows = alike()
    found = preview["reading"]["facts"]["duplicates"]
    torn = sum(rows[at]["split"] != rows[at + 1]["split"] for at in range(0, 300, 2))
    assert torn > 10
    assert sum(each["rows"] for each in found["across"]) == pytest.approx(torn, abs=torn * 0.2)
    assert {tuple(each["splits"]) for each in found["across"]} <= {
        ("train", "validation"), ("train", "test"), ("validation", "test"),
    }  # fmt: skip
    assert found["pairs"][0]["splits"][0] != found["pairs"][0]["splits"][1]
    together, kept = alike(keep_alike=True)
    assert together["reading"]["facts"]["duplicates"]["across"] == []
    missed = sum(kept[at]["split"] != kept[at + 1]["split"] for at in range(0, 300, 2))
    assert missed <= torn * 0.2


def test_repeated_sources_are_counted_and_positions_are_those_of_the_version(tmp_path):
    texts = [*notes(30), ""]
    content = as_csv(["source", "reference"], *([text, "note"] for text in [texts[30], *texts[:30], texts[4].upper()]))
    preview, rows = read_file(tmp_path, content)
    found = preview["reading"]["facts"]["duplicates"]
    assert found["repeated"] == 1
    assert found["pairs"][0]["positions"] == [4, 30]
    assert rows[4]["source"].upper() == rows[30]["source"]


def test_a_second_process_gives_the_same_and_leaves_nothing(tmp_path):
    texts = notes(50)
    with SecondProcess(tmp_path / "beside") as side:
        side.add(texts[:20])
        side.add(texts[20:])
        assert (side.sketches() == sketches_of(tmp_path, texts)).all()
    assert not (tmp_path / "beside").exists()


def test_a_reading_beside_is_the_same_reading(alike, tmp_path):
    alone, rows = alike()
    beside, same_rows = alike(beside=True)
    assert beside == alone
    assert same_rows == rows
    assert sorted(path.name for path in tmp_path.iterdir()) == ["notes.csv", "rows.copy"]


def test_a_second_process_that_died_is_told(tmp_path):
    with SecondProcess(tmp_path / "beside") as side:
        side._process.kill()
        side._process.join()
        with pytest.raises(StageFailure, match="died"):
            side.sketches()
