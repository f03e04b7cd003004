/** What a chart is given: columns of buckets, one set an attempt, as the server answers. */
export type SeriesSegment = {
  attempt: number;
  x: readonly number[];
  min: readonly number[];
  max: readonly number[];
  mean: readonly number[];
  /** Points in the bucket, non-finite ones included. */
  n: readonly number[];
  nonFinite: readonly number[];
};

export type ChartSeries = { id: string; runId: string; label: string; segments: readonly SeriesSegment[] };

export type Scale = "linear" | "log";
export type XAxisKind = "step" | "time";
export type Range = readonly [number, number];
