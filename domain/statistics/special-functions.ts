import { bdtr, compiled, incbet, incbi, ndtr, ndtri } from "cephes";

// Node may load the build that compiles its WebAssembly later.
await compiled;

/** P(Z ≤ z) of the standard normal distribution. */
export const normalCdf = (z: number): number => ndtr(z);

/** The z below which a share of the standard normal distribution lies. */
export const normalQuantile = (share: number): number => ndtri(share);

/** Two-sided p of Student's t; any positive number of degrees of freedom. */
export function studentTwoSidedP(t: number, df: number): number {
  return incbet(df / 2, 0.5, df / (df + t * t));
}

/** Student's t below which a share lies, by the inverse of the incomplete beta function. */
export function studentQuantile(share: number, df: number): number {
  if (share === 0.5) return 0;
  const x = incbi(df / 2, 0.5, 2 * Math.min(share, 1 - share));
  return Math.sign(share - 0.5) * Math.sqrt((df * (1 - x)) / x);
}

/** P(K ≤ successes) of n fair coins. */
export function fairCoinCdf(successes: number, n: number): number {
  if (successes < 0) return 0;
  return successes >= n ? 1 : bdtr(successes, n, 0.5);
}
