import { formatCounted } from "../format/number";
import { formatPercent } from "../format/percent";
import type { ResultCounts } from "./gate-result";
import type { GateRule } from "./gate-rule";
import type { RateSums } from "./rate-sums";

/** Resampling fewer groups than this makes bounds that are too narrow. */
const FEW_GROUPS = 20;

export type CautionFacts = {
  rule: GateRule;
  counts: ResultCounts;
  sums: RateSums;
  exact: boolean;
  /** How often the round was closed, and so looked at. */
  looks: number;
  /** Assessments there were when the rule was stored. */
  assessmentsBefore: number;
};

/** What must be known to read a result, each as a sentence. */
export function writeCautions({ rule, counts, sums, exact, looks, assessmentsBefore }: CautionFacts): string[] {
  const said: string[] = [];
  const notes = (count: number) => formatCounted(count, "note");
  if (exact && sums.groups < sums.notes) {
    said.push(
      `${notes(sums.notes)} come from ${formatCounted(sums.groups, "patient or document", "patients or documents")}; the exact test takes notes as independent of each other.`,
    );
  }
  const groups = Math.floor(sums.effectiveGroups + 1e-9);
  if (!exact && groups < FEW_GROUPS) {
    const worth = groups < sums.groups ? `, which count as ${groups},` : "";
    said.push(
      `Bounds by resampling ${sums.groups} groups${worth} are too narrow; ${FEW_GROUPS} and more can be trusted.`,
    );
  }
  if (counts.tied > 0) {
    said.push(
      rule.unit === "note"
        ? `${notes(counts.tied)} ${counts.tied === 1 ? "is tied between readers and counts as an error until somebody settles it" : "are tied between readers and count as errors until somebody settles them"}.`
        : `${notes(counts.tied)} ${counts.tied === 1 ? "has" : "have"} sentences tied between readers, which count as errors until somebody settles them.`,
    );
  }
  if (counts.unread > 0) {
    said.push(
      `${notes(counts.unread)} of the sample ${counts.unread === 1 ? "was" : "were"} judged by nobody and ${counts.unread === 1 ? "is" : "are"} left out.`,
    );
  }
  if (counts.incomplete > 0) said.push(`${notes(counts.incomplete)} had fewer readings than planned.`);
  if (counts.outlived > 0) {
    said.push(
      `${notes(counts.outlived)} ${counts.outlived === 1 ? "was" : "were"} settled on other readings than those that stand now, and count as not settled.`,
    );
  }
  if (counts.late > 0) {
    said.push(
      `${formatCounted(counts.late, "reading")} came late (after the close, after the turn had gone to somebody else, or from a reader who had left the round) and count like the others.`,
    );
  }
  if (rule.looks === "sprt") {
    said.push(
      "The interval is that of a round read to a fixed number of notes; where the sequential test stopped the reading, the rate leans towards the side it stopped at, and the interval covers less than it says.",
    );
  }
  if (rule.looks === "once" && looks > 1) {
    said.push(
      `The round was closed ${looks} times. Each look may err with chance ${formatPercent(rule.alpha)}, together with up to ${formatPercent(Math.min(1, looks * rule.alpha))}.`,
    );
  }
  if (assessmentsBefore > 0) {
    said.push(
      `The rule was stored when there were ${formatCounted(assessmentsBefore, "assessment")} already; it may have been chosen knowing them.`,
    );
  }
  return said;
}
