import type { Estimate } from "@/domain/estimate";
import type { Range } from "./series-input";

export { type Judgement, judgeDifference } from "@/domain/judgement";

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
