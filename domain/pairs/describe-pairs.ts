import type { Split } from "../datasets/dataset-types";
import { bucketOf, PAIR_BUCKETS, PAIR_ORIGINS, type PairBucket, type PairOrigin } from "./pair";
import type { PairCandidate } from "./pair-candidate";

export type PairLengths = {
  /** Characters, of the middle pair. */
  chosen: number;
  rejected: number;
  /** Share of the pairs whose chosen text is the longer one; ties count half. */
  chosenLonger: number;
};

export type PairBalance = {
  pairs: number;
  groups: number;
  flipped: number;
  splits: Partial<Record<Split, number>>;
  origins: { origin: PairOrigin; pairs: number }[];
  buckets: { bucket: PairBucket; pairs: number }[];
  lengths: PairLengths | null;
};

function median(values: number[]): number {
  values.sort((one, other) => one - other);
  const middle = values.length >> 1;
  const [low, high] = [values[middle - 1] ?? 0, values[middle] ?? 0];
  return values.length % 2 === 1 ? high : (low + high) / 2;
}

type Described = Pick<
  PairCandidate,
  "origin" | "chosen" | "rejected" | "hChosen" | "hRejected" | "flipped" | "group"
> & {
  split: Split;
};

/** What the pairs hold, before anything is stored. */
export function describePairs(pairs: readonly Described[]): PairBalance {
  const count = (fits: (pair: Described) => boolean) => pairs.filter(fits).length;
  const splits: PairBalance["splits"] = {};
  for (const { split } of pairs) splits[split] = (splits[split] ?? 0) + 1;
  const longer = pairs.map(({ chosen, rejected }) => (Math.sign(chosen.length - rejected.length) + 1) / 2);
  return {
    pairs: pairs.length,
    groups: new Set(pairs.map(({ group }) => group)).size,
    flipped: count(({ flipped }) => flipped),
    splits,
    origins: PAIR_ORIGINS.map((origin) => ({ origin, pairs: count((pair) => pair.origin === origin) })),
    buckets: PAIR_BUCKETS.map((bucket) => ({ bucket, pairs: count((pair) => bucketOf(pair) === bucket) })),
    lengths:
      pairs.length === 0
        ? null
        : {
            chosen: median(pairs.map(({ chosen }) => chosen.length)),
            rejected: median(pairs.map(({ rejected }) => rejected.length)),
            chosenLonger: longer.reduce((sum, each) => sum + each, 0) / pairs.length,
          },
  };
}
