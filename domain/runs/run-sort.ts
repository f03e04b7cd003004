import { OWN_FIELDS, readField, writeField } from "./run-fields";

export type SortDirection = "asc" | "desc";
/** `by` is the id of a field: `created`, `config.lora.rank`, `metric.train/loss:min`. */
export type RunSort = { by: string; direction: SortDirection };

export const DEFAULT_RUN_SORT: RunSort = { by: "created", direction: "desc" };

export function isSortable(id: string): boolean {
  const field = readField(id);
  return field !== null && (field.kind !== "own" || OWN_FIELDS[field.name].sorts);
}

/** As it stands in the address: `started.desc`, `metric.train/loss.asc`. */
export function writeRunSort(sort: RunSort): string {
  return `${sort.by}.${sort.direction}`;
}

/** Descending where nothing is said; what cannot be sorted by counts as nothing. */
export function readRunSort(text: string | null): RunSort {
  if (!text) return DEFAULT_RUN_SORT;
  const end = /\.(asc|desc)$/.exec(text);
  const by = end ? text.slice(0, end.index) : text;
  const field = readField(by);
  if (!field || !isSortable(by)) return DEFAULT_RUN_SORT;
  return { by: writeField(field), direction: end?.[1] === "asc" ? "asc" : "desc" };
}
