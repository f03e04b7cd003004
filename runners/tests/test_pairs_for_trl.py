"""Exported pairs as `datasets` loads them and TRL's own trainers prepare them."""

import json
from pathlib import Path
from typing import Any

import pytest

from runners.tests.attempts import tiny_model

PROMPT, GOOD, BAD = "Write the note.\n\nDoctor: How are you?", "Feels well.", "Takes aspirin daily."


def message(role: str, content: str) -> list[dict[str, str]]:
    return [{"role": role, "content": content}]


def paired(conversational: bool) -> dict[str, Any]:
    """As domain/pairs/trl-line.ts writes it; its test holds the same names."""
    texts: dict[str, Any] = {"prompt": PROMPT, "chosen": GOOD, "rejected": BAD}
    if conversational:
        texts = {
            "prompt": message("user", PROMPT),
            "chosen": message("assistant", GOOD),
            "rejected": message("assistant", BAD),
        }
    return {**texts, "h_chosen": 0, "h_rejected": 1, "id": "v-0", "flipped": False, "origin": "generations"}


def unpaired(conversational: bool) -> list[dict[str, Any]]:
    return [
        {
            "prompt": message("user", PROMPT) if conversational else PROMPT,
            "completion": message("assistant", text) if conversational else text,
            "label": label,
            "id": "v-0",
            "origin": "generations",
        }
        for text, label in ((GOOD, True), (BAD, False))
    ]


def tiny(tmp_path: Path) -> tuple[Any, Any]:
    from transformers import AutoModelForCausalLM, AutoTokenizer

    folder = tiny_model(tmp_path / "model")
    return AutoModelForCausalLM.from_pretrained(folder), AutoTokenizer.from_pretrained(folder)


def load(tmp_path: Path, rows: list[dict[str, Any]]) -> Any:
    from datasets import load_dataset

    path = tmp_path / "train.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
    return load_dataset("json", data_files={"train": str(path)}, split="train", cache_dir=str(tmp_path / "cache"))


@pytest.mark.parametrize("conversational", [False, True])
def test_dpo_trainer_takes_exported_pairs(tmp_path: Path, conversational: bool) -> None:
    from trl import DPOConfig, DPOTrainer

    model, tokenizer = tiny(tmp_path)
    rows = load(tmp_path, [paired(conversational)] * 4)
    config = DPOConfig(output_dir=str(tmp_path / "out"), use_cpu=True, bf16=False, report_to=[], max_length=512)
    prepared = DPOTrainer(model, args=config, train_dataset=rows, processing_class=tokenizer).train_dataset
    assert len(prepared) == 4
    row = prepared[0]
    assert {"prompt_ids", "chosen_ids", "rejected_ids"} <= set(row)
    assert GOOD in tokenizer.decode(row["chosen_ids"])
    assert BAD in tokenizer.decode(row["rejected_ids"])


@pytest.mark.parametrize("conversational", [False, True])
def test_kto_trainer_takes_exported_answers(tmp_path: Path, conversational: bool) -> None:
    from trl import KTOConfig, KTOTrainer

    model, tokenizer = tiny(tmp_path)
    rows = load(tmp_path, unpaired(conversational) * 4)
    config = KTOConfig(
        output_dir=str(tmp_path / "out"), use_cpu=True, bf16=False, report_to=[], per_device_train_batch_size=4
    )
    prepared = KTOTrainer(model, args=config, train_dataset=rows, processing_class=tokenizer).train_dataset
    assert [row["label"] for row in prepared].count(True) == 4
