import { RESAMPLES } from "@/domain/statistics/bootstrap";
import { SIGN_FLIPS } from "@/domain/statistics/permutation";

/** Values drawn, and signs turned, that fit into about a second each of one comparison's page. */
const MOST_DRAWS = 4e8;
const MOST_FLIPS = 1e9;
/** Ends of an interval by resampling are worth little below. */
const FEWEST_RESAMPLES = 999;
/** From so many patients, documents or examples on, a mean is as good as normal. */
const LARGE_SAMPLE = 500;
/** Of both sides and of their difference. */
const INTERVALS = 3;

export type Resampling = {
  /** 0: the large-sample interval stands for it. */
  resamples: number;
  /** False: the normal limit of the sign-flip test stands for it. */
  flips: boolean;
};

/** How a mean over so many clusters is tested, of which so many are asked for at once. */
export function planResampling(clusters: number, comparisons: number): Resampling {
  const values = Math.max(1, clusters) * Math.max(1, comparisons);
  const fit = Math.floor(MOST_DRAWS / (INTERVALS * values));
  const large = clusters >= LARGE_SAMPLE;
  return {
    resamples: large && fit < FEWEST_RESAMPLES ? 0 : Math.max(FEWEST_RESAMPLES, Math.min(RESAMPLES, fit)),
    flips: !large || SIGN_FLIPS * values <= MOST_FLIPS,
  };
}
