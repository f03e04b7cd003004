import type { CurveAxis, CurveScale, SeedBand } from "@/domain/charts/chart-axis";
import type { SeriesStyle } from "./series-style";

/** What a chart is given: columns of buckets, one set an attempt, as the server answers. */
export type SeriesSegment = {
  attempt: number;
  x: ArrayLike<number>;
  min: ArrayLike<number>;
  max: ArrayLike<number>;
  mean: ArrayLike<number>;
  /** Points in the bucket, non-finite ones included; of a band over seeds, the seeds that reached it. */
  n: ArrayLike<number>;
  nonFinite: ArrayLike<number>;
};

/** Runs that differ by their seed alone, as one line: what its band spans, and of how many seeds it is the mean. */
export type SeedGroup = { band: Exclude<SeedBand, "none">; runs: number };

export type ChartSeries = {
  id: string;
  runId: string;
  label: string;
  segments: readonly SeriesSegment[];
  seeds?: SeedGroup;
  /** Where a legend elsewhere has given it one; else by its run. */
  style?: SeriesStyle;
};

export type Scale = CurveScale;
export type XAxisKind = CurveAxis;
export type Range = readonly [number, number];
