import type { Ends } from "./moments";
import { signTestP } from "./sign-test";
import { normalQuantile } from "./special-functions";

/** Wilson's score interval (1927) for `hits` of `n`, n at least 1. */
export function wilsonInterval(hits: number, n: number, level: number): Ends {
  const z = normalQuantile((1 + level) / 2);
  const share = hits / n;
  const centre = (share + z ** 2 / (2 * n)) / (1 + z ** 2 / n);
  const half = (z / (1 + z ** 2 / n)) * Math.sqrt((share * (1 - share)) / n + z ** 2 / (4 * n ** 2));
  return { low: hits === 0 ? 0 : centre - half, high: hits === n ? 1 : centre + half };
}

/** Outcomes of two systems on the same items. */
export type PairedTable = { both: number; firstOnly: number; secondOnly: number; neither: number };

/** Anything above zero is a hit. */
export function tabulatePairs(first: ArrayLike<number>, second: ArrayLike<number>): PairedTable {
  const table = { both: 0, firstOnly: 0, secondOnly: 0, neither: 0 };
  for (let at = 0; at < first.length; at++) {
    const [one, other] = [(first[at] ?? 0) > 0, (second[at] ?? 0) > 0];
    table[one ? (other ? "both" : "firstOnly") : other ? "secondOnly" : "neither"] += 1;
  }
  return table;
}

/** Newcombe, Statistics in Medicine 1998;17:2635, method 10: hybrid score interval with corrected phi. */
export function newcombePairedInterval(table: PairedTable, level: number): Ends {
  const { both, firstOnly, secondOnly, neither } = table;
  const n = both + firstOnly + secondOnly + neither;
  const [hits1, hits2] = [both + firstOnly, both + secondOnly];
  const [first, second] = [wilsonInterval(hits1, n, level), wilsonInterval(hits2, n, level)];
  const [down1, up1] = [hits1 / n - first.low, first.high - hits1 / n];
  const [down2, up2] = [hits2 / n - second.low, second.high - hits2 / n];
  const phi = correctedPhi(table, n);
  const width = (own: number, other: number) => Math.sqrt(Math.max(0, own ** 2 - 2 * phi * own * other + other ** 2));
  const difference = (firstOnly - secondOnly) / n;
  return { low: difference - width(down1, up2), high: difference + width(up1, down2) };
}

function correctedPhi({ both, firstOnly, secondOnly, neither }: PairedTable, n: number): number {
  const margins = (both + firstOnly) * (secondOnly + neither) * (both + secondOnly) * (firstOnly + neither);
  if (margins === 0) return 0;
  const product = both * neither - firstOnly * secondOnly;
  return (product > 0 ? Math.max(0, product - n / 2) : product) / Math.sqrt(margins);
}

/** McNemar's test as the exact two-sided binomial of the pairs that disagree; 1 where none does. */
export function mcnemarExactP({ firstOnly, secondOnly }: PairedTable): number {
  return signTestP(firstOnly, secondOnly);
}
