import { emptySummaries, type Points, type Summaries } from "./chunk-layout";

/** Adds point `from` of `points` to entry `into`; min and max of an entry without a finite value are NaN. */
function addPoint(summaries: Summaries, into: number, { steps, values, times }: Points, from: number) {
  const step = steps[from] ?? Number.NaN;
  const time = times[from] ?? Number.NaN;
  const value = values[from] ?? Number.NaN;
  const at = <K extends keyof Summaries>(name: K) => summaries[name][into] ?? Number.NaN;
  if (!(at("stepMin") <= step)) summaries.stepMin[into] = step;
  if (!(at("stepMax") >= step)) summaries.stepMax[into] = step;
  if (!(at("timeMin") <= time)) summaries.timeMin[into] = time;
  if (!(at("timeMax") >= time)) summaries.timeMax[into] = time;
  summaries.last[into] = value;
  if (Number.isFinite(value)) {
    if (!(at("min") <= value)) summaries.min[into] = value;
    if (!(at("max") >= value)) summaries.max[into] = value;
    summaries.sum[into] = at("sum") + value;
  } else if (Number.isNaN(value)) summaries.nan[into] = at("nan") + 1;
  else if (value > 0) summaries.plusInfinity[into] = at("plusInfinity") + 1;
  else summaries.minusInfinity[into] = at("minusInfinity") + 1;
}

function unset(entries: number): Summaries {
  const summaries = emptySummaries(entries);
  for (const name of ["stepMin", "stepMax", "min", "max", "last", "timeMin", "timeMax"] as const) {
    summaries[name].fill(Number.NaN);
  }
  return summaries;
}

/** One summary of each `size` points, in the order of arrival. */
export function summarisePoints(points: Points, size: number): Summaries {
  const summaries = unset(Math.ceil(points.steps.length / size));
  for (let index = 0; index < points.steps.length; index += 1) {
    addPoint(summaries, Math.floor(index / size), points, index);
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
