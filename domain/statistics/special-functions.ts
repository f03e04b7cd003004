import { bdtr, bdtrc, compiled, incbet, incbi, lgam, ndtr, ndtri } from "cephes";

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

/** P(K ≤ hits) of n trials that hit with chance `rate`. */
export function binomialCdf(hits: number, n: number, rate: number): number {
  if (hits < 0) return 0;
  return hits >= n ? 1 : bdtr(hits, n, rate);
}

/** P(K ≥ hits): not one minus the other tail, which would lose its digits. */
export function binomialUpperTail(hits: number, n: number, rate: number): number {
  if (hits <= 0) return 1;
  return hits > n ? 0 : bdtrc(hits - 1, n, rate);
}

/** The x below which a share of Beta(a, b) lies; Cephes' inverse, brought to full precision by Newton's steps. */
export function betaQuantile(share: number, a: number, b: number): number {
  let x = incbi(a, b, share);
  const logBeta = lgam(a) + lgam(b) - lgam(a + b);
  for (let step = 0; step < 3 && x > 0 && x < 1; step++) {
    const density = Math.exp((a - 1) * Math.log(x) + (b - 1) * Math.log1p(-x) - logBeta);
    const next = x - (incbet(a, b, x) - share) / density;
    if (!(next > 0 && next < 1)) break;
    x = next;
  }
  return x;
}
