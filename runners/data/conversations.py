"""Conversations in the cells of a file, as TRL writes them, turned into plain texts."""

from collections.abc import Mapping
from typing import Any

from runners.data.row_batch import RowBatch

_TURNS = "its prompt has several turns; one question with its answer is what can be trained on"
_ANSWER = "its answer is no conversation that ends with the assistant"
_OTHER = "its answer begins with another conversation than its prompt"


def plain_texts(batch: RowBatch, prompt: str, answers: tuple[str, ...], reasons: dict[int, str]) -> RowBatch:
    """The batch with conversations in the columns `prompt` and `answers` as texts; what cannot be one has a reason.

    A prompt is one message of the user; a message of the system before it is kept beside the row. An answer is one
    message of the assistant, or the prompt's messages with it.
    """
    held = {name: batch.column(name) for name in (prompt, *answers)}
    found = [name for name, values in held.items() if values and any(_is_conversation(each) for each in values)]
    if not found:
        return batch
    asked: list[Any] = [None] * len(batch.rows)
    columns: dict[str, list[Any]] = {}
    if prompt in found:
        columns[prompt] = [_question(value, at, asked, reasons) for at, value in enumerate(held[prompt] or [])]
    for name in found:
        if name != prompt:
            given = columns.get(prompt) or held[prompt] or []
            columns[name] = [_answer(value, at, given, reasons) for at, value in enumerate(held[name] or [])]
    systems = {"system": asked} if any(asked) else {}
    return _replaced(batch, columns, systems)


def _replaced(batch: RowBatch, columns: Mapping[str, list[Any]], beside: Mapping[str, list[Any]]) -> RowBatch:
    if batch.records is None:
        changed: dict[str, list[Any]] = {**batch.columns, **columns, **beside}
        return RowBatch(batch.rows, changed, batch.lines, batch.problems)
    records = [
        {**record, **{name: values[at] for name, values in {**columns, **beside}.items()}}
        for at, record in enumerate(batch.records)
    ]
    return RowBatch(batch.rows, {}, batch.lines, batch.problems, records)


def _is_conversation(value: Any) -> bool:
    return isinstance(value, list) and all(isinstance(turn, dict) and "role" in turn for turn in value)


def _content(turn: Mapping[str, Any]) -> str:
    content = turn.get("content")
    return content if isinstance(content, str) else ""


def _question(value: Any, at: int, systems: list[Any], reasons: dict[int, str]) -> Any:
    if not _is_conversation(value):
        return value
    turns = list(value)
    if turns and turns[0]["role"] == "system":
        systems[at] = _content(turns.pop(0))
    if len(turns) != 1 or turns[0]["role"] != "user":
        reasons.setdefault(at, _TURNS)
        return ""
    return _content(turns[0])


def _answer(value: Any, at: int, prompts: list[Any], reasons: dict[int, str]) -> Any:
    if not _is_conversation(value):
        return value
    turns = [turn for turn in value if turn["role"] != "system"]
    if not turns or turns[-1]["role"] != "assistant" or len(turns) > 2:
        reasons.setdefault(at, _TURNS if len(turns) > 2 else _ANSWER)
        return ""
    if len(turns) == 2 and (turns[0]["role"] != "user" or _content(turns[0]).strip() != str(prompts[at]).strip()):
        reasons.setdefault(at, _OTHER)
        return ""
    return _content(turns[-1])
