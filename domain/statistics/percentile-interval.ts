import { quantile } from "./bootstrap";
import type { Ends } from "./moments";

/** Share of the replicates that may be undefined before their ends say nothing. */
const MOST_UNDEFINED = 0.05;

/** Two-sided ends of replicates; null where there are none, or too many of them are undefined. */
export function percentileInterval(replicates: Float64Array, level: number): Ends | null {
  const defined = replicates.filter((each) => Number.isFinite(each)).sort();
  if (defined.length === 0 || defined.length < (1 - MOST_UNDEFINED) * replicates.length) return null;
  const tail = (1 - level) / 2;
  return { low: quantile(defined, tail), high: quantile(defined, 1 - tail) };
}
