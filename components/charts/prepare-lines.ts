import type { ChartSeries, Range, Scale, SeriesSegment } from "./series-input";
import { type SeriesStyle, styleSeries } from "./series-style";
import { smooth } from "./smooth";
import { padRange } from "./ticks";

/** Beyond this the frame of a chart costs more than it tells; the legend says "20 of 31". */
export const MOST_SERIES = 20;

export type Point = { x: number; mean: number; min: number; max: number; smooth: number; n: number };
/** An unbroken stretch: where it ends there is a gap. */
export type Stretch = { attempt: number; points: Point[] };
export type PreparedSeries = {
  id: string;
  label: string;
  style: SeriesStyle;
  stretches: Stretch[];
  /** Where NaN or infinity was logged; drawn at the edge. */
  nonFinite: { x: number; count: number }[];
  points: number;
};
export type PreparedLines = {
  series: PreparedSeries[];
  total: number;
  x: Range | null;
  y: Range | null;
  nonFinite: number;
  /** Buckets that a log axis cannot show. */
  nonPositive: number;
};

export type PrepareOptions = {
  scale: Scale;
  smoothing: number;
  hidden?: ReadonlySet<string>;
  /** Fixed by a zoom. */
  xRange?: Range | null;
  /** Taken off every x: the start of the run when x is a time. */
  origin?: number;
};

function medianSpacing(x: readonly number[]): number {
  const spacings = x.slice(1).map((value, index) => value - (x[index] ?? value));
  const sorted = spacings.sort((a, b) => a - b);
  return sorted[Math.floor(sorted.length / 2)] ?? 0;
}

/** Points so far apart were not logged in between; a line there would invent them. */
const GAP_SPACINGS = 8;
const FEWEST_FOR_GAPS = 10;

function splitAtGaps(segment: SeriesSegment, scale: Scale, origin: number) {
  const stretches: Stretch[] = [];
  const nonFinite: PreparedSeries["nonFinite"] = [];
  const spacing = segment.x.length >= FEWEST_FOR_GAPS ? medianSpacing(segment.x) * GAP_SPACINGS : Infinity;
  let open: Point[] = [];
  let nonPositive = 0;
  let points = 0;
  let previous: number | null = null;
  const close = () => {
    if (open.length > 0) stretches.push({ attempt: segment.attempt, points: open });
    open = [];
  };
  segment.x.forEach((at, index) => {
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
      return;
    }
    const min = segment.min[index] ?? mean;
    const max = segment.max[index] ?? mean;
    open.push({ x, mean, min: scale === "log" && min <= 0 ? mean : min, max, smooth: mean, n: segment.n[index] ?? 1 });
  });
  close();
  return { stretches, nonFinite, nonPositive, points };
}

/** One average runs through the gaps of an attempt: a gap is a missing picture, not a new start. */
function smoothStretches(stretches: Stretch[], weight: number): void {
  if (weight <= 0) return;
  for (const attempt of new Set(stretches.map((stretch) => stretch.attempt))) {
    const points = stretches.filter((stretch) => stretch.attempt === attempt).flatMap((stretch) => stretch.points);
    const smoothed = smooth(
      points.map((point) => point.mean),
      weight,
    );
    points.forEach((point, index) => {
      point.smooth = smoothed[index] ?? point.mean;
    });
  }
}

function widen(range: Range | null, low: number, high: number): Range {
  return range ? [Math.min(range[0], low), Math.max(range[1], high)] : [low, high];
}

/** From what the server answered to what is drawn. Pure; the tests of charts are the tests of this. */
export function prepareLines(given: readonly ChartSeries[], options: PrepareOptions): PreparedLines {
  const origin = options.origin ?? 0;
  const visible = given.filter((series) => !options.hidden?.has(series.id));
  const styles = new Map(
    styleSeries(given.map((series) => series.runId)).map((style, index) => [given[index]?.id, style]),
  );
  let x: Range | null = null;
  let y: Range | null = null;
  let nonPositive = 0;
  const series = visible.slice(0, MOST_SERIES).map((one): PreparedSeries => {
    const cut = one.segments.map((segment) => splitAtGaps(segment, options.scale, origin));
    const stretches = cut.flatMap((part) => part.stretches);
    const nonFinite = cut.flatMap((part) => part.nonFinite);
    smoothStretches(stretches, options.smoothing);
    for (const mark of nonFinite) x = widen(x, mark.x, mark.x);
    for (const point of stretches.flatMap((stretch) => stretch.points)) {
      x = widen(x, point.x, point.x);
      if (!options.xRange || (point.x >= options.xRange[0] && point.x <= options.xRange[1])) {
        y = widen(y, point.min, point.max);
      }
    }
    nonPositive += cut.reduce((sum, part) => sum + part.nonPositive, 0);
    const points = cut.reduce((sum, part) => sum + part.points, 0);
    const style = styles.get(one.id) ?? { color: "var(--series-1)", dash: "" };
    return { id: one.id, label: one.label, style, stretches, nonFinite, points };
  });
  return {
    series,
    total: visible.length,
    x: options.xRange ?? x,
    y: y && padRange(y, options.scale),
    nonFinite: series.reduce((sum, one) => sum + one.nonFinite.reduce((all, mark) => all + mark.count, 0), 0),
    nonPositive,
  };
}

export type Reading = { id: string; label: string; style: SeriesStyle; point: Point };

/** The point of each series nearest to the crosshair, none where the series is not near. */
export function readAt(prepared: PreparedLines, x: number): Reading[] {
  if (!prepared.x) return [];
  const reach = (prepared.x[1] - prepared.x[0]) * 0.05;
  return prepared.series.flatMap((series) => {
    let best: Point | null = null;
    for (const stretch of series.stretches) {
      const near = nearest(stretch.points, x);
      if (near && (!best || Math.abs(near.x - x) <= Math.abs(best.x - x))) best = near;
    }
    if (!best || Math.abs(best.x - x) > Math.max(reach, 1e-12)) return [];
    return [{ id: series.id, label: series.label, style: series.style, point: best }];
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
