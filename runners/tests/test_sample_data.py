"""The sample dataset: deterministic, held out by patient, template and value, and true in every offset."""

import json
import re
from hashlib import sha256

import pytest

from runners.commands import sample_data
from runners.data.sample.banks import read_bank
from runners.data.sample.generate_sample import generate_sample, write_sample

ROWS = list(generate_sample(seed=7, dialogues=300))


def test_same_seed_gives_the_same_bytes(tmp_path):
    for name in ("a", "b"):
        write_sample(tmp_path / name, seed=3, dialogues=30)
    written = (tmp_path / "a").read_bytes()
    assert written == (tmp_path / "b").read_bytes()
    write_sample(tmp_path / "c", seed=4, dialogues=30)
    assert written != (tmp_path / "c").read_bytes()


def test_bytes_of_generator_1_are_pinned(tmp_path):
    write_sample(tmp_path / "pinned", seed=0, dialogues=30)
    changed = "changed words need a new generator id"
    digest = sha256((tmp_path / "pinned").read_bytes()).hexdigest()
    assert digest == "c59004afa3662ba70358465b45bfc9c0d9354b33e221ced6a2a1937d2daf53a8", changed


def test_patients_stay_in_one_split_and_every_split_has_rows():
    splits_of = {}
    for row in ROWS:
        splits_of.setdefault(row["group"], set()).add(row["split"])
    assert all(len(splits) == 1 for splits in splits_of.values())
    counts = {split: sum(row["split"] == split for row in ROWS) for split in ("train", "validation", "test")}
    assert counts == {"train": 240, "validation": 30, "test": 30}


def test_further_patients_are_all_held_out_and_change_nothing_before_them(tmp_path):
    assert sample_data.main(["--out", str(tmp_path / "more"), "--seed", "7", "--further", "6"]) == 0
    rows = [json.loads(line) for line in (tmp_path / "more").read_text().splitlines()]
    assert rows[:300] == json.loads(json.dumps(ROWS))
    assert [row["split"] for row in rows[300:]] == ["test"] * 6
    assert len({row["group"] for row in rows}) == 100 + 6
    assert len({row["id"] for row in rows}) == 306
    with pytest.raises(SystemExit):
        sample_data.main(["--out", str(tmp_path / "less"), "--further", "-1"])


@pytest.mark.parametrize("count", [3, 4, 10])
def test_small_samples_still_hold_out(count):
    assert {row["split"] for row in generate_sample(dialogues=count)} == {"train", "validation", "test"}


def test_held_out_templates_and_values_are_unseen_in_training():
    train, held_out = read_bank("train"), read_bank("held_out")
    for kind, wording in train.wordings.items():
        other = held_out.wordings[kind]
        assert not set(wording.exchanges) & set(other.exchanges), kind
        assert not set(wording.sentences) & set(other.sentences), kind
    for name in ("drugs", "allergens", "symptoms", "problems", "surgeries", "occupations", "family_problems"):
        assert not names(train.values[name]) & names(held_out.values[name]), name
    for unit, counts in train.values["units"].items():
        assert not set(counts) & set(held_out.values["units"][unit])
    assert not set(train.greetings + train.asides) & set(held_out.greetings + held_out.asides)


def names(entries):
    return {
        json.dumps(entry.get("name", entry.get("write")) if isinstance(entry, dict) else entry) for entry in entries
    }


@pytest.mark.parametrize("row", ROWS[::5], ids=lambda row: row["id"])
def test_sentences_tile_the_note_and_state_each_fact_once(row):
    meta = row["metadata"]
    sentences = meta["sentences"]
    assert " ".join(row["reference"][s["start"] : s["end"]] for s in sentences) == row["reference"]
    stated = [fact for s in sentences for fact in s["facts"]]
    assert sorted(stated) == sorted(fact["id"] for fact in meta["facts"])
    written_by_fact = {fact["id"]: fact["values"] for fact in meta["facts"]}
    for sentence in sentences:
        text = row["reference"][sentence["start"] : sentence["end"]].lower()
        for fact in sentence["facts"]:
            assert all(value.lower() in text for value in written_by_fact[fact].values())


@pytest.mark.parametrize("row", ROWS[::5], ids=lambda row: row["id"])
def test_support_lies_inside_the_named_turn_and_never_in_an_aside(row):
    starts, at = [], 0
    for line in row["source"].split("\n"):
        assert re.match(r"(Doctor|Patient): \S", line)
        starts.append((at, at + len(line)))
        at += len(line) + 1
    asides = [(place["start"], place["end"]) for place in row["metadata"]["distractors"]]
    for fact in row["metadata"]["facts"]:
        assert fact["support"]
        for place in fact["support"]:
            start, end = starts[place["turn"]]
            assert start < place["start"] < place["end"] <= end
            assert (place["start"], place["end"]) not in asides


def test_values_of_asides_do_not_enter_the_note():
    checked = 0
    for row in ROWS:
        for place in row["metadata"]["distractors"]:
            drug = re.search(r"(?:takes|swears by) (\w+)", row["source"][place["start"] : place["end"]])
            if drug:
                checked += 1
                assert drug[1].lower() not in row["reference"].lower()
    assert checked > 20


def test_every_section_and_negation_occurs():
    assert {row["section"] for row in ROWS} == {
        "CC", "GENHX", "MEDICATIONS", "ALLERGY", "ROS", "PASTMEDICALHX", "PASTSURGICAL", "FAM/SOCHX",
    }  # fmt: skip
    negated = [fact["negated"] for row in ROWS for fact in row["metadata"]["facts"]]
    assert 0.2 < sum(negated) / len(negated) < 0.6


def test_rows_are_short_and_no_placeholder_is_left():
    for row in ROWS:
        assert not re.search(r"[{}|~]", row["source"] + row["reference"])
        assert 60 <= len((row["source"] + " " + row["reference"]).split()) <= 150
    assert len({row["source"] for row in ROWS}) == len(ROWS)


def test_command_prints_one_object(tmp_path, capsys):
    assert sample_data.main(["--out", str(tmp_path / "x.jsonl"), "--dialogues", "12"]) == 0
    printed = json.loads(capsys.readouterr().out)
    assert printed["rows"] == 12
    assert len((tmp_path / "x.jsonl").read_text().splitlines()) == 12
