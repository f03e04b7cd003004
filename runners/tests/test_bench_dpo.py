"""What the benchmark makes of measured rows; the measuring itself is run by hand."""

import json
from pathlib import Path

import pytest

from runners.bench.deltas.main import figures as delta_figures
from runners.bench.deltas.pairs import write_sample_pairs
from runners.bench.dpo.arms import FIXED, arms
from runners.bench.dpo.report import figures
from runners.bench.dpo.rows import write_pairs
from runners.models.byte_tokenizer import byte_tokenizer
from runners.models.prompt_template import PromptTemplate
from runners.preferences.encode_pairs import encode_pairs
from runners.training.read_rows import read_split


def test_pairs_have_exactly_the_tokens_asked_for(tmp_path: Path) -> None:
    write_pairs(tmp_path / "pairs.jsonl", 5, 64, 32, mixed=False, seed=1)
    rows = read_split(tmp_path / "pairs.jsonl", "train")
    report = encode_pairs(byte_tokenizer(), PromptTemplate("{source}", None, False), rows, 4096, "fail", "stored")
    lengths = {(len(pair.prompt), len(pair.chosen), len(pair.rejected)) for pair in report.pairs}
    assert lengths == {(64, 32, 32)}


def test_ratios_are_to_the_baseline_of_the_same_run() -> None:
    rows = [
        {"arm": name, "baseline": base, "pairsPerSecond": speed, "stepSecondsP50": 1 / speed, "peakMemoryBytes": peak}
        for name, base, speed, peak in (
            (FIXED, None, 4.0, 20 * 2**30),
            ("dpo", FIXED, 16.0, 50 * 2**30),
            ("fdpo", "dpo", 15.0, None),
            ("dpo, checkpointing", FIXED, 12.0, 18 * 2**30),
            ("reference", FIXED, 32.0, None),
        )
    ]
    found = {figure.name: figure for figure in figures(rows, arms(8, True))}
    assert (found["dpo: times TRL"].value, found["dpo: times TRL"].met) == (4.0, True)
    assert found["fdpo's step over dpo's"].met is False
    assert found["memory with checkpointing over TRL's"].value == pytest.approx(0.9)
    sweep = found["ten deltas with one reference pass over ten runs with their own"].value
    assert sweep == pytest.approx((10 / 16 + 1 / 32) / (10 * (1 / 16 + 1 / 32)))


def test_sample_pairs_have_labels_in_turn_and_different_texts(tmp_path: Path) -> None:
    count = write_sample_pairs(tmp_path / "pairs.jsonl", 60, seed=1)
    rows = [json.loads(line) for line in (tmp_path / "pairs.jsonl").read_text().splitlines()]
    assert len(rows) == count > 20
    assert {(row["h_chosen"], row["h_rejected"]) for row in rows} == {(0, 1), (0, 0), (1, 1)}
    assert all(row["chosen"] != row["rejected"] for row in rows)
    alike = next(row for row in rows if (row["h_chosen"], row["h_rejected"]) == (0, 0))
    assert sorted(alike["chosen"]) == sorted(alike["rejected"])


def test_a_margin_that_does_not_rise_is_counted() -> None:
    rows = [
        {"delta": float(delta), "seed": seed, "margins/h01": margin, "margins/h00": 1.0, "margins/h11": None}
        for seed, margins in ((1, (1.0, 2.0, 3.0)), (2, (1.0, 3.0, 2.0)))
        for delta, margin in zip((0, 5, 10), margins, strict=True)
    ]
    rising = delta_figures(rows)[-1]
    assert (rising.value, rising.target, rising.met) == (1, 2, False)
