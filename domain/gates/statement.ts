import type { ReviewerKind } from "../campaigns/reviewers";
import { formatEstimate } from "../format/estimate";
import { formatCounted } from "../format/number";
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
  rule: { rule: GateRule; version: number; assessmentsBefore: number; reason: string | null; createdAt: Date | null };
  result: Pick<GateResult, "rate" | "verdict" | "decision" | "kind" | "counts" | "agreement" | "correction">;
  /** How often the round was closed. */
  looks: number;
  decision: GateVerdict;
  reason: string | null;
  /** Notes of the round that whoever signs read herself. */
  readByHer: number;
};

const READINGS: Readonly<Record<GateRule["readings"], string>> = {
  any: "Where several read a note, one who finds an error is enough.",
  majority: "Where several read a note, half of them must find the error.",
  all: "Where several read a note, all of them must find the error.",
};

/** How the rate was held against the threshold. */
function writeTest({ threshold, alpha, sprt }: GateRule, { decision: { test } }: StatementFacts["result"]): string {
  const sides = `below ${formatPercent(threshold)} passes, above it fails`;
  switch (test) {
    case "exact-binomial":
      return `${sides}, each by an exact one-sided test at ${formatPercent(alpha)}.`;
    case "cluster-bootstrap-bound":
      return `${sides}, each by a one-sided bound at ${formatPercent(alpha)} from resampled patients or documents.`;
    case "corrected-bound":
      return `${sides}, each by a one-sided bound at ${formatPercent(alpha)} of the rate corrected for readers.`;
    case "sequential":
      return `a sequential test after every case, which calls a rate of ${formatPercent(sprt.low)} failed with chance ${formatPercent(alpha)} and one of ${formatPercent(sprt.high)} passed with chance ${formatPercent(sprt.beta)}.`;
    case "none":
      return `${sides}; no test could be made.`;
  }
}

function writeRate({ rule, result }: Pick<StatementFacts, "result"> & { rule: GateRule }): string {
  const { rate, correction } = result;
  const interval = rate.interval ? `, ${formatPercent(rate.interval.level)} interval` : "";
  const what = `${rule.severity === "major" ? "major errors" : "errors"} by ${rule.unit}`;
  const arm = rule.arm === null ? "" : ` of “${rule.arm}”`;
  const seen = correction ? `; as it was seen: ${formatEstimate(correction.observed, { scale: "share" })}` : "";
  const corrected = correction ? ", corrected for readers by controls with known answers" : "";
  return `Rate of ${what}${arm}${corrected}: ${formatEstimate(rate, { scale: "share" })}${interval}${seen}, read by ${READERS[result.kind]}.`;
}

/** What happened on the way that whoever relies on it must know. */
function writeHistory({ rule, result, looks }: StatementFacts): string[] {
  const { assessmentsBefore, createdAt, reason } = rule;
  const lines: string[] = [];
  if (assessmentsBefore > 0) {
    const on = createdAt ? ` on ${createdAt.toISOString().slice(0, 10)}` : "";
    lines.push(
      `This rule was stored${on}, when there were ${formatCounted(assessmentsBefore, "reading")} already. Reason: ${reason ?? ""}`,
    );
  }
  if (looks > 1) lines.push(`The round was closed, and its result seen, ${looks} times.`);
  if (result.counts.late > 0) lines.push(`${formatCounted(result.counts.late, "reading")} came late and count.`);
  return lines;
}

/** The words under a signature: what it says, and what it does not say. */
export function writeStatement(facts: StatementFacts): string {
  const { result, decision } = facts;
  const { rule, version } = facts.rule;
  const { alpha } = result.agreement.overall;
  const agreement =
    alpha.value === null ? "not defined" : `Krippendorff’s α ${formatEstimate(alpha, { scale: "number" })}`;
  const lines = [
    `Gate of “${facts.campaign}”.`,
    `${writeRate({ rule, result })} Agreement: ${agreement}.`,
    `Rule, version ${version}: ${writeTest(rule, result)} ${READINGS[rule.readings]} The rule says: ${result.verdict}. ${result.decision.because}`,
    ...writeHistory(facts),
    `Decision: ${decision}.`,
  ];
  if (decision !== result.verdict) lines.push(`This is not what the rule says. Reason: ${facts.reason ?? ""}`);
  else if (facts.reason !== null) lines.push(`Reason: ${facts.reason}`);
  if (facts.readByHer > 0) {
    lines.push(`Whoever signs read ${facts.readByHer} of these notes herself.`);
  }
  lines.push(
    `By signing, ${facts.name} says: I have seen this result with its interval, its number of ${rule.unit}s and its agreement; the round was closed when I did; and on it I decide what comes next in this project.`,
    "This signature does not say that the model, or any note it wrote, is safe or right. It is no clearance for clinical use, no approval of a medical device, and no substitute for a clinician who reads each note before it is used.",
  );
  return lines.join("\n");
}
