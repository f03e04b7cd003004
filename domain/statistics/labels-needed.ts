import { fewestAbove, mostBelow, powerAbove, powerBelow, type RateTest } from "./exact-binomial";
import { binomialCdf, binomialUpperTail } from "./special-functions";

/** Power rises in saw-teeth with n, which are about two over the threshold long: it must hold at each of the next too. */
const teethOf = ({ threshold }: RateTest): number => Math.max(40, Math.ceil(2 / Math.min(threshold, 1 - threshold)));
const MOST_LABELS = 1_000_000;

export type Seen = { hits: number; n: number };

/** Power of deciding, on its own side of the threshold, at n labels in all; what was seen stays as it was seen. */
function powerAt(n: number, truth: number, test: RateTest, seen: Seen | null): number {
  const above = truth > test.threshold;
  if (!seen) return above ? powerAbove(n, truth, test) : powerBelow(n, truth, test);
  const left = n - seen.n;
  if (above) return binomialUpperTail(fewestAbove(n, test) - seen.hits, left, truth);
  return binomialCdf(mostBelow(n, test) - seen.hits, left, truth);
}

/** The last n of the run of `teeth` from here that falls short; null where none does. */
function lastShort(n: number, teeth: number, holds: (n: number) => boolean): number | null {
  for (let tooth = teeth; tooth >= 0; tooth--) if (!holds(n + tooth)) return n + tooth;
  return null;
}

/**
 * Fewest labels in all with which the exact one-sided test decides with chance `power`, if the rate is `truth`; null
 * where it is the threshold itself or more than a million would do. With `seen`, those labels are among them.
 */
export function labelsNeeded(truth: number, test: RateTest & { power: number }, seen: Seen | null = null) {
  if (truth === test.threshold) return null;
  const holds = (n: number) => powerAt(n, truth, test, seen) >= test.power;
  const teeth = teethOf(test);
  const least = Math.max(1, seen?.n ?? 1);
  let reach = least;
  while (!holds(reach) || lastShort(reach, teeth, holds) !== null) {
    reach = reach * 2 + 1;
    if (reach > MOST_LABELS) return null;
  }
  let [low, high] = [least, reach];
  while (high - low > 4 * teeth) {
    const middle = Math.floor((low + high) / 2);
    if (lastShort(middle, teeth, holds) === null) high = middle;
    else low = middle;
  }
  let n = low;
  for (let short = lastShort(n, teeth, holds); short !== null; short = lastShort(n, teeth, holds)) n = short + 1;
  return n;
}
