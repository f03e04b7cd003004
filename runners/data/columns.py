"""Which column of a file is which field of an example."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from runners.contract.failure import StageFailure
from runners.contract.launch import DatasetType

FIELDS = ("id", "group", "split", "section", "source", "reference")
READABLE_TYPES: tuple[DatasetType, ...] = ("notes", "sft", "prompts")
_REQUIRED: dict[DatasetType, tuple[str, ...]] = {
    "notes": ("source", "reference"),
    "sft": ("source", "reference"),
    "prompts": ("source",),
}
_PUBLISHED: dict[str, dict[str, str]] = {
    "mts-dialog": {"id": "ID", "section": "section_header", "source": "dialogue", "reference": "section_text"},
    "aci-bench": {"id": "encounter_id", "group": "encounter_id", "source": "dialogue", "reference": "note"},
}
_HEADERS: dict[str, frozenset[str]] = {
    "mts-dialog": frozenset({"ID", "section_header", "section_text", "dialogue"}),
    "aci-bench": frozenset({"dataset", "encounter_id", "dialogue", "note"}),
}


@dataclass(frozen=True)
class ColumnMapping:
    """`columns` maps a field to the file's column; `format` says how that was known."""

    format: str
    columns: dict[str, str]


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


def map_columns(found: Sequence[str], kind: str, dataset_type: DatasetType, given: Mapping[str, str]) -> ColumnMapping:
    """The mapping given, else that of a published format with this header, else columns named like the fields.

    Raises:
        StageFailure: config, when a needed field has no column; it names the columns found and the flag to give.
    """
    absent = [column for column in given.values() if column not in found]
    if absent:
        raise StageFailure("config", f"There is no column “{absent[0]}”; found: {_named(found)}.", field="columns")
    published = next((name for name, header in _HEADERS.items() if header == set(found)), None)
    columns = dict(_PUBLISHED[published]) if published else {name: name for name in FIELDS if name in found}
    columns.update(given)
    missing = [field for field in _REQUIRED[dataset_type] if field not in columns]
    if missing:
        flag = ",".join(f"{field}=COLUMN" for field in missing)
        raise StageFailure(
            "config",
            f"No column is known for {' and '.join(missing)}; found: {_named(found)}.",
            f"Give --columns {flag}",
            field="columns",
        )
    own = {"id", "split", "group", "source", "metadata"} <= set(found)
    return ColumnMapping(published or ("assay" if own and not given else kind), columns)


def required_fields(dataset_type: DatasetType) -> tuple[str, ...]:
    """Fields that may not be empty in any row."""
    return _REQUIRED[dataset_type]


def _named(found: Sequence[str]) -> str:
    return ", ".join(found)
