import type { Estimate } from "@/domain/estimate";
import type { Range } from "./series-input";

/** `unjudged`: neither direction is better, or there is no interval to judge by. */
export type Judgement = "better" | "worse" | "undecided" | "unjudged";

/** A difference is called only when its interval leaves zero out. */
export function judgeDifference(estimate: Estimate, better: "higher" | "lower" | null): Judgement {
  if (estimate.state === "undefined" || !estimate.interval) return "unjudged";
  const { low, high } = estimate.interval;
  if (low <= 0 && high >= 0) return "undecided";
  if (better === null) return "unjudged";
  return low > 0 === (better === "higher") ? "better" : "worse";
}

/** Holds every interval and zero, with air for the marks. */
export function forestDomain(estimates: readonly Estimate[]): Range {
  const ends = estimates.flatMap((estimate) =>
    estimate.state === "defined"
      ? [estimate.value, estimate.interval?.low ?? estimate.value, estimate.interval?.high ?? estimate.value]
      : [],
  );
  const low = Math.min(0, ...ends);
  const high = Math.max(0, ...ends);
  const air = (high - low || 1) * 0.06;
  return [low - air, high + air];
}
