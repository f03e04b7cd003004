import type { Axis } from "./fold-buckets";

/** Under which x a run's points are stored, and what is shown in its place. Both ways rise, infinities stay. */
export type AxisView = { stored: Axis; toStored: (shown: number) => number; toShown: (stored: number) => number };

const same = (x: number) => x;

export function storedView(stored: Axis): AxisView {
  return { stored, toStored: same, toShown: same };
}

export function sinceView(origin: number): AxisView {
  return { stored: "time", toStored: (shown) => shown + origin, toShown: (stored) => stored - origin };
}

export type Knot = { stored: number; shown: number };

/** The line through two knots beyond the ends goes on as it was, so that a curve that went on longer still shows. */
function interpolate(knots: readonly Knot[], at: number, from: keyof Knot, to: keyof Knot): number {
  if (!Number.isFinite(at)) return at;
  let low = 0;
  let high = knots.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((knots[middle] as Knot)[from] <= at) low = middle;
    else high = middle;
  }
  const [a, b] = [knots[low] as Knot, knots[high] as Knot];
  const width = b[from] - a[from];
  return width === 0 ? a[to] : a[to] + ((at - a[from]) / width) * (b[to] - a[to]);
}

/** By the growth of another series; null where that never grew, so that it cannot be an axis. */
export function grownView(readings: readonly Knot[]): AxisView | null {
  const knots: Knot[] = [];
  for (const { stored, shown } of [...readings].sort((a, b) => a.stored - b.stored)) {
    const last = knots.at(-1);
    if (!last || (stored > last.stored && shown > last.shown)) knots.push({ stored, shown });
  }
  if (knots.length < 2) return null;
  return {
    stored: "step",
    toStored: (shown) => interpolate(knots, shown, "shown", "stored"),
    toShown: (stored) => interpolate(knots, stored, "stored", "shown"),
  };
}
