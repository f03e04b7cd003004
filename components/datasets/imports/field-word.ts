import {
  type DatasetType,
  FIELD_WORDS,
  type Field,
  IMPORTABLE_TYPES,
  type ImportableType,
  TYPE_WORDS,
} from "@/domain/datasets/dataset-types";

export function isImportable(type: DatasetType): type is ImportableType {
  return IMPORTABLE_TYPES.some((each) => each === type);
}

/** What a field is called in rows of this type. */
export function fieldWord(type: DatasetType, field: Field): string {
  if (field === "source" || field === "reference") {
    if (isImportable(type)) return TYPE_WORDS[type].words[field];
    return field === "source" ? "Source" : "Reference";
  }
  return FIELD_WORDS[field].word;
}
