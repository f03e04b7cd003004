export type Ends = { low: number; high: number };

export function sum(values: ArrayLike<number>): number {
  let total = 0;
  for (let at = 0; at < values.length; at++) total += values[at] ?? 0;
  return total;
}

/** NaN of nothing. */
export const mean = (values: ArrayLike<number>): number => sum(values) / values.length;

/** With n - 1; NaN below two values. */
export function sampleDeviation(values: ArrayLike<number>): number {
  const centre = mean(values);
  let squares = 0;
  for (let at = 0; at < values.length; at++) squares += ((values[at] ?? 0) - centre) ** 2;
  return Math.sqrt(squares / (values.length - 1));
}

/** Equal up to rounding: no spread to make an interval of. */
export function isConstant(values: ArrayLike<number>): boolean {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let at = 0; at < values.length; at++) {
    low = Math.min(low, values[at] ?? 0);
    high = Math.max(high, values[at] ?? 0);
  }
  return high - low <= 1e-12 * Math.max(Math.abs(low), Math.abs(high), Number.MIN_VALUE);
}
