import { layColumns } from "../overview/study-layout";

type Edge = { fromKey: string; toKey: string; verdicts: readonly string[] };

/** Nodes of a study in rows, each in columns from left to right; a row ends where a gate leads on. */
export function layRows(keys: readonly string[], edges: readonly Edge[]): string[][][] {
  const rows = new Map<string, number>();
  const place = (key: string, depth: number): number => {
    const found = rows.get(key);
    if (found !== undefined) return found;
    // Nothing waits for itself; the depth only guards against a cycle in broken data.
    const inward = depth > keys.length ? [] : edges.filter(({ toKey }) => toKey === key);
    const row = inward.reduce(
      (most, { fromKey, verdicts }) => Math.max(most, place(fromKey, depth + 1) + (verdicts.length > 0 ? 1 : 0)),
      0,
    );
    rows.set(key, row);
    return row;
  };
  const last = Math.max(-1, ...keys.map((key) => place(key, 0)));
  return Array.from({ length: last + 1 }, (_, row) => {
    const here = keys.filter((key) => rows.get(key) === row);
    const links = edges.map(({ fromKey, toKey }) => ({ runId: toKey, input: "", fromRunId: fromKey, modelId: null }));
    return layColumns(here, links);
  });
}
