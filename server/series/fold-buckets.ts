import type { Points, Summaries } from "./chunk-layout";

/** Parallel columns; null where a bucket has no finite value. Buckets without a point do not exist: a gap stays one. */
export type Buckets = {
  x: number[];
  xEnd: number[];
  n: number[];
  min: (number | null)[];
  max: (number | null)[];
  mean: (number | null)[];
  last: (number | null)[];
  /** Points that are NaN or infinite; which of them stands in `nonFiniteKinds`. */
  nonFinite: number[];
  nonFiniteKinds: { bucket: number; nan: number; plusInfinity: number; minusInfinity: number }[];
};

/** What is folded: the whole range of x, and in how many parts. */
export type Grid = { from: number; to: number; buckets: number };

/** One point or one summary; min, max and last may be NaN. */
export type Entry = {
  x: number;
  xEnd: number;
  n: number;
  min: number;
  max: number;
  sum: number;
  last: number;
  nan: number;
  plusInfinity: number;
  minusInfinity: number;
};

export type Axis = "step" | "time";

export function pointEntry(points: Points, index: number, axis: Axis): Entry {
  const x = (axis === "step" ? points.steps : points.times)[index] ?? Number.NaN;
  const value = points.values[index] ?? Number.NaN;
  const finite = Number.isFinite(value);
  return {
    x,
    xEnd: x,
    n: finite ? 1 : 0,
    min: finite ? value : Number.NaN,
    max: finite ? value : Number.NaN,
    sum: finite ? value : 0,
    last: value,
    nan: Number.isNaN(value) ? 1 : 0,
    plusInfinity: value === Number.POSITIVE_INFINITY ? 1 : 0,
    minusInfinity: value === Number.NEGATIVE_INFINITY ? 1 : 0,
  };
}

export function summaryEntry(summaries: Summaries, index: number, points: number, axis: Axis): Entry {
  const at = (name: keyof Summaries) => summaries[name][index] ?? 0;
  const [nan, plusInfinity, minusInfinity] = [at("nan"), at("plusInfinity"), at("minusInfinity")];
  return {
    x: axis === "step" ? at("stepMin") : at("timeMin"),
    xEnd: axis === "step" ? at("stepMax") : at("timeMax"),
    n: points - nan - plusInfinity - minusInfinity,
    min: at("min"),
    max: at("max"),
    sum: at("sum"),
    last: at("last"),
    nan,
    plusInfinity,
    minusInfinity,
  };
}

function mergeInto(into: Entry, from: Entry): void {
  into.x = Math.min(into.x, from.x);
  into.xEnd = Math.max(into.xEnd, from.xEnd);
  into.n += from.n;
  if (!(into.min <= from.min) && !Number.isNaN(from.min)) into.min = from.min;
  if (!(into.max >= from.max) && !Number.isNaN(from.max)) into.max = from.max;
  into.sum += from.sum;
  into.last = from.last;
  into.nan += from.nan;
  into.plusInfinity += from.plusInfinity;
  into.minusInfinity += from.minusInfinity;
}

const finiteOrNull = (value: number) => (Number.isFinite(value) ? value : null);

function toColumns(entries: readonly Entry[]): Buckets {
  const buckets: Buckets = {
    x: [],
    xEnd: [],
    n: [],
    min: [],
    max: [],
    mean: [],
    last: [],
    nonFinite: [],
    nonFiniteKinds: [],
  };
  for (const [bucket, entry] of entries.entries()) {
    const { nan, plusInfinity, minusInfinity } = entry;
    buckets.x.push(entry.x);
    buckets.xEnd.push(entry.xEnd);
    buckets.n.push(entry.n);
    buckets.min.push(finiteOrNull(entry.min));
    buckets.max.push(finiteOrNull(entry.max));
    buckets.mean.push(entry.n > 0 ? finiteOrNull(entry.sum / entry.n) : null);
    buckets.last.push(finiteOrNull(entry.last));
    buckets.nonFinite.push(nan + plusInfinity + minusInfinity);
    if (nan + plusInfinity + minusInfinity > 0)
      buckets.nonFiniteKinds.push({ bucket, nan, plusInfinity, minusInfinity });
  }
  return buckets;
}

/** Entries in the order of x, at most `grid.buckets` of them. Few enough stay as they are. */
export function foldBuckets(entries: Entry[], grid: Grid): Buckets {
  const inOrder = entries.every((entry, index) => index === 0 || (entries[index - 1]?.x ?? 0) <= entry.x);
  if (!inOrder) entries.sort((a, b) => a.x - b.x);
  if (entries.length <= grid.buckets) return toColumns(entries);
  const width = (grid.to - grid.from) / grid.buckets || 1;
  const folded = new Map<number, Entry>();
  for (const entry of entries) {
    const middle = (entry.x + entry.xEnd) / 2;
    const place = Math.min(grid.buckets - 1, Math.max(0, Math.floor((middle - grid.from) / width)));
    const into = folded.get(place);
    if (into) mergeInto(into, entry);
    else folded.set(place, { ...entry });
  }
  return toColumns([...folded.values()].sort((a, b) => a.x - b.x));
}
