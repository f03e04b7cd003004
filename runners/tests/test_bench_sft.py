"""The benchmark's rows have the lengths that it says it measures."""

from pathlib import Path

import pytest

from runners.bench.sft.arms import arms
from runners.bench.sft.rows import write_rows
from runners.models.byte_tokenizer import byte_tokenizer
from runners.models.prompt_template import PromptTemplate
from runners.training.encode_examples import encode_rows
from runners.training.read_rows import read_split


@pytest.mark.parametrize("mixed", [True, False])
def test_rows_have_exactly_the_stated_tokens(tmp_path: Path, mixed: bool) -> None:
    stated = write_rows(tmp_path / "rows.jsonl", 6, 256, mixed, seed=1)
    rows = read_split(tmp_path / "rows.jsonl", "train")
    report = encode_rows(byte_tokenizer(), PromptTemplate(chat=False), rows, "sft", 256, "fail")
    assert [len(example.ids) for example in report.examples] == stated
    assert (len(set(stated)) > 1) == mixed


def test_every_arm_of_the_stage_names_a_baseline_that_is_measured_before_it() -> None:
    found = arms(["lora", "qlora"], on_gpu=True)
    names = [arm.name for arm in found]
    assert all(names.index(arm.baseline) < names.index(arm.name) for arm in found if arm.baseline)
    assert all(arm.baseline for arm in found if not arm.plain)
