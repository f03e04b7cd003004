import type { Scale, SeriesSegment } from "./series-input";

export type Point = { x: number; mean: number; min: number; max: number; smooth: number; n: number };
/** An unbroken stretch: where it ends there is a gap. */
export type Stretch = { attempt: number; points: readonly Point[] };
export type NonFiniteMark = { x: number; count: number };

/** Points so far apart were not logged in between; a line there would invent them. */
const GAP_SPACINGS = 8;
const FEWEST_FOR_GAPS = 10;

/** The widest distance between neighbours that is no gap. */
export function widestSpacing(x: ArrayLike<number>): number {
  if (x.length < FEWEST_FOR_GAPS) return Number.POSITIVE_INFINITY;
  const spacings = new Float64Array(x.length - 1);
  for (let index = 1; index < x.length; index++) spacings[index - 1] = (x[index] ?? 0) - (x[index - 1] ?? 0);
  spacings.sort();
  return (spacings[Math.floor(spacings.length / 2)] ?? 0) * GAP_SPACINGS;
}

export type SplitSegment = { stretches: Stretch[]; nonFinite: NonFiniteMark[]; nonPositive: number; points: number };

/** Cuts a segment where something is missing: a gap, a value that is no number, one that a log axis cannot show. */
export function splitStretches(segment: SeriesSegment, scale: Scale, origin: number): SplitSegment {
  const stretches: Stretch[] = [];
  const nonFinite: NonFiniteMark[] = [];
  const spacing = widestSpacing(segment.x);
  let open: Point[] = [];
  let nonPositive = 0;
  let points = 0;
  let previous: number | null = null;
  const close = () => {
    if (open.length > 0) stretches.push({ attempt: segment.attempt, points: open });
    open = [];
  };
  for (let index = 0; index < segment.x.length; index++) {
    const at = segment.x[index] ?? Number.NaN;
    const x = at - origin;
    const bad = segment.nonFinite[index] ?? 0;
    const mean = segment.mean[index] ?? Number.NaN;
    points += segment.n[index] ?? 0;
    if (bad > 0) nonFinite.push({ x, count: bad });
    if (previous !== null && at - previous > spacing) close();
    previous = at;
    const unshowable = scale === "log" && mean <= 0;
    if (unshowable) nonPositive += 1;
    if (unshowable || !Number.isFinite(mean)) {
      close();
      continue;
    }
    const [min, max] = [segment.min[index] ?? mean, segment.max[index] ?? mean];
    open.push({ x, mean, min, max, smooth: mean, n: segment.n[index] ?? 1 });
  }
  close();
  return { stretches, nonFinite, nonPositive, points };
}
