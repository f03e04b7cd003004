import type { Estimate } from "../estimate";
import type { RateDecision } from "./decide-gate";
import type { GateRule } from "./gate-rule";
import type { StrataDoubt } from "./strata-doubt";

export type MoreFacts = {
  rule: GateRule;
  rate: Estimate;
  /** By the rate alone. */
  unguarded: RateDecision;
  /** With the guards. */
  decision: RateDecision;
  doubt: StrataDoubt | null;
};

/** Why no number of further labels is told for an open gate; null where one is, or where the gate is decided. */
export function whyNoMore({ rule, rate, unguarded, decision, doubt }: MoreFacts): string | null {
  if (rule.looks === "sprt") {
    return "The sequential test has no number of labels that decides it: it goes on until it stops.";
  }
  if (decision.verdict !== "undecided") return null;
  if (rule.correction !== "none") {
    return "The rate is corrected for readers: how sure it is depends on the controls too, so that no number of labels is counted.";
  }
  if (rate.state === "undefined") return `There is no rate to count from: ${rate.reason}.`;
  if (unguarded.verdict !== "undecided") return "The rate is decided. A guard is open, which more labels may not tell.";
  if (doubt && (doubt.few > 0 || doubt.silent > 0)) {
    return "What is missing are notes of single strata, and a number over all of them would not say which.";
  }
  return null;
}
