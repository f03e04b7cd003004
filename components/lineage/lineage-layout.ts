export type Placed = { x: number; y: number };
export type Edge = { from: string; to: string };

export type BoxSize = { width: number; height: number; columnGap: number; rowGap: number };
export const NODE: BoxSize = { width: 188, height: 52, columnGap: 44, rowGap: 16 };

/** Room for an arrow that passes a column on its way. */
const LANE_HEIGHT = 8;

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

type Slot = { id: string; column: number; height: number };

/** Boxes, and for each arrow a lane in every column that it passes. */
function makeSlots(ids: readonly string[], edges: readonly Edge[], size: BoxSize) {
  const columnOf = assignColumns(ids, edges);
  const at = (id: string) => columnOf.get(id) ?? 0;
  const slots: Slot[] = ids.map((id) => ({ id, column: at(id), height: size.height }));
  const routes = edges.map((edge) => {
    const through = [edge.from];
    for (let column = at(edge.from) + 1; column < at(edge.to); column++) {
      const id = `${edge.from}>${edge.to}@${column}`;
      slots.push({ id, column, height: LANE_HEIGHT });
      through.push(id);
    }
    return [...through, edge.to];
  });
  return { slots, routes };
}

/** Left to right; in a column each slot near the middle of what leads to it. */
export function layoutLineage(ids: readonly string[], edges: readonly Edge[], size: BoxSize = NODE) {
  const { slots, routes } = makeSlots(ids, edges, size);
  const columns = [...new Set(slots.map((slot) => slot.column))].sort((a, b) => a - b);
  const members = columns.map((column) => slots.filter((slot) => slot.column === column));
  const heightOf = (column: readonly Slot[]) =>
    column.reduce((sum, slot) => sum + slot.height + size.rowGap, 0) - size.rowGap;
  const height = Math.max(0, ...members.map(heightOf));
  const middles = new Map<string, Placed>();
  members.forEach((column, index) => {
    const pull = (id: string) => {
      const before = routes.flatMap((route) => middles.get(route[route.indexOf(id) - 1] ?? "")?.y ?? []);
      return before.length === 0 ? Number.MAX_VALUE : before.reduce((sum, y) => sum + y, 0) / before.length;
    };
    const sorted = column.map((slot) => ({ ...slot, pull: pull(slot.id) })).sort((a, b) => a.pull - b.pull);
    let y = (height - heightOf(column)) / 2;
    for (const slot of sorted) {
      middles.set(slot.id, { x: index * (size.width + size.columnGap), y: y + slot.height / 2 });
      y += slot.height + size.rowGap;
    }
  });
  const places = new Map(
    ids.flatMap((id) => {
      const middle = middles.get(id);
      return middle ? [[id, { x: middle.x, y: middle.y - size.height / 2 }] as const] : [];
    }),
  );
  const paths = routes.map((route) =>
    routePath(
      route.flatMap((id) => middles.get(id) ?? []),
      size,
    ),
  );
  const width = Math.max(0, columns.length * (size.width + size.columnGap) - size.columnGap);
  return { places, paths, width, height };
}

/** Out of the right side, straight through lanes, into the left side. */
function routePath(middles: readonly Placed[], size: BoxSize): string {
  return middles
    .map(({ x, y }, index) => {
      const before = middles[index - 1];
      if (!before) return `M${x + size.width},${y}`;
      const bend = size.columnGap / 2;
      const curve = `C${x - bend},${before.y} ${x - bend},${y} ${x},${y}`;
      return index === middles.length - 1 ? curve : `${curve}H${x + size.width}`;
    })
    .join("");
}
