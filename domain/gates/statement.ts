import type { ReviewerKind } from "../campaigns/reviewers";
import { formatEstimate } from "../format/estimate";
import { formatPercent } from "../format/percent";
import type { GateResult } from "./gate-result";
import type { GateRule, GateVerdict } from "./gate-rule";

const READERS: Readonly<Record<ReviewerKind, string>> = {
  person: "people",
  imported: "readers named in an imported file, whom Assay does not know",
  simulated: "SIMULATED readers: no person read these notes",
};

export type StatementFacts = {
  name: string;
  campaign: string;
  rule: GateRule;
  ruleVersion: number;
  result: Pick<GateResult, "rate" | "verdict" | "decision" | "kind" | "counts" | "agreement">;
  decision: GateVerdict;
  reason: string | null;
  /** Notes of the round that whoever signs read herself. */
  readByHer: number;
};

/** The words under a signature: what it says, and what it does not say. */
export function writeStatement(facts: StatementFacts): string {
  const { rule, result, decision } = facts;
  const rate = formatEstimate(result.rate, { scale: "share" });
  const interval = result.rate.interval ? `, ${formatPercent(result.rate.interval.level)} interval` : "";
  const { alpha } = result.agreement.overall;
  const agreement =
    alpha.value === null ? "not defined" : `Krippendorff’s α ${formatEstimate(alpha, { scale: "number" })}`;
  const lines = [
    `Gate of “${facts.campaign}”.`,
    `Rate of ${rule.severity === "major" ? "major errors" : "errors"} by ${rule.unit}: ${rate}${interval}, read by ${READERS[result.kind]}. Agreement: ${agreement}.`,
    `Rule, version ${facts.ruleVersion}: below ${formatPercent(rule.threshold)} passes, above it fails, each by a one-sided test at ${formatPercent(rule.alpha)}. The rule says: ${result.verdict}. ${result.decision.because}`,
    `Decision: ${decision}.`,
  ];
  if (decision !== result.verdict) lines.push(`This is not what the rule says. Reason: ${facts.reason ?? ""}`);
  if (facts.readByHer > 0) {
    lines.push(`Whoever signs read ${facts.readByHer} of these notes herself.`);
  }
  lines.push(
    `By signing, ${facts.name} says: I have seen this result with its interval, its number of ${rule.unit}s and its agreement; the round was closed when I did; and on it I decide what comes next in this project.`,
    "This signature does not say that the model, or any note it wrote, is safe or right. It is no clearance for clinical use, no approval of a medical device, and no substitute for a clinician who reads each note before it is used.",
  );
  return lines.join("\n");
}
