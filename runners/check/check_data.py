"""Checks of rows: there, whole, within the token limit, not seen in training."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from runners.check.result import Check
from runners.contract.failure import StageFailure
from runners.contract.launch import DatasetInput
from runners.models.light_tokenizer import LightTokenizer
from runners.models.prompt_template import PromptTemplate, use_chat
from runners.text.normal_form import text_hash
from runners.training.best_step import NO_BEST, REMEDY
from runners.training.encode_examples import encode_example
from runners.training.read_rows import read_split


def check_rows(rows: Sequence[dict[str, Any]], split: str, wants_reference: bool) -> Check:
    """Say whether a split has rows, each with a source and, for training, a reference."""
    title = f"Rows in {split}"
    if not rows:
        return Check(
            "rows",
            "block",
            title,
            f"The dataset has no rows in the split {split}.",
            "Choose another dataset.",
            "dataset",
        )
    sourceless = sum(not row.get("source") for row in rows)
    unanswered = sum(not row.get("reference") for row in rows) if wants_reference else 0
    if sourceless or unanswered == len(rows):
        lacking, count = ("source", sourceless) if sourceless else ("reference", unanswered)
        return Check(
            "columns",
            "block",
            "Columns",
            f"{count} of {len(rows)} rows of {split} have no {lacking}.",
            "Import the dataset again and map its columns.",
            "dataset",
        )
    if unanswered:
        return Check(
            "columns",
            "warn",
            "Columns",
            f"{unanswered} of {len(rows)} rows of {split} have no reference and are left out.",
        )
    return Check(
        "rows", "pass", title, f"{len(rows)} rows with {'source and reference' if wants_reference else 'a source'}."
    )


def check_best(config: Any, path: Path) -> list[Check]:
    """Say that there is no best step where nothing is validated."""
    if config.result != "best" or (config.validation_examples and read_split(path, "validation", 1)):
        return []
    return [Check("result", "block", "Result", NO_BEST, REMEDY, "result")]


def count_tokens(
    tokenizer: LightTokenizer, config: Any, rows: Sequence[dict[str, Any]], dataset_type: str, with_reference: bool
) -> list[int]:
    """Return the tokens of each row, as the stage itself will count them.

    Raises:
        StageFailure: the chat template does not suit.
    """
    template = PromptTemplate(config.prompt, config.system, use_chat(tokenizer, config.chat))
    if not with_reference:
        return [len(template.prompt_ids(tokenizer, row, dataset_type)) for row in rows]
    return [len(encode_example(tokenizer, template, row, dataset_type).ids) for row in rows if row.get("reference")]


def check_tokens(counts: Sequence[int], limit: int, over_limit: str, field: str) -> Check:
    """Say how many rows are over the token limit, and the longest."""
    over = sum(count > limit for count in counts)
    longest = max(counts, default=0)
    if not over:
        return Check(
            "tokens", "pass", "Tokens", f"All {len(counts)} rows fit; the longest has {longest} of {limit} tokens."
        )
    what = {
        "truncate": "lose the middle of their prompt",
        "drop": "are left out",
        "fail": "keep the run from starting",
    }[over_limit]
    return Check(
        "tokens",
        "block" if over_limit == "fail" or (over_limit == "drop" and over == len(counts)) else "warn",
        "Tokens",
        f"{over} of {len(counts)} rows are over {limit} tokens (the longest has {longest}) and {what}.",
        f"Raise the limit to {longest} to keep them whole.",
        field,
    )


def check_split_overlap(dataset: DatasetInput, path: Path) -> Check:
    """Say whether validation or test repeat a prompt of train."""
    seen = {text_hash(str(row["source"])) for row in read_split(path, "train") if row.get("source")}
    held_out = [row for split in ("validation", "test") for row in read_split(path, split) if row.get("source")]
    return overlap(held_out, seen, "validation and test rows", "are in train too")


def check_trained_on(rows: Sequence[dict[str, Any]], trained_on: Sequence[str], split: str) -> Check | None:
    """Say whether the model has seen prompts of this split in training; None where nothing is known of that."""
    if not trained_on:
        return None
    return overlap(rows, set(trained_on), f"prompts of {split}", "were in the training data of this model")


def overlap(rows: Sequence[dict[str, Any]], seen: set[str], what: str, where: str) -> Check:
    """Compare prompts by their normalised hash."""
    repeated = sum(text_hash(str(row["source"])) in seen for row in rows)
    if not repeated:
        return Check("overlap", "pass", "Overlap", f"None of {len(rows)} {what} {where}.")
    return Check(
        "overlap",
        "warn",
        "Overlap",
        f"{repeated} of {len(rows)} {what} {where}, so results on them flatter.",
        "Leave these rows out, or evaluate on a split that training never saw.",
        "dataset",
    )


def failed(failure: StageFailure, check_id: str, title: str) -> Check:
    """Return a blocking check that says what a failure says."""
    return Check(check_id, "block", title, failure.reason, failure.remedy, failure.field)
