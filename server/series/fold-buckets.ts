import type { Points, Summaries } from "./chunk-layout";

export type Axis = "step" | "time";

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

/** What shows: a range of x, and steps up to the one where a later attempt takes over. */
export type Window = { from: number; to: number; lastStep: number };

const finiteOrNull = (value: number) => (Number.isFinite(value) ? value : null);

/** Gathers points and summaries of one series. Where few enough come, each keeps a bucket of its own. */
export class BucketFold {
  readonly #axis: Axis;
  readonly #window: Window;
  readonly #from: number;
  readonly #perX: number | null;
  readonly #size: number;
  readonly #columns: Record<keyof Omit<Buckets, "mean" | "nonFinite" | "nonFiniteKinds"> | "sum", Float64Array>;
  readonly #counts: Record<"nan" | "plusInfinity" | "minusInfinity", Float64Array>;
  #used = 0;
  #outside = false;

  /** `entries`: how many points and summaries may come. */
  constructor(axis: Axis, window: Window, grid: Grid, entries: number) {
    this.#axis = axis;
    this.#window = window;
    this.#from = grid.from;
    const exact = entries <= grid.buckets;
    this.#perX = exact ? null : grid.buckets / (grid.to - grid.from || 1);
    this.#size = exact ? entries : grid.buckets;
    const column = (empty: number) => new Float64Array(this.#size).fill(empty);
    this.#columns = {
      x: column(Number.POSITIVE_INFINITY),
      xEnd: column(Number.NEGATIVE_INFINITY),
      n: column(0),
      min: column(Number.POSITIVE_INFINITY),
      max: column(Number.NEGATIVE_INFINITY),
      sum: column(0),
      last: column(Number.NaN),
    };
    this.#counts = { nan: column(0), plusInfinity: column(0), minusInfinity: column(0) };
  }

  /** The bucket of what lies from x to xEnd, or -1 where that does not show. */
  #place(x: number, xEnd: number, step: number): number {
    const { from, to, lastStep } = this.#window;
    if (!(xEnd >= from && x <= to && step <= lastStep)) return -1;
    let place = this.#used;
    if (this.#perX === null) this.#used += 1;
    else place = Math.min(this.#size - 1, Math.max(0, Math.floor(((x + xEnd) / 2 - this.#from) * this.#perX)));
    const columns = this.#columns;
    if (x < (columns.x[place] as number)) columns.x[place] = x;
    if (xEnd > (columns.xEnd[place] as number)) columns.xEnd[place] = xEnd;
    return place;
  }

  /** Points around a gap come after the summaries, so the order of arrival does not tell which is last. */
  #noteLast(place: number, xEnd: number, value: number): void {
    if (xEnd >= (this.#columns.xEnd[place] as number)) this.#columns.last[place] = value;
  }

  #addFinite(place: number, n: number, min: number, max: number, sum: number): void {
    const columns = this.#columns;
    columns.n[place] = (columns.n[place] as number) + n;
    columns.sum[place] = (columns.sum[place] as number) + sum;
    if (min < (columns.min[place] as number)) columns.min[place] = min;
    if (max > (columns.max[place] as number)) columns.max[place] = max;
  }

  #addOther(name: "nan" | "plusInfinity" | "minusInfinity", place: number, count: number): void {
    const counts = this.#counts[name];
    counts[place] = (counts[place] as number) + count;
    this.#outside = true;
  }

  addPoints({ steps, values, times }: Points): void {
    const xs = this.#axis === "step" ? steps : times;
    for (let index = 0; index < xs.length; index += 1) {
      const x = xs[index] as number;
      const place = this.#place(x, x, steps[index] as number);
      if (place < 0) continue;
      const value = values[index] as number;
      this.#noteLast(place, x, value);
      if (value - value === 0) this.#addFinite(place, 1, value, value, value);
      else if (value > 0) this.#addOther("plusInfinity", place, 1);
      else this.#addOther(value < 0 ? "minusInfinity" : "nan", place, 1);
    }
  }

  /** `points`: behind each summary. Those at the places in `skip` come another way. */
  addSummaries(summaries: Summaries, points: number, skip: ReadonlySet<number>): void {
    const { stepMin, stepMax, timeMin, timeMax, min, max, sum, last } = summaries;
    const [starts, ends] = this.#axis === "step" ? [stepMin, stepMax] : [timeMin, timeMax];
    for (let index = 0; index < last.length; index += 1) {
      if (skip.has(index)) continue;
      const place = this.#place(starts[index] as number, ends[index] as number, stepMin[index] as number);
      if (place < 0) continue;
      let finite = points;
      for (const name of ["nan", "plusInfinity", "minusInfinity"] as const) {
        const count = summaries[name][index] ?? 0;
        finite -= count;
        if (count > 0) this.#addOther(name, place, count);
      }
      this.#noteLast(place, ends[index] as number, last[index] as number);
      this.#addFinite(place, finite, min[index] as number, max[index] as number, sum[index] as number);
    }
  }

  /** Buckets in the order of x, those without a point left out. */
  finish(): Buckets {
    const { x, xEnd, n, min, max, sum, last } = this.#columns;
    const { nan, plusInfinity, minusInfinity } = this.#counts;
    const places: number[] = [];
    let inOrder = true;
    for (let place = 0; place < this.#size; place += 1) {
      if (x[place] === Number.POSITIVE_INFINITY) continue;
      if (places.length > 0 && (x[places.at(-1) ?? 0] as number) > (x[place] as number)) inOrder = false;
      places.push(place);
    }
    if (!inOrder) places.sort((a, b) => (x[a] as number) - (x[b] as number));
    const column = <T>(read: (place: number) => T) => places.map(read);
    const others = (place: number) => (nan[place] ?? 0) + (plusInfinity[place] ?? 0) + (minusInfinity[place] ?? 0);
    const kinds = (place: number, bucket: number) => ({
      bucket,
      nan: nan[place] ?? 0,
      plusInfinity: plusInfinity[place] ?? 0,
      minusInfinity: minusInfinity[place] ?? 0,
    });
    return {
      x: column((place) => x[place] as number),
      xEnd: column((place) => xEnd[place] as number),
      n: column((place) => n[place] as number),
      min: column((place) => finiteOrNull(min[place] as number)),
      max: column((place) => finiteOrNull(max[place] as number)),
      mean: column((place) => (n[place] ? finiteOrNull((sum[place] as number) / (n[place] as number)) : null)),
      last: column((place) => finiteOrNull(last[place] as number)),
      nonFinite: column(others),
      nonFiniteKinds: this.#outside ? places.map(kinds).filter(({ bucket }) => others(places[bucket] ?? 0) > 0) : [],
    };
  }
}
