import type { Estimate } from "../estimate";
import type { StudyVerdict } from "../studies/result-words";
import type { SideComparison } from "../studies/study-result";
import type { StudyState } from "../studies/study-rules";
import type { ReportContent, ReportStanding } from "./report-content";
import { leavesZeroOut, sayZero } from "./test-words";

export const STANDING_OF: Readonly<Record<StudyState, ReportStanding>> = {
  running: "interim",
  paused: "interim",
  finished: "final",
  cancelled: "stopped",
};

/** What stands on every page of it. */
export function sayStanding(state: StudyState, open: readonly string[]): string {
  if (state === "finished") return "Final: the study is finished.";
  if (state === "cancelled") return "Stopped: the study was cancelled before its end.";
  const left = open.length > 0 ? ` Not done yet: ${open.map((title) => `“${title}”`).join(", ")}.` : "";
  return `Interim: the study is ${state}, and what comes may change the answer.${left}`;
}

type Measured = { verdict: StudyVerdict | null; overSeeds: Estimate | null; sides: readonly SideComparison[] };

/** The first sentence, with what the interval says of no difference; without a comparison, what the study came to. */
export function writeStudyVerdict(
  measured: Measured | null,
  { outcome, reason }: { outcome: string | null; reason: string },
): ReportContent["verdict"] {
  if (!measured?.verdict) return { tone: "none", claim: outcome ?? "There is no answer.", evidence: reason };
  const { tone, claim, evidence } = measured.verdict;
  const decides = measured.overSeeds ?? measured.sides[0]?.difference;
  // Beside "no difference can be told" that sentence alone would read as a claim.
  const misleads = tone === "undecided" && decides !== undefined && leavesZeroOut(decides);
  const zero = decides && !misleads ? sayZero(decides) : "";
  return { tone, claim, evidence: zero ? `${evidence} ${zero}` : evidence };
}
