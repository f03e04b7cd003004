"""Turns records into examples, or into the reason why one was left out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from runners.contract.launch import DatasetType
from runners.data.columns import FIELDS, ColumnMapping, required_fields
from runners.data.row_batch import CELL_LIMIT, Problem, RowBatch, is_storable
from runners.data.splits import split_named
from runners.text.normal_form import text_hash

_UNDECODABLE = "undecodable: not in the encoding of the file, or a NUL"


@dataclass(slots=True)
class Examples:
    """Rows of a dataset version, column by column; an empty `split` is still to be drawn."""

    row: list[int] = field(default_factory=list)
    id: list[str] = field(default_factory=list)
    group: list[str] = field(default_factory=list)
    split: list[str] = field(default_factory=list)
    section: list[str] = field(default_factory=list)
    source: list[str] = field(default_factory=list)
    reference: list[str] = field(default_factory=list)
    source_hash: list[str] = field(default_factory=list)
    metadata: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


class ExampleMaker:
    """Makes examples of one type from the records of one file."""

    def __init__(self, mapping: ColumnMapping, dataset_type: DatasetType) -> None:
        self._columns = mapping.columns
        self._required = required_fields(dataset_type)
        self._taken = {"sourceHash", "metadata", *mapping.columns.values()}
        self._own = mapping.format == "assay"

    def make(self, batch: RowBatch) -> Examples:
        """The examples of a batch in its order, and its problems with the new ones behind."""
        count = len(batch.rows)
        reasons: dict[int, str] = {}
        wholes = {name: _joined(values) for name, values in batch.columns.items()}
        for name, whole in wholes.items():
            if whole is None or not is_storable(whole):
                _find_undecodable(batch.columns[name], reasons)
        fields = {name: self._texts(batch, name, wholes, reasons) for name in FIELDS}
        for name in self._required:
            if not all(fields[name]):
                for index, text in enumerate(fields[name]):
                    if not text:
                        reasons.setdefault(index, f"empty {name}")
        fields["split"] = _read_splits(fields["split"], reasons)
        metadata = self._metadata(batch, count, reasons)
        made = Examples(batch.rows, **fields, metadata=metadata, problems=[*batch.problems])
        if reasons:
            made = _without(made, reasons, batch)
        made.source_hash = [text_hash(text) for text in made.source]
        if not all(made.id):
            made.id = [own or f"row-{row}" for own, row in zip(made.id, made.row, strict=True)]
        if not all(made.group):
            made.group = [own or f"text-{hash_[:16]}" for own, hash_ in zip(made.group, made.source_hash, strict=True)]
        return made

    def _texts(
        self, batch: RowBatch, name: str, wholes: Mapping[str, str | None], reasons: dict[int, str]
    ) -> list[str]:
        column = self._columns.get(name, "")
        values = batch.columns.get(column)
        if values is None:
            return [""] * len(batch.rows)
        whole = wholes[column]
        if whole is None:
            values = _as_texts(values, name, reasons)
            whole = "".join(values)
        if "\r" in whole:
            values = [text.replace("\r\n", "\n").replace("\r", "\n") for text in values]
        if len(whole) > CELL_LIMIT:
            for index, text in enumerate(values):
                if len(text) > CELL_LIMIT:
                    reasons.setdefault(index, f"{name} is longer than 16 MiB")
        return [text.strip() for text in values]

    def _metadata(self, batch: RowBatch, count: int, reasons: dict[int, str]) -> list[str]:
        rest = {name: values for name, values in batch.columns.items() if name not in self._taken}
        own = batch.columns.get("metadata")
        if not rest and own is None:
            return ["{}"] * count
        written: list[str] = []
        for index in range(count):
            kept = {name: values[index] for name, values in rest.items()}
            mine = self._own_metadata(own[index]) if own else None
            try:
                text = _as_json({**kept, **mine} if mine is not None else kept)
            except (RecursionError, UnicodeEncodeError):
                reasons.setdefault(index, "its other columns cannot be kept: nested too deeply, or half a character")
                text = "{}"
            if "\\u0000" in text:
                reasons.setdefault(index, _UNDECODABLE)
            written.append(text)
        return written

    def _own_metadata(self, value: Any) -> dict[str, Any] | None:
        if self._own and isinstance(value, str) and value.startswith("{"):
            try:
                value = json.loads(value)
            except ValueError:
                return None
        return value if isinstance(value, dict) else None


def _joined(values: Sequence[Any]) -> str | None:
    """All values in one text, if they are texts."""
    try:
        return "".join(values)
    except TypeError:
        return None


def _as_texts(values: Sequence[Any], name: str, reasons: dict[int, str]) -> list[str]:
    texts: list[str] = []
    for index, value in enumerate(values):
        if value is not None and not isinstance(value, str | int | float):
            reasons.setdefault(index, f"{name} is not text")
            value = None
        texts.append("" if value is None else str(value))
    return texts


def _find_undecodable(values: Sequence[Any], reasons: dict[int, str]) -> None:
    for index, value in enumerate(values):
        if isinstance(value, str) and not is_storable(value):
            reasons.setdefault(index, _UNDECODABLE)


def _read_splits(texts: list[str], reasons: dict[int, str]) -> list[str]:
    named = {text: split_named(text) or "" for text in set(texts)}
    for index, text in enumerate(texts):
        if text and not named[text]:
            reasons.setdefault(index, "unknown split: use train, validation or test")
    return [named[text] for text in texts]


def _without(made: Examples, reasons: dict[int, str], batch: RowBatch) -> Examples:
    kept = [index for index in range(len(made.row)) if index not in reasons]
    problems = made.problems + [batch.problem(index, reason) for index, reason in sorted(reasons.items())]
    names = ("row", "id", "group", "split", "section", "source", "reference", "metadata")
    columns = {name: [getattr(made, name)[index] for index in kept] for name in names}
    return Examples(**columns, problems=sorted(problems, key=lambda problem: problem.row))


def _as_json(value: Any) -> str:
    """What PostgreSQL's jsonb takes and gives back letter for letter: no NaN and no infinities, keys in its order."""
    text = json.dumps(_plain(value), ensure_ascii=False)
    text.encode()
    return text


def _key_order(item: tuple[str, Any]) -> tuple[int, bytes]:
    raw = item[0].encode("utf-8", "surrogatepass")
    return len(raw), raw


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return dict(sorted(((str(key), _plain(each)) for key, each in value.items()), key=_key_order))
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    if isinstance(value, float) and (value != value or value in (float("inf"), float("-inf"))):
        return str(value)
    if value is None or isinstance(value, str | int | float):
        return value
    return value.decode("utf-8", "replace") if isinstance(value, bytes) else str(value)
