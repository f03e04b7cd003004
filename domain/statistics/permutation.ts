import { uniformInt } from "pure-rand/distribution/uniformInt";
import { xoroshiro128plus } from "pure-rand/generator/xoroshiro128plus";
import { mean, sum } from "./moments";

/** Up to here every sign vector or regrouping is gone through. */
export const MOST_EXACT = 20;
export const SIGN_FLIPS = 9_999;

/** Sums that differ by rounding alone count as equal, else a test would miss its own observation. */
const reaches = (value: number, observed: number) => value >= observed - 1e-12 * Math.max(1, observed);

export type PermutationTest = {
  p: number;
  /** The smallest p that so few values can give, whatever they are. */
  attainable: number;
  exact: boolean;
};

/** Two-sided sign-flip test of mean zero: all 2ⁿ sign vectors for n ≤ 20, else (1 + b) / (1 + N) of random ones. */
export function signFlip(differences: ArrayLike<number>, seed = 0): PermutationTest {
  const n = differences.length;
  const observed = Math.abs(sum(differences));
  if (n > MOST_EXACT) {
    return { p: drawSignFlips(differences, observed, seed), attainable: 1 / (SIGN_FLIPS + 1), exact: false };
  }
  // The last sign may stay: turning all signs gives the same absolute sum.
  const vectors = 2 ** Math.max(0, n - 1);
  let reached = 0;
  let total = sum(differences);
  const signs = new Int8Array(n).fill(1);
  for (let step = 0; step < vectors; step++) {
    if (reaches(Math.abs(total), observed)) reached += 1;
    // Gray code: one sign turns from a vector to the next.
    const turned = 31 - Math.clz32((step + 1) & -(step + 1));
    if (turned >= n) break;
    signs[turned] = -(signs[turned] ?? 1);
    total += 2 * (signs[turned] ?? 1) * (differences[turned] ?? 0);
  }
  return { p: reached / vectors, attainable: 1 / vectors, exact: true };
}

function drawSignFlips(differences: ArrayLike<number>, observed: number, seed: number): number {
  const random = xoroshiro128plus(seed);
  let reached = 0;
  for (let draw = 0; draw < SIGN_FLIPS; draw++) {
    let total = 0;
    let bits = 0;
    for (let at = 0; at < differences.length; at++) {
      if (at % 32 === 0) bits = random.next();
      const value = differences[at] ?? 0;
      total += (bits >>> (at % 32)) & 1 ? value : -value;
    }
    if (reaches(Math.abs(total), observed)) reached += 1;
  }
  return (1 + reached) / (1 + SIGN_FLIPS);
}

function countChoices(n: number, chosen: number): number {
  let choices = 1;
  for (let at = 1; at <= chosen; at++) choices = (choices * (n - chosen + at)) / at;
  return Math.round(choices);
}

/** Two-sided test of two groups without partners, by dealing the values out anew; all ways while n ≤ 20. */
export function regroup(first: readonly number[], second: readonly number[], seed = 0): PermutationTest {
  const all = [...first, ...second];
  const observed = Math.abs(mean(first) - mean(second));
  const total = sum(all);
  const apart = (part: number) => Math.abs(part / first.length - (total - part) / second.length);
  if (all.length > MOST_EXACT) {
    const random = xoroshiro128plus(seed);
    let reached = 0;
    for (let draw = 0; draw < SIGN_FLIPS; draw++) {
      for (let at = 0; at < first.length; at++) {
        const other = uniformInt(random, at, all.length - 1);
        const held = all[at] ?? 0;
        all[at] = all[other] ?? 0;
        all[other] = held;
      }
      if (reaches(apart(sum(all.slice(0, first.length))), observed)) reached += 1;
    }
    return { p: (1 + reached) / (1 + SIGN_FLIPS), attainable: 1 / (SIGN_FLIPS + 1), exact: false };
  }
  let reached = 0;
  const choose = (from: number, left: number, part: number): void => {
    if (left === 0) {
      if (reaches(apart(part), observed)) reached += 1;
      return;
    }
    for (let at = from; at <= all.length - left; at++) choose(at + 1, left - 1, part + (all[at] ?? 0));
  };
  choose(0, first.length, 0);
  const ways = countChoices(all.length, first.length);
  // Groups of one size: swapping them gives the same distance, so no way stands alone.
  const attainable = (first.length === second.length ? 2 : 1) / ways;
  return { p: reached / ways, attainable: Math.min(1, attainable), exact: true };
}
