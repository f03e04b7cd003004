export type Box = { id: string; column: number };
export type Placed = { x: number; y: number };
export type Edge = { from: string; to: string };

export const NODE = { width: 200, height: 52, columnGap: 56, rowGap: 16 } as const;

/** Columns left to right without empty ones; in a column each box near the middle of what leads to it. */
export function layoutLineage(boxes: readonly Box[], edges: readonly Edge[]) {
  const columns = [...new Set(boxes.map((box) => box.column))].sort((a, b) => a - b);
  const places = new Map<string, Placed>();
  const rank = new Map<string, number>();
  let rows = 0;
  columns.forEach((column, columnIndex) => {
    const members = boxes.filter((box) => box.column === column);
    const pull = (id: string) => {
      const before = edges.filter((edge) => edge.to === id).flatMap((edge) => rank.get(edge.from) ?? []);
      return before.length === 0 ? Number.POSITIVE_INFINITY : before.reduce((sum, at) => sum + at, 0) / before.length;
    };
    const sorted = members
      .map((box) => ({ id: box.id, pull: pull(box.id) }))
      .sort((a, b) => (a.pull === b.pull ? 0 : a.pull - b.pull));
    sorted.forEach(({ id }, row) => {
      rank.set(id, row);
      places.set(id, { x: columnIndex * (NODE.width + NODE.columnGap), y: row * (NODE.height + NODE.rowGap) });
    });
    rows = Math.max(rows, members.length);
  });
  const height = rows * (NODE.height + NODE.rowGap) - NODE.rowGap;
  for (const column of columns) {
    const members = boxes.filter((box) => box.column === column);
    const own = members.length * (NODE.height + NODE.rowGap) - NODE.rowGap;
    for (const { id } of members) {
      const place = places.get(id);
      if (place) place.y += (height - own) / 2;
    }
  }
  const width = columns.length * (NODE.width + NODE.columnGap) - NODE.columnGap;
  return { places, width: Math.max(0, width), height: Math.max(0, height) };
}

export function edgePath(from: Placed, to: Placed): string {
  const startX = from.x + NODE.width;
  const startY = from.y + NODE.height / 2;
  const endY = to.y + NODE.height / 2;
  const bend = Math.max(24, (to.x - startX) / 2);
  return `M${startX},${startY}C${startX + bend},${startY} ${to.x - bend},${endY} ${to.x},${endY}`;
}
