import { defineEstimate, twoSided, undefineEstimate } from "../comparison/make-estimate";
import type { Estimate } from "../estimate";
import { clopperPearsonInterval } from "../statistics/exact-binomial";
import { percentileInterval } from "../statistics/percentile-interval";
import { type ControlCounts, correctRate, correctReplicates } from "../statistics/rogan-gladen";
import type { CaseFacts, ErrorTaker } from "./case-facts";
import type { GateRule } from "./gate-rule";
import { countWrong } from "./settle-answers";

export function countControls(controls: readonly CaseFacts[], taker: ErrorTaker, rule: GateRule): ControlCounts {
  const counts = { found: 0, planted: 0, cleared: 0, clean: 0 };
  for (const facts of controls) {
    const counted = countWrong(facts, taker, { readings: rule.readings, unit: "note" });
    if (!counted) continue;
    if (facts.kind === "planted") {
      counts.planted += 1;
      counts.found += counted.wrong;
    } else {
      counts.clean += 1;
      counts.cleared += 1 - counted.wrong;
    }
  }
  return counts;
}

function shareOf(definition: string, hits: number, n: number, level: number): Estimate {
  const measured = { definition, n, unit: "control" };
  if (n === 0) return undefineEstimate(measured, "no such control was read");
  const interval = twoSided(clopperPearsonInterval(hits, n, level), level, "clopper-pearson");
  return defineEstimate({ ...measured, value: hits / n, numerator: hits, denominator: n }, interval);
}

export type Correction = { rate: Estimate; sensitivity: Estimate; specificity: Estimate };

/** What the rate would be with perfect readers (Rogan and Gladen), from controls that nobody knew. */
export function correctForReaders(
  observed: { rate: Estimate; replicates: Float64Array | null },
  counts: ControlCounts,
  { level, seed }: { level: number; seed: number },
): Correction {
  const sensitivity = shareOf("review.sensitivity@1", counts.found, counts.planted, level);
  const specificity = shareOf("review.specificity@1", counts.cleared, counts.clean, level);
  const { n, unit, excluded, value } = observed.rate;
  const parameters = { planted: counts.planted, clean: counts.clean };
  const measured = { definition: "review.error_rate_corrected@1", parameters, n, unit, excluded };
  const undefinedFor = (reason: string) => ({ rate: undefineEstimate(measured, reason), sensitivity, specificity });
  if (value === null) return undefinedFor(observed.rate.reason ?? "nothing was read");
  if (sensitivity.value === null || specificity.value === null) {
    return undefinedFor("no planted error, or no clean control, was read");
  }
  const corrected = correctRate(value, { sensitivity: sensitivity.value, specificity: specificity.value });
  if (typeof corrected === "string") return undefinedFor(corrected);
  const replicates = observed.replicates && correctReplicates(observed.replicates, counts, seed);
  const ends = replicates && percentileInterval(replicates, level);
  const interval = ends && twoSided(ends, level, "rogan-gladen-bootstrap");
  return { rate: defineEstimate({ ...measured, value: corrected }, interval), sensitivity, specificity };
}
