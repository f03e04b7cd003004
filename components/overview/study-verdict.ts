import type { Estimate } from "@/domain/estimate";
import { describeEstimate, formatEstimate } from "@/domain/format/estimate";
import { formatCounted } from "@/domain/format/number";
import { describeMetric } from "@/domain/metrics/metric-words";

export type Scored = {
  runId: string;
  kind: "score" | "difference";
  role: "candidate" | "baseline";
  generationsRunId: string;
  estimate: Estimate;
};

export type Verdict = {
  tone: "good" | "bad" | "undecided";
  /** "The tuned model is closer to the reference." */
  claim: string;
  /** "ROUGE-L +0.401 (95 % +0.334 to +0.470), 30 notes, one seed." */
  evidence: string;
  evaluateRunId: string;
};

const PRIMARY = "text.rouge_l@1";

/** The paired difference decides: better or worse only where its interval leaves zero out. */
export function judgeStudy(estimates: readonly Scored[], seeds: number): Verdict | null {
  const found = estimates.find(({ kind, estimate }) => kind === "difference" && estimate.definition === PRIMARY);
  if (!found) return null;
  const { estimate, runId } = found;
  const { title } = describeMetric(estimate.definition);
  if (estimate.state === "undefined") {
    return {
      tone: "undecided",
      claim: "It cannot be said.",
      evidence: `${title}: ${estimate.reason}`,
      evaluateRunId: runId,
    };
  }
  const words = describeEstimate(estimate, { scale: "number", difference: true });
  const interval = words?.interval ? ` (${words.level} ${words.interval})` : ", without an interval";
  const seed = seeds === 1 ? "one seed" : formatCounted(seeds, "seed");
  const evidence = `Tuned against base: ${title} ${words?.value}${interval}, ${words?.sample}, ${seed}.`;
  const decided = estimate.interval !== null && (estimate.interval.low > 0 || estimate.interval.high < 0);
  if (!decided)
    return { tone: "undecided", claim: "Undecided: no difference can be told.", evidence, evaluateRunId: runId };
  return estimate.value > 0
    ? { tone: "good", claim: "The tuned model writes closer to the reference.", evidence, evaluateRunId: runId }
    : { tone: "bad", claim: "The tuned model writes further from the reference.", evidence, evaluateRunId: runId };
}

/** What each run of the study has to say in one line. */
export function headlineOf(runId: string, estimates: readonly Scored[]): string | null {
  const own = estimates.find(
    ({ kind, generationsRunId, estimate }) =>
      kind === "score" && generationsRunId === runId && estimate.definition === PRIMARY,
  );
  if (!own) return null;
  return `${describeMetric(PRIMARY).title} ${formatEstimate(own.estimate, { scale: "number" })}`;
}
