/** Round widths, so that edges are numbers that one can read. */
const ROUND = [1, 2, 2.5, 5, 10];
const WANTED_BINS = 36;

export type MarginBin = { low: number; high: number };

function roundWidth(least: number): number {
  const size = 10 ** Math.floor(Math.log10(least));
  const factor = ROUND.find((each) => each * size >= least * (1 - 1e-12)) ?? 10;
  return factor * size;
}

/** Equal bins over all of the values, with an edge at zero: a bar lies on one side of it. Empty where there is no value. */
export function binMargins(values: Float64Array): MarginBin[] {
  if (values.length === 0) return [];
  let low = 0;
  let high = 0;
  for (const value of values) {
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  if (high === low) return [{ low: -0.5, high: 0.5 }];
  const width = roundWidth((high - low) / WANTED_BINS);
  const first = Math.floor(low / width);
  const last = Math.max(first + 1, Math.ceil(high / width));
  return Array.from({ length: last - first }, (_, at) => ({
    low: (first + at) * width,
    high: (first + at + 1) * width,
  }));
}

/** How many of the values lie in each bin; the upper edge belongs to the next one, and to the last bin itself. */
export function countInBins(values: Float64Array, bins: readonly MarginBin[]): number[] {
  const counts = bins.map(() => 0);
  const [first] = bins;
  if (!first) return counts;
  const width = first.high - first.low;
  // Counted from zero, which is an edge, so that what is exactly there falls to no side by rounding.
  const skipped = Math.round(first.low / width);
  for (const value of values) {
    const at = Math.min(bins.length - 1, Math.max(0, Math.floor(value / width) - skipped));
    counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}
