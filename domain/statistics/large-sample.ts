import type { Clusters } from "./bootstrap";
import { type Ends, isConstant } from "./moments";
import { normalCdf, studentQuantile } from "./special-functions";

/**
 * Interval of a mean over clusters that were not drawn anew: the ratio of their totals with its linearised standard
 * error (Cochran, Sampling Techniques, 1977, 6.3), by Student's t. A reason where there is none.
 */
export function largeSampleInterval({ sums, sizes }: Clusters, level: number): Ends | string {
  const count = sums.length;
  if (count < 2) return "only one value";
  if (isConstant(sums.map((total, at) => total / (sizes[at] ?? 1)))) return "all values are equal";
  const items = sizes.reduce((all, each) => all + each, 0);
  const mean = sums.reduce((all, each) => all + each, 0) / items;
  const squares = sums.reduce((all, total, at) => all + (total - mean * (sizes[at] ?? 0)) ** 2, 0);
  const error = Math.sqrt((count / (count - 1)) * squares) / items;
  const half = studentQuantile((1 + level) / 2, count - 1) * error;
  return { low: mean - half, high: mean + half };
}

/** Normal limit of the two-sided sign-flip test of mean zero: under it the sum has the variance Σ d². */
export function largeSampleSignFlip(sums: Float64Array): number {
  const spread = Math.sqrt(sums.reduce((all, each) => all + each ** 2, 0));
  if (spread === 0) return 1;
  const z = Math.abs(sums.reduce((all, each) => all + each, 0)) / spread;
  return Math.min(1, 2 * normalCdf(-z));
}
