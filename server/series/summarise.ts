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

function unset(entries: number): Summaries {
  const summaries = emptySummaries(entries);
  for (const name of ["stepMin", "stepMax", "min", "max", "last", "timeMin", "timeMax"] as const) {
    summaries[name].fill(Number.NaN);
  }
  return summaries;
}

/** Summaries of several chunks in order, `factor` of them made one. */
export function mergeSummaries(parts: readonly Summaries[], factor: number): Summaries {
  const length = parts.reduce((sum, part) => sum + part.last.length, 0);
  const merged = unset(Math.ceil(length / factor));
  let seen = 0;
  for (const part of parts) {
    const value = (name: keyof Summaries, index: number) => part[name][index] ?? 0;
    for (let index = 0; index < part.last.length; index += 1) {
      const into = Math.floor(seen / factor);
      seen += 1;
      for (const name of ["stepMin", "timeMin", "min"] as const) {
        if (!((merged[name][into] ?? 0) <= value(name, index)) && !Number.isNaN(value(name, index))) {
          merged[name][into] = value(name, index);
        }
      }
      for (const name of ["stepMax", "timeMax", "max"] as const) {
        if (!((merged[name][into] ?? 0) >= value(name, index)) && !Number.isNaN(value(name, index))) {
          merged[name][into] = value(name, index);
        }
      }
      merged.last[into] = value("last", index);
      for (const name of ["sum", "nan", "plusInfinity", "minusInfinity"] as const) {
        merged[name][into] = (merged[name][into] ?? 0) + value(name, index);
      }
    }
  }
  return merged;
}

export type Extent = Pick<
  Record<keyof Summaries, number>,
  "stepMin" | "stepMax" | "timeMin" | "timeMax" | "nan" | "plusInfinity" | "minusInfinity"
> & { min: number | null; max: number | null };

/** Everything in one summary; null where no value was finite. */
export function extentOf(summaries: Summaries): Extent {
  const whole = mergeSummaries([summaries], Math.max(1, summaries.last.length));
  const only = (name: keyof Summaries) => whole[name][0] ?? Number.NaN;
  const orNull = (value: number) => (Number.isNaN(value) ? null : value);
  return {
    stepMin: only("stepMin"),
    stepMax: only("stepMax"),
    timeMin: only("timeMin"),
    timeMax: only("timeMax"),
    nan: only("nan"),
    plusInfinity: only("plusInfinity"),
    minusInfinity: only("minusInfinity"),
    min: orNull(only("min")),
    max: orNull(only("max")),
  };
}

export function countNonFinite({ nan, plusInfinity, minusInfinity }: Extent): number {
  return nan + plusInfinity + minusInfinity;
}
