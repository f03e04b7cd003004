import { MOST_RUNS_IN_A_CHART } from "@/domain/charts/chart-axis";
import type { ChartSeries, Range, Scale, SeedGroup } from "./series-input";
import { type SeriesStyle, styleSeries } from "./series-style";
import { smooth } from "./smooth";
import { type NonFiniteMark, type Stretch, splitStretches } from "./split-stretches";
import { padRange } from "./ticks";

/** Beyond this a chart tells nothing any more; the line below it says "100 of 131". */
export const MOST_SERIES = MOST_RUNS_IN_A_CHART;

export type PreparedSeries = {
  id: string;
  label: string;
  style: SeriesStyle;
  stretches: Stretch[];
  /** Where NaN or infinity was logged; drawn at the edge. */
  nonFinite: NonFiniteMark[];
  points: number;
  seeds: SeedGroup | null;
};
export type PreparedLines = {
  series: PreparedSeries[];
  total: number;
  x: Range | null;
  y: Range | null;
  nonFinite: number;
  /** Buckets that a log axis cannot show. */
  nonPositive: number;
  /** Points and marks that are drawn. */
  drawn: number;
};

export type PrepareOptions = {
  scale: Scale;
  smoothing: number;
  hidden?: ReadonlySet<string>;
  /** Fixed by a zoom. */
  xRange?: Range | null;
  /** Taken off every x. */
  origin?: number;
};

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

/** Grows with what it is shown; null while that is nothing. */
class Extent {
  #low = Number.POSITIVE_INFINITY;
  #high = Number.NEGATIVE_INFINITY;

  add(low: number, high: number): void {
    if (low < this.#low) this.#low = low;
    if (high > this.#high) this.#high = high;
  }
  read(): Range | null {
    return this.#low <= this.#high ? [this.#low, this.#high] : null;
  }
}

/** From what the server answered to what is drawn. Pure; the tests of charts are the tests of this. */
export function prepareLines(given: readonly ChartSeries[], options: PrepareOptions): PreparedLines {
  const { scale, smoothing, hidden, xRange = null, origin = 0 } = options;
  const visible = given.filter((series) => !hidden?.has(series.id));
  const byRun = styleSeries(given.map((series) => series.runId));
  const styles = new Map(given.map((series, index) => [series.id, series.style ?? byRun[index]]));
  const [x, y] = [new Extent(), new Extent()];
  let nonPositive = 0;
  let drawn = 0;
  const series = visible.slice(0, MOST_SERIES).map((one): PreparedSeries => {
    const cut = one.segments.map((segment) => splitStretches(segment, scale, origin));
    const stretches = cut.flatMap((part) => part.stretches);
    const nonFinite = cut.flatMap((part) => part.nonFinite);
    smoothStretches(stretches, smoothing);
    for (const mark of nonFinite) x.add(mark.x, mark.x);
    drawn += nonFinite.length;
    for (const { points } of stretches) {
      drawn += points.length;
      for (const point of points) {
        x.add(point.x, point.x);
        if (!xRange || (point.x >= xRange[0] && point.x <= xRange[1]))
          y.add(scale === "log" && point.min <= 0 ? point.mean : point.min, point.max);
      }
    }
    nonPositive += cut.reduce((sum, part) => sum + part.nonPositive, 0);
    const points = cut.reduce((sum, part) => sum + part.points, 0);
    const style = styles.get(one.id) ?? { color: "var(--series-1)", dash: "" };
    return { id: one.id, label: one.label, style, stretches, nonFinite, points, seeds: one.seeds ?? null };
  });
  const yRange = y.read();
  return {
    series,
    total: visible.length,
    x: xRange ?? x.read(),
    y: yRange && padRange(yRange, scale),
    nonFinite: series.reduce((sum, one) => sum + one.nonFinite.reduce((all, mark) => all + mark.count, 0), 0),
    nonPositive,
    drawn,
  };
}
