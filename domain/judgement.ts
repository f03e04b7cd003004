import type { Estimate } from "./estimate";

/** `unjudged`: neither direction is better, or there is no interval to judge by. */
export const JUDGEMENTS = ["better", "worse", "undecided", "unjudged"] as const;
export type Judgement = (typeof JUDGEMENTS)[number];

/** A difference is called only when its interval leaves zero out. */
export function judgeDifference(estimate: Estimate, better: "higher" | "lower" | null): Judgement {
  if (estimate.state === "undefined" || !estimate.interval) return "unjudged";
  const { low, high } = estimate.interval;
  if (low <= 0 && high >= 0) return "undecided";
  if (better === null) return "unjudged";
  return low > 0 === (better === "higher") ? "better" : "worse";
}
