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
  if (!exact && sums.groups < FEW_GROUPS) {
    said.push(`Bounds by resampling ${sums.groups} groups are too narrow; ${FEW_GROUPS} and more can be trusted.`);
  }
  if (counts.tied > 0) {
    said.push(
      `${notes(counts.tied)} ${counts.tied === 1 ? "is" : "are"} tied between readers and count as errors until somebody settles them.`,
    );
  }
  if (counts.unread > 0) {
    said.push(
      `${notes(counts.unread)} of the sample ${counts.unread === 1 ? "was" : "were"} judged by nobody and ${counts.unread === 1 ? "is" : "are"} left out.`,
    );
  }
  if (counts.incomplete > 0) said.push(`${notes(counts.incomplete)} had fewer readings than planned.`);
  if (counts.late > 0) {
    said.push(`${formatCounted(counts.late, "reading")} arrived after the round was closed and count like the others.`);
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
