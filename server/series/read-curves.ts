import type { Sql } from "@/db/database";
import { CURVE_COLUMNS, type CurveAxis } from "@/domain/charts/chart-axis";
import type { Buckets } from "./fold-buckets";
import { readAxisViews } from "./read-axis-views";
import { readSeries, type SeriesSegment } from "./read-series";

export type CurveQuestion = {
  projectId: string;
  runs: readonly string[];
  keys: readonly string[];
  axis: CurveAxis;
  from?: number;
  to?: number;
  buckets: number;
};

/** One attempt's curve; `columns` are those of `CURVE_COLUMNS` behind each other in base64, little-endian. */
export type Curve = Pick<SeriesSegment, "run" | "key" | "attempt"> & { buckets: number; columns: string };

export type Curves = {
  /** What was asked for: an answer that is still shown while the next one is on its way belongs to its own axis. */
  axis: CurveAxis;
  keys: string[];
  curves: Curve[];
  /** Runs that cannot be drawn over this axis: no tokens were counted, or nothing has started. */
  withoutAxis: string[];
};

const or = (value: number | null | undefined) => value ?? Number.NaN;

/** A hundred curves as numbers in JSON take seconds to walk; as text of bytes they are passed on as they are. */
export function packBuckets(buckets: Buckets): string {
  const length = buckets.x.length;
  const all = new Float64Array(CURVE_COLUMNS.length * length);
  for (let index = 0; index < length; index += 1) {
    const start = or(buckets.x[index]);
    // A bucket stands in the middle of what it covers.
    all[index] = (start + or(buckets.xEnd[index])) / 2;
    all[length + index] = or(buckets.mean[index]);
    all[2 * length + index] = or(buckets.min[index]);
    all[3 * length + index] = or(buckets.max[index]);
    all[4 * length + index] = (buckets.n[index] ?? 0) + (buckets.nonFinite[index] ?? 0);
    all[5 * length + index] = buckets.nonFinite[index] ?? 0;
  }
  return Buffer.from(all.buffer).toString("base64");
}

/** Curves of many runs over one axis, each already in as many buckets as a chart has room for. */
export async function readCurves(sql: Sql, question: CurveQuestion): Promise<Curves> {
  const { axis, ...rest } = question;
  const views = await readAxisViews(sql, question, axis);
  const stored = axis === "step" || axis === "tokens" ? "step" : "time";
  const segments = await readSeries(sql, { ...rest, axis: stored }, views);
  return {
    axis,
    keys: [...question.keys],
    curves: segments.map(({ run, key, attempt, buckets }) => ({
      run,
      key,
      attempt,
      buckets: buckets.x.length,
      columns: packBuckets(buckets),
    })),
    withoutAxis: question.runs.filter((run) => !views.has(run)),
  };
}
