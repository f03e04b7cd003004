import type { Estimate } from "../estimate";
import type { MeasureGroup, ReportContent, ReportRound } from "./report-content";

const ofRound = ({ rate, agreement }: ReportRound): Estimate[] => [...(rate ? [rate] : []), ...agreement];

const ofGroup = ({ rows }: MeasureGroup): Estimate[] =>
  rows.flatMap(({ before, after, difference }) => [before, after, difference].filter((each) => each !== null));

/** Every estimate that a report shows, in its order. */
export function listEstimates({ measures, rounds }: Pick<ReportContent, "measures" | "rounds">): Estimate[] {
  return [...measures.flatMap(ofGroup), ...rounds.flatMap(ofRound)];
}
