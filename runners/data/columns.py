"""Which column of a file is which field of an example."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from runners.contract.failure import StageFailure
from runners.contract.launch import DatasetType

TEXT_FIELDS = ("id", "group", "split", "section", "source", "reference")
"""What every row has."""
FIELDS = (*TEXT_FIELDS, "rejected", "h_chosen", "h_rejected", "label")
"""The last four are of pairs, and of answers that were judged one by one."""
READABLE_TYPES: tuple[DatasetType, ...] = ("notes", "sft", "prompts", "qa", "preference", "unpaired")
MappingHow = Literal["given", "published", "named", "guessed"]

_REQUIRED: dict[DatasetType, tuple[str, ...]] = {
    "notes": ("source", "reference"),
    "sft": ("source", "reference"),
    "prompts": ("source",),
    "qa": ("source", "reference"),
    "preference": ("source", "reference", "rejected"),
    "unpaired": ("source", "reference", "label"),
}
_PUBLISHED: dict[str, dict[str, str]] = {
    "mts-dialog": {"id": "ID", "section": "section_header", "source": "dialogue", "reference": "section_text"},
    "aci-bench": {"id": "encounter_id", "group": "encounter_id", "source": "dialogue", "reference": "note"},
    # Its column `source` names the set that a row was made of, and stays beside the row. `label` is true for a
    # statement that is factual. Rows made of the same original share `inner_id`.
    "medhal": {"id": "id", "group": "inner_id", "source": "context", "reference": "statement", "label": "label"},
}
_HEADERS: dict[str, frozenset[str]] = {
    "mts-dialog": frozenset({"ID", "section_header", "section_text", "dialogue"}),
    "aci-bench": frozenset({"dataset", "encounter_id", "dialogue", "note"}),
    "medhal": frozenset({"id", "context", "statement", "label", "explanation", "inner_id", "source", "synthetic"}),
}
_ALIKE: dict[str, tuple[str, ...]] = {
    "id": ("id", "example_id", "row_id", "uid", "uuid", "note_id", "key"),
    "group": ("group", "patient", "patient_id", "subject_id", "document", "document_id", "doc_id", "encounter_id"),
    "split": ("split", "fold", "partition", "subset"),
    "section": ("section", "section_header", "category", "note_type"),
}
_TEXTS: dict[DatasetType, dict[str, tuple[str, ...]]] = {
    "notes": {
        "source": ("source", "dialogue", "dialog", "conversation", "transcript", "document", "article", "text"),
        "reference": ("reference", "note", "summary", "section_text", "target", "highlights", "abstract"),
    },
    "sft": {
        "source": ("source", "prompt", "instruction", "input"),
        "reference": ("reference", "completion", "response", "output"),
    },
    "prompts": {"source": ("source", "prompt", "instruction", "text"), "reference": ("reference",)},
    "qa": {"source": ("source", "question", "query"), "reference": ("reference", "answer", "answers")},
    "preference": {
        "source": ("source", "prompt", "instruction", "question", "input"),
        "reference": ("reference", "chosen", "preferred", "chosen_response"),
        "rejected": ("rejected", "dispreferred", "rejected_response"),
        "h_chosen": ("h_chosen", "h_w", "hchosen"),
        "h_rejected": ("h_rejected", "h_l", "hrejected"),
    },
    "unpaired": {
        "source": ("source", "prompt", "instruction", "question", "input"),
        "reference": ("reference", "completion", "response", "answer", "output"),
        "label": ("label",),
    },
}
PAIR_TYPES: tuple[DatasetType, ...] = ("preference", "unpaired")


@dataclass(frozen=True)
class ColumnMapping:
    """`columns` maps a field to the file's column; `format` names what was recognised, `how` why it is so."""

    format: str
    columns: dict[str, str]
    how: MappingHow
    missing: tuple[str, ...] = ()


