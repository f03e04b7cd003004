export type StudyEdge = { runId: string; input: string; fromRunId: string | null; modelId: string | null };

/** Column of each run: one after the last of those it reads. Runs without a known input stand first. */
export function layColumns(runIds: readonly string[], edges: readonly StudyEdge[]): string[][] {
  const known = new Set(runIds);
  const before = new Map<string, string[]>(runIds.map((id) => [id, []]));
  for (const { runId, fromRunId } of edges) {
    if (fromRunId !== null && known.has(fromRunId)) before.get(runId)?.push(fromRunId);
  }
  const columns = new Map<string, number>();
  const place = (id: string, depth: number): number => {
    const found = columns.get(id);
    if (found !== undefined) return found;
    // A run never waits for itself; the depth only guards against a cycle in broken data.
    const inputs = depth > runIds.length ? [] : (before.get(id) ?? []);
    const column = inputs.reduce((most, input) => Math.max(most, place(input, depth + 1) + 1), 0);
    columns.set(id, column);
    return column;
  };
  const last = Math.max(-1, ...runIds.map((id) => place(id, 0)));
  return Array.from({ length: last + 1 }, (_, column) => runIds.filter((id) => columns.get(id) === column));
}
