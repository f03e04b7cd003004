import type { PreparedLines } from "./prepare-lines";
import type { SeedGroup } from "./series-input";
import type { SeriesStyle } from "./series-style";
import type { Point } from "./split-stretches";

export type Reading = { id: string; label: string; style: SeriesStyle; point: Point; seeds: SeedGroup | null };

/** How far from the crosshair a series still speaks, as a share of what is drawn. */
const REACH = 0.05;

/** The point of each series nearest to the crosshair, none where the series is not near. */
export function readAt(prepared: PreparedLines, x: number): Reading[] {
  if (!prepared.x) return [];
  const reach = Math.max((prepared.x[1] - prepared.x[0]) * REACH, 1e-12);
  return prepared.series.flatMap(({ id, label, style, seeds, stretches }) => {
    let best: Point | null = null;
    for (const stretch of stretches) {
      const near = nearest(stretch.points, x);
      if (near && (!best || Math.abs(near.x - x) <= Math.abs(best.x - x))) best = near;
    }
    return best && Math.abs(best.x - x) <= reach ? [{ id, label, style, point: best, seeds }] : [];
  });
}

function nearest(points: readonly Point[], x: number): Point | null {
  let low = 0;
  let high = points.length - 1;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((points[middle]?.x ?? 0) < x) low = middle + 1;
    else high = middle;
  }
  const after = points[low];
  const before = points[low - 1];
  if (!after || !before) return after ?? before ?? null;
  return Math.abs(before.x - x) < Math.abs(after.x - x) ? before : after;
}

export const MOST_READINGS = 10;

/** Where many lines cross, those nearest to the pointer, in the order of the series. */
export function nearestReadings(readings: readonly Reading[], distance: (reading: Reading) => number): Reading[] {
  if (readings.length <= MOST_READINGS) return [...readings];
  const near = [...readings].sort((a, b) => distance(a) - distance(b)).slice(0, MOST_READINGS);
  return near.sort((a, b) => b.point.mean - a.point.mean);
}
