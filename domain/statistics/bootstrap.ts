import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { type Ends, isConstant } from "./moments";
import { normalCdf, normalQuantile } from "./special-functions";

export const RESAMPLES = 9_999;

/** Items that are drawn together: one each, or all of a patient or document. */
export type Clusters = { sums: Float64Array; sizes: Float64Array };

export type BootstrapOptions = { level: number; resamples: number; seed: number };

/** Each item stands alone where `groups` says nothing else. */
export function clusterItems(values: ArrayLike<number>, groups: ArrayLike<number>, count: number): Clusters {
  const sums = new Float64Array(count);
  const sizes = new Float64Array(count);
  for (let at = 0; at < values.length; at++) {
    const group = groups[at] ?? 0;
    sums[group] = (sums[group] ?? 0) + (values[at] ?? 0);
    sizes[group] = (sizes[group] ?? 0) + 1;
  }
  return { sums, sizes };
}

/**
 * BCa interval of the mean over clusters drawn with replacement (Efron 1987): bias by the mid-rank of the estimate,
 * acceleration by leaving out one cluster at a time. A reason where there is none.
 */
export function bcaMeanInterval({ sums, sizes }: Clusters, options: BootstrapOptions): Ends | string {
  const count = sums.length;
  if (count < 2) return "only one value";
  const means = sums.map((total, at) => total / (sizes[at] ?? 1));
  if (isConstant(means)) return "all values are equal";
  const total = sums.reduce((all, each) => all + each, 0);
  const items = sizes.reduce((all, each) => all + each, 0);
  const replicates = drawMeans({ sums, sizes }, options);
  const acceleration = accelerate({ sums, sizes }, total, items);
  return bcaEnds(replicates, { value: total / items, acceleration, level: options.level });
}

/** Ends of a two-sided interval from sorted replicates of a value; each alone is a one-sided bound at half the rest. */
export function bcaEnds(
  replicates: Float64Array,
  { value, acceleration, level }: { value: number; acceleration: number; level: number },
): Ends | string {
  const bias = normalQuantile(midRank(replicates, value));
  const place = (share: number) => {
    const z = bias + normalQuantile(share);
    return normalCdf(bias + z / (1 - acceleration * z));
  };
  const tail = (1 - level) / 2;
  const [low, high] = [quantile(replicates, place(tail)), quantile(replicates, place(1 - tail))];
  return Number.isFinite(low) && Number.isFinite(high) ? { low, high } : "BCa is not defined for these values";
}

/** Places drawn of so many are kept, because a table of metrics draws the same ones for each of its columns. */
const MOST_KEPT = 4_000_000;
let kept: { name: string; places: Uint16Array } | null = null;

function keepPlaces(count: number, { resamples, seed }: BootstrapOptions): Uint16Array {
  const name = `${count} ${resamples} ${seed}`;
  if (kept?.name === name) return kept.places;
  const places = new Uint16Array(count * resamples);
  const draw = drawer(count, seed);
  for (let at = 0; at < places.length; at++) places[at] = draw();
  kept = { name, places };
  return places;
}

function drawer(count: number, seed: number): () => number {
  const random = xoroshiro128plus(seed);
  const scale = count / 2 ** 32;
  return () => (random.next() >>> 0) * scale;
}

/** Means of the resamples, in rising order. */
function drawMeans({ sums, sizes }: Clusters, options: BootstrapOptions): Float64Array {
  const count = sums.length;
  const replicates = new Float64Array(options.resamples);
  const alone = sizes.every((size) => size === 1);
  const total = (places: Uint16Array | Uint32Array, from: number) => {
    let reached = 0;
    let items = count;
    for (let at = from; at < from + count; at++) reached += sums[places[at] as number] as number;
    if (!alone) {
      items = 0;
      for (let at = from; at < from + count; at++) items += sizes[places[at] as number] as number;
    }
    return reached / items;
  };
  if (count < 65_536 && count * options.resamples <= MOST_KEPT) {
    const places = keepPlaces(count, options);
    for (let draw = 0; draw < options.resamples; draw++) replicates[draw] = total(places, draw * count);
    return replicates.sort();
  }
  const draw = drawer(count, options.seed);
  const places = new Uint32Array(count);
  for (let resample = 0; resample < options.resamples; resample++) {
    for (let at = 0; at < count; at++) places[at] = draw();
    replicates[resample] = total(places, 0);
  }
  return replicates.sort();
}

function midRank(sorted: Float64Array, value: number): number {
  const slack = 1e-12 * Math.max(1, Math.abs(value));
  let below = 0;
  let equal = 0;
  for (const each of sorted) {
    if (each < value - slack) below += 1;
    else if (each <= value + slack) equal += 1;
    else break;
  }
  return (below + equal / 2) / sorted.length;
}

export function accelerate({ sums, sizes }: Clusters, total: number, items: number): number {
  const left = sums.map((part, at) => (total - part) / (items - (sizes[at] ?? 0)));
  const centre = left.reduce((all, each) => all + each, 0) / left.length;
  let squares = 0;
  let cubes = 0;
  for (const each of left) {
    squares += (centre - each) ** 2;
    cubes += (centre - each) ** 3;
  }
  return cubes / (6 * squares ** 1.5);
}

/** Linear between neighbours, as NumPy's default. */
export function quantile(sorted: Float64Array, share: number): number {
  const at = share * (sorted.length - 1);
  const low = sorted[Math.floor(at)] ?? Number.NaN;
  const high = sorted[Math.ceil(at)] ?? Number.NaN;
  return low + (high - low) * (at - Math.floor(at));
}
