export type Placed = { x: number; y: number };
export type Edge = { from: string; to: string };

export const NODE = { width: 208, height: 52, columnGap: 56, rowGap: 16 } as const;

/** As far right as the longest way into a box; what nothing leads to stands right before its first reader. */
function assignColumns(ids: readonly string[], edges: readonly Edge[]): Map<string, number> {
  const column = new Map(ids.map((id) => [id, 0]));
  const at = (id: string) => column.get(id) ?? 0;
  // A graph of n boxes without cycles settles in n rounds.
  for (let round = 0; round < ids.length; round++) {
    let moved = false;
    for (const { from, to } of edges) {
      if (at(to) > at(from)) continue;
      column.set(to, at(from) + 1);
      moved = true;
    }
    if (!moved) break;
  }
  for (const id of ids) {
    if (edges.some((edge) => edge.to === id)) continue;
    const readers = edges.filter((edge) => edge.from === id).map((edge) => at(edge.to));
    if (readers.length > 0) column.set(id, Math.min(...readers) - 1);
  }
  return column;
}

const stackHeight = (boxes: number) => boxes * (NODE.height + NODE.rowGap) - NODE.rowGap;

/** Left to right; in a column each box near the middle of what leads to it. */
export function layoutLineage(ids: readonly string[], edges: readonly Edge[]) {
  const columnOf = assignColumns(ids, edges);
  const columns = [...new Set(columnOf.values())].sort((a, b) => a - b);
  const members = columns.map((column) => ids.filter((id) => columnOf.get(id) === column));
  const height = Math.max(0, stackHeight(Math.max(0, ...members.map((boxes) => boxes.length))));
  const places = new Map<string, Placed>();
  const rows = new Map<string, number>();
  members.forEach((boxes, columnIndex) => {
    const pull = (id: string) => {
      const before = edges.filter((edge) => edge.to === id).flatMap((edge) => rows.get(edge.from) ?? []);
      return before.length === 0 ? Number.MAX_VALUE : before.reduce((sum, row) => sum + row, 0) / before.length;
    };
    const top = (height - stackHeight(boxes.length)) / 2;
    const sorted = boxes.map((id) => ({ id, pull: pull(id) })).sort((a, b) => a.pull - b.pull);
    sorted.forEach(({ id }, row) => {
      rows.set(id, row);
      places.set(id, { x: columnIndex * (NODE.width + NODE.columnGap), y: top + row * (NODE.height + NODE.rowGap) });
    });
  });
  const width = columns.length * (NODE.width + NODE.columnGap) - NODE.columnGap;
  return { places, width: Math.max(0, width), height };
}

export function edgePath(from: Placed, to: Placed): string {
  const startX = from.x + NODE.width;
  const startY = from.y + NODE.height / 2;
  const endY = to.y + NODE.height / 2;
  const bend = Math.max(24, (to.x - startX) / 2);
  return `M${startX},${startY}C${startX + bend},${startY} ${to.x - bend},${endY} ${to.x},${endY}`;
}
