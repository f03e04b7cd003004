import type { Estimate } from "../estimate";
import { formatEstimate } from "../format/estimate";
import { formatCounted } from "../format/number";
import type { ChoiceCounts } from "./count-choices";

/** Resampling fewer groups than this makes bounds that are too narrow. */
const FEW_GROUPS = 20;

const isAre = (count: number) => (count === 1 ? "is" : "are");

function leavesOutHalf({ interval }: Estimate): boolean {
  return interval !== null && (interval.low > 0.5 || interval.high < 0.5);
}

/** What must be known to read a preference, each as a sentence. */
export function writePreferenceCautions(
  counts: ChoiceCounts,
  { weighted, looks, pairs, firstShown }: { weighted: boolean; looks: number; pairs: number; firstShown: Estimate },
): string[] {
  const said: string[] = [];
  if (pairs > 1) {
    said.push(
      `It is one of ${pairs} pairs of arms; intervals and p are of each by itself, so that of several called better some may be by chance.`,
    );
  }
  const cases = (count: number) => formatCounted(count, "case");
  const groups = formatCounted(counts.groups, "patient or document", "patients or documents");
  if (!weighted && counts.groups < counts.judged) {
    said.push(
      `${cases(counts.judged)} come from ${groups}; the exact test and its interval take cases as independent of each other.`,
    );
  }
  if (weighted) {
    said.push("Cases stand for unequal shares of the notes: shares are weighted, wins and ties are counts.");
  }
  if (counts.judged > 0 && counts.groups < FEW_GROUPS) {
    said.push(`Intervals by resampling ${groups} are too narrow; ${FEW_GROUPS} and more can be trusted.`);
  }
  if (leavesOutHalf(firstShown)) {
    said.push(
      `Of the readings that chose a side, ${formatEstimate(firstShown, { scale: "share" })}, chose the note that stood first. The places were tossed, so that this favours neither arm, and hides some of what tells them apart.`,
    );
  }
  if (counts.split > 0) {
    said.push(
      `Readers are split on ${cases(counts.split)}, which ${counts.split === 1 ? "counts" : "count"} as a tie.`,
    );
  }
  if (counts.cannotJudge > 0) {
    said.push(
      `${cases(counts.cannotJudge)} could be judged by nobody who read ${counts.cannotJudge === 1 ? "it" : "them"}.`,
    );
  }
  if (counts.unread > 0)
    said.push(`${cases(counts.unread)} of the sample ${isAre(counts.unread)} unread and left out.`);
  if (counts.incomplete > 0) said.push(`${cases(counts.incomplete)} had fewer readings than planned.`);
  if (counts.late > 0) {
    said.push(`${formatCounted(counts.late, "reading")} arrived after the round was closed and count like the others.`);
  }
  if (looks > 1) {
    said.push(
      `The round was closed ${looks} times, each of them a look at the choices; p makes no allowance for that.`,
    );
  }
  return said;
}
