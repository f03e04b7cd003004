import type { Estimate } from "@/domain/estimate";
import { durationOf, type StudyDetail } from "./study-progress";

export type StudySummary = {
  study: string;
  url: string;
  runs: {
    id: string;
    name: string;
    stage: string;
    state: string;
    durationSeconds: number | null;
    metrics: Estimate[];
    /** Last logged value of the stage's headline series: one run, no interval. */
    lastValues: Record<string, number | null>;
  }[];
  differences: Estimate[];
};

/** The one object that `studies sample --json` prints. */
export function summariseStudy(detail: StudyDetail, url: string, now: Date): StudySummary {
  const scores = detail.estimates.filter((each) => each.kind === "score");
  return {
    study: detail.id,
    url,
    runs: detail.runs.map((run) => ({
      id: run.id,
      name: run.name,
      stage: run.stage,
      state: run.state,
      durationSeconds: durationOf(run, now),
      // A run of generations carries its own scores, the evaluate run those of its candidate.
      metrics: scores
        .filter((each) => each.generationsRunId === run.id || (each.runId === run.id && each.role === "candidate"))
        .map((each) => each.estimate),
      lastValues: run.headline,
    })),
    differences: detail.estimates.filter((each) => each.kind === "difference").map((each) => each.estimate),
  };
}

function formatEstimate(estimate: Estimate): string {
  if (estimate.state === "undefined") return `undefined: ${estimate.reason}`;
  const { value, interval, n, unit } = estimate;
  const range = interval ? ` [${interval.low.toFixed(3)}, ${interval.high.toFixed(3)}] ${interval.level * 100} %` : "";
  return `${value.toFixed(3)}${range}, n = ${n} ${unit}s`;
}

export function formatDifferences(differences: readonly Estimate[]): string {
  const width = Math.max(0, ...differences.map((each) => each.definition.length));
  return differences.map((each) => `${each.definition.padEnd(width)}  ${formatEstimate(each)}`).join("\n");
}
