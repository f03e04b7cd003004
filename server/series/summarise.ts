import { emptySummaries, type Points, type Summaries } from "./chunk-layout";

/** One entry from points `start` to `end`; min and max are NaN where no value is finite. */
function summariseInto(
  summaries: Summaries,
  into: number,
  { steps, values, times }: Points,
  start: number,
  end: number,
) {
  let [stepMin, stepMax, timeMin, timeMax] = [Infinity, -Infinity, Infinity, -Infinity];
  let [min, max, sum] = [Infinity, -Infinity, 0];
  let [nan, plusInfinity, minusInfinity] = [0, 0, 0];
  for (let index = start; index < end; index += 1) {
    const step = steps[index] as number;
    const time = times[index] as number;
    const value = values[index] as number;
    if (step < stepMin) stepMin = step;
    if (step > stepMax) stepMax = step;
    if (time < timeMin) timeMin = time;
    if (time > timeMax) timeMax = time;
    if (value - value === 0) {
      if (value < min) min = value;
      if (value > max) max = value;
      sum += value;
    } else if (value > 0) plusInfinity += 1;
    else if (value < 0) minusInfinity += 1;
    else nan += 1;
  }
  const finite = nan + plusInfinity + minusInfinity < end - start;
  summaries.stepMin[into] = stepMin;
  summaries.stepMax[into] = stepMax;
  summaries.timeMin[into] = timeMin;
  summaries.timeMax[into] = timeMax;
  summaries.min[into] = finite ? min : Number.NaN;
  summaries.max[into] = finite ? max : Number.NaN;
  summaries.sum[into] = sum;
  summaries.last[into] = values[end - 1] as number;
  summaries.nan[into] = nan;
  summaries.plusInfinity[into] = plusInfinity;
  summaries.minusInfinity[into] = minusInfinity;
}

/** One summary of each `size` points, in the order of arrival. */
export function summarisePoints(points: Points, size: number): Summaries {
  const length = points.steps.length;
  const summaries = emptySummaries(Math.ceil(length / size));
  for (let entry = 0; entry * size < length; entry += 1) {
    summariseInto(summaries, entry, points, entry * size, Math.min(length, (entry + 1) * size));
  }
  return summaries;
}

const LEAST = ["stepMin", "timeMin", "min"] as const;
const GREATEST = ["stepMax", "timeMax", "max"] as const;
const ADDED = ["sum", "nan", "plusInfinity", "minusInfinity"] as const;
const IS_LEAST: ReadonlySet<string> = new Set(LEAST);
const IS_ADDED: ReadonlySet<string> = new Set(ADDED);

function unset(entries: number): Summaries {
  const summaries = emptySummaries(entries);
  for (const name of [...LEAST, ...GREATEST, "last"] as const) {
    summaries[name].fill(Number.NaN);
  }
  return summaries;
}

function keepExtremes(into: Float64Array, place: number, value: number, sign: 1 | -1): void {
  const kept = into[place] as number;
  if (!(sign * kept >= sign * value) && !Number.isNaN(value)) into[place] = value;
}

/** Summaries of several chunks in order, `factor` of them made one. */
export function mergeSummaries(parts: readonly Summaries[], factor: number): Summaries {
  const length = parts.reduce((sum, part) => sum + part.last.length, 0);
  const merged = unset(Math.ceil(length / factor));
  for (const name of [...LEAST, ...GREATEST, ...ADDED, "last"] as const) {
    const into = merged[name];
    let seen = 0;
    for (const part of parts) {
      const from = part[name];
      for (let index = 0; index < part.last.length; index += 1) {
        const place = Math.floor(seen / factor);
        seen += 1;
        // Counts that are all zero are not stored.
        const value = from.length === 0 ? 0 : (from[index] as number);
        if (name === "last") into[place] = value;
        else if (IS_ADDED.has(name)) into[place] = (into[place] as number) + value;
        else keepExtremes(into, place, value, IS_LEAST.has(name) ? -1 : 1);
      }
    }
  }
  return merged;
}

export type Extent = Pick<
  Record<keyof Summaries, number>,
  "stepMin" | "stepMax" | "timeMin" | "timeMax" | "nan" | "plusInfinity" | "minusInfinity"
> & { min: number | null; max: number | null };

function total(column: Float64Array): number {
  let sum = 0;
  for (const each of column) sum += each;
  return sum;
}

/** Least or greatest that is a number; null where none is. */
function extreme(column: Float64Array, sign: 1 | -1): number | null {
  let found = Number.NEGATIVE_INFINITY;
  let any = false;
  for (const each of column) {
    if (Number.isNaN(each)) continue;
    any = true;
    if (sign * each > found) found = sign * each;
  }
  return any ? sign * found : null;
}

/** Everything in one summary; null where no value was finite. */
export function extentOf({ stepMin, stepMax, timeMin, timeMax, min, max, ...counts }: Summaries): Extent {
  return {
    stepMin: extreme(stepMin, -1) ?? Number.NaN,
    stepMax: extreme(stepMax, 1) ?? Number.NaN,
    timeMin: extreme(timeMin, -1) ?? Number.NaN,
    timeMax: extreme(timeMax, 1) ?? Number.NaN,
    nan: total(counts.nan),
    plusInfinity: total(counts.plusInfinity),
    minusInfinity: total(counts.minusInfinity),
    min: extreme(min, -1),
    max: extreme(max, 1),
  };
}

/** The extent of points themselves. */
export function extentOfPoints(points: Points): Extent {
  return extentOf(summarisePoints(points, Math.max(1, points.steps.length)));
}

export function countNonFinite({ nan, plusInfinity, minusInfinity }: Extent): number {
  return nan + plusInfinity + minusInfinity;
}
