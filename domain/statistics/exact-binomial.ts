import type { Ends } from "./moments";
import { betaQuantile, binomialCdf, binomialUpperTail } from "./special-functions";

/** The lowest rate that a one-sided test at `alpha` does not refuse (Clopper and Pearson 1934); n at least 1. */
export function clopperPearsonLower(hits: number, n: number, alpha: number): number {
  return hits === 0 ? 0 : betaQuantile(alpha, hits, n - hits + 1);
}

/** The highest rate that a one-sided test at `alpha` does not refuse. */
export function clopperPearsonUpper(hits: number, n: number, alpha: number): number {
  return hits === n ? 1 : betaQuantile(1 - alpha, hits + 1, n - hits);
}

/** Two-sided at `level`; its ends are those of two one-sided tests at (1 − level) / 2 each. */
export function clopperPearsonInterval(hits: number, n: number, level: number): Ends {
  const alpha = (1 - level) / 2;
  return { low: clopperPearsonLower(hits, n, alpha), high: clopperPearsonUpper(hits, n, alpha) };
}

/** Exact one-sided p of "the rate is above": as many hits or more, if it were just the threshold. */
export const pAbove = (hits: number, n: number, threshold: number): number => binomialUpperTail(hits, n, threshold);

/** Exact one-sided p of "the rate is below". */
export const pBelow = (hits: number, n: number, threshold: number): number => binomialCdf(hits, n, threshold);

export type RateTest = { threshold: number; alpha: number };

/** Fewest hits of n that say "above"; n + 1 where not even n do. */
export function fewestAbove(n: number, { threshold, alpha }: RateTest): number {
  let [low, high] = [Math.floor(n * threshold), n + 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    if (pAbove(middle, n, threshold) <= alpha) high = middle;
    else low = middle + 1;
  }
  return low;
}

/** Most hits of n that say "below"; -1 where not even none does. */
export function mostBelow(n: number, { threshold, alpha }: RateTest): number {
  let [low, high] = [-1, Math.ceil(n * threshold)];
  while (low < high) {
    const middle = low + Math.ceil((high - low) / 2);
    if (pBelow(middle, n, threshold) <= alpha) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Chance that n labels say "above" if the rate is `truth`. */
export const powerAbove = (n: number, truth: number, test: RateTest): number =>
  binomialUpperTail(fewestAbove(n, test), n, truth);

/** Chance that n labels say "below" if the rate is `truth`. */
export const powerBelow = (n: number, truth: number, test: RateTest): number =>
  binomialCdf(mostBelow(n, test), n, truth);
