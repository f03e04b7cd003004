import type { ReviewerKind } from "../campaigns/reviewers";
import { defineEstimate, twoSided, undefineEstimate } from "../comparison/make-estimate";
import type { Estimate } from "../estimate";
import { clopperPearsonInterval } from "../statistics/exact-binomial";
import type { ChoiceCase } from "./choice";
import { PREFERENCE_LEVEL } from "./preference-shares";

export type PositionBias = {
  /** Of the readings that chose a side, how many chose the note that stood first. */
  firstShown: Estimate;
  /** Readings for which the second arm stood first, of all. */
  swapped: number;
  readings: number;
};

/** Every turn was tossed for itself, so that readings of one case are as independent in this as readings of two. */
export function measurePosition(cases: readonly ChoiceCase[], kind: ReviewerKind): PositionBias {
  const readings = cases.flatMap((each) => each.readings);
  const decided = readings.filter(({ shown }) => shown === "first" || shown === "second");
  const first = decided.filter(({ shown }) => shown === "first").length;
  const measured = {
    ...{ definition: "preference.first_shown_share@1", n: decided.length, unit: "reading" },
    excluded: readings.length - decided.length,
  };
  const counts = { swapped: readings.filter(({ swapped }) => swapped).length, readings: readings.length };
  if (kind === "imported") {
    const why = "labels of a file do not say which note stood first";
    return { firstShown: undefineEstimate(measured, why), ...counts, swapped: 0 };
  }
  if (decided.length === 0) return { firstShown: undefineEstimate(measured, "no reading chose a side"), ...counts };
  const ends = clopperPearsonInterval(first, decided.length, PREFERENCE_LEVEL);
  const counted = { value: first / decided.length, numerator: first, denominator: decided.length };
  const interval = twoSided(ends, PREFERENCE_LEVEL, "clopper-pearson");
  return { firstShown: defineEstimate({ ...measured, ...counted }, interval), ...counts };
}
