export const RUN_SORTS = ["created", "started", "name", "state", "stage", "duration", "result", "cost"] as const;
export type RunSortKey = (typeof RUN_SORTS)[number];
export type SortDirection = "asc" | "desc";
export type RunSort = { by: RunSortKey; direction: SortDirection };

export const DEFAULT_RUN_SORT: RunSort = { by: "created", direction: "desc" };

/** As it stands in the address: `started` descends, `started.asc` ascends. */
export function writeRunSort(sort: RunSort): string {
  return `${sort.by}.${sort.direction}`;
}

export function readRunSort(text: string | null): RunSort {
  const [by, direction] = (text ?? "").split(".");
  const known = RUN_SORTS.find((key) => key === by);
  return known ? { by: known, direction: direction === "asc" ? "asc" : "desc" } : DEFAULT_RUN_SORT;
}