def parse_columns(text: str) -> dict[str, str]:
    """`source=dialogue,reference=note` as a mapping.

    Raises:
        StageFailure: config, when a part is not FIELD=COLUMN or the field does not exist.
    """
    mapping: dict[str, str] = {}
    for part in filter(None, text.split(",")):
        field, equals, column = part.partition("=")
        if not equals or field.strip() not in FIELDS:
            remedy = f"Write FIELD=COLUMN with a field of: {', '.join(FIELDS)}."
            raise StageFailure("config", f"“{part}” names no field.", remedy, field="columns")
        mapping[field.strip()] = column.strip()
    return mapping


def map_columns(
    found: Sequence[str], kind: str, dataset_type: DatasetType, given: Mapping[str, str], guess: bool = False
) -> ColumnMapping:
    """The mapping given, else that of a published format with this header, else columns named like the fields.

    With `guess`, what is given is taken as it is; where nothing is, columns named much like a field are taken too.
    `missing` names the needed fields that have no column then.

    Raises:
        StageFailure: config, when a column given is not there.
    """
    absent = [column for column in given.values() if column not in found]
    if absent:
        raise StageFailure("config", f"There is no column “{absent[0]}”; found: {', '.join(found)}.", field="columns")
    published = _published(found)
    own = {"id", "split", "group", "source", "metadata"} <= set(found)
    how: MappingHow = "named"
    if guess and given:
        columns, how = dict(given), "given"
    elif published:
        columns, how = {**_PUBLISHED[published], **given}, "given" if given else "published"
    else:
        columns = {name: name for name in FIELDS if name in found and _is_of(name, dataset_type)}
        if dataset_type in PAIR_TYPES:
            columns = {**_alike(found, dataset_type), **columns}
        columns.update(given)
        how = "given" if given else "named"
        if guess and any(field not in columns for field in _REQUIRED[dataset_type]):
            columns, how = {**_alike(found, dataset_type), **columns}, "guessed"
    missing = tuple(field for field in _REQUIRED[dataset_type] if field not in columns)
    return ColumnMapping(published or ("assay" if own and not given else kind), columns, how, missing)


def require_columns(mapping: ColumnMapping, found: Sequence[str]) -> None:
    """Refuse a mapping without a needed field.

    Raises:
        StageFailure: config; it names the columns found and the flag to give.
    """
    if mapping.missing:
        flag = ",".join(f"{field}=COLUMN" for field in mapping.missing)
        raise StageFailure(
            "config",
            f"No column is known for {' and '.join(mapping.missing)}; found: {', '.join(found)}.",
            f"Give --columns {flag}",
            field="columns",
        )


def guess_type(found: Sequence[str]) -> DatasetType:
    """The type whose two texts have a column named like them; `notes` where none has."""
    published = _published(found)
    if published:
        return "unpaired" if published == "medhal" else "notes"
    if _named_like(found, ("chosen", "reference")) and _named_like(found, ("rejected",)):
        return "preference"
    if _named_like(found, ("completion",)) and _named_like(found, ("label",)):
        return "unpaired"
    for dataset_type in ("qa", "sft", "notes"):
        own = {field: names[1:] for field, names in _TEXTS[dataset_type].items()}
        if all(_named_like(found, names) for names in own.values()):
            return dataset_type
    if _named_like(found, ("prompt", "instruction", "question")) and not _named_like(found, ("reference",)):
        return "prompts"
    return "notes"


def required_fields(dataset_type: DatasetType) -> tuple[str, ...]:
    """Fields that may not be empty in any row."""
    return _REQUIRED[dataset_type]


def _is_of(field: str, dataset_type: DatasetType) -> bool:
    """Whether rows of a type have the field; a column `label` of a note is its own affair."""
    return field in TEXT_FIELDS or field in _TEXTS[dataset_type]


def _published(found: Sequence[str]) -> str | None:
    return next((name for name, header in _HEADERS.items() if header == set(found)), None)


def _alike(found: Sequence[str], dataset_type: DatasetType) -> dict[str, str]:
    taken = {field: _named_like(found, names) for field, names in {**_ALIKE, **_TEXTS[dataset_type]}.items()}
    return {field: column for field, column in taken.items() if column}


def _named_like(found: Sequence[str], names: Sequence[str]) -> str | None:
    plain = {column.strip().lower().replace(" ", "_").replace("-", "_"): column for column in reversed(found)}
    return next((plain[name] for name in names if name in plain), None)
