import { labelsNeeded } from "../statistics/labels-needed";
import type { GateRule } from "./gate-rule";

/** Chance with which that many labels decide. */
export const POWER = 0.8;
/** Rates so near to the threshold are not worth asking for. */
const NEAR = 0.05;

export type MoreLabels = {
  /** If this is the rate, */
  rate: number;
  /** it is on this side, */
  verdict: "pass" | "fail";
  /** and that many more decide it, what was seen counted in; null where more than a million would. */
  more: number | null;
  /** Labels in all that a round would need from its start, whatever was seen. */
  inAll: number | null;
  /** Chance to decide. */
  power: number;
  unit: "note" | "sentence";
  /** Labels that count as one because errors of a group come together; 1 where the test is exact. */
  designEffect: number;
};

/** The rate as it was seen, and one on the other side (two thirds, or four thirds of the threshold). */
export function ratesToAsk(seen: number | null, threshold: number): number[] {
  const near = (rate: number) => Math.abs(rate - threshold) < NEAR * threshold;
  const sides = [(2 / 3) * threshold, Math.min((4 / 3) * threshold, (1 + threshold) / 2)];
  if (seen === null || near(seen)) return sides;
  return seen > threshold ? [sides[0] ?? 0, seen] : [seen, sides[1] ?? 1];
}

export function countMoreLabels(
  rates: readonly number[],
  seen: { hits: number; n: number },
  rule: Pick<GateRule, "threshold" | "alpha" | "unit">,
  designEffect = 1,
): MoreLabels[] {
  const { threshold, alpha, unit } = rule;
  const test = { threshold, alpha, power: POWER };
  // Clustered labels are worth fewer independent ones.
  const worth = { hits: Math.round(seen.hits / designEffect), n: Math.round(seen.n / designEffect) };
  const spread = (labels: number | null) => (labels === null ? null : Math.ceil(labels * designEffect));
  return rates.map((rate) => {
    const after = labelsNeeded(rate, test, worth);
    return {
      rate,
      verdict: rate < threshold ? "pass" : "fail",
      more: spread(after === null ? null : after - worth.n),
      inAll: spread(labelsNeeded(rate, test)),
      power: POWER,
      unit,
      designEffect,
    };
  });
}
