import type { Arm } from "@/domain/comparison/arm";
import { describeComparedMetric } from "@/domain/comparison/compared-metric";
import type { Comparison } from "@/domain/comparison/comparison";
import { writeVerdict } from "@/domain/comparison/write-verdict";
import type { Estimate } from "@/domain/estimate";
import { formatCounted } from "@/domain/format/number";
import { compareScores, type ScoredArm } from "./compare-scores";
import { compareSeries } from "./compare-series";
import type { ComparedRun } from "./describe-runs";
import type { Evidence } from "./evidence";
import { differingSettings, WRITING_SETTINGS } from "./held-out";
import type { ScoreTable } from "./score-table";

export type RunArm = Arm<ComparedRun>;
export type Compared = Omit<Comparison, "verdict">;
export type Pair = { arm: RunArm; baseline: RunArm };
export type Known = { evidence: Evidence; scores: ScoreTable; comparisons: number };

function scoredArm({ id, name, runs }: RunArm, { evaluations }: Evidence): ScoredArm {
  return {
    id,
    name,
    runs: runs.flatMap((run) => {
      const evaluation = evaluations.get(run.id);
      return evaluation ? [{ run, evaluation }] : [];
    }),
  };
}

function placeReached({ arm, baseline }: Pair, reached: readonly { runId: string; value: number }[]) {
  return reached.map(({ runId, value }) => {
    const own = arm.runs.find(({ id }) => id === runId);
    const run = own ?? baseline.runs.find(({ id }) => id === runId);
    return { arm: own ? arm.id : baseline.id, runId, seed: run?.replicate.seed ?? null, value };
  });
}

/** What the texts were written with changes what they score. */
function cautionWriting({ arm, baseline }: Pair, { evaluations, writing }: Evidence): string[] {
  const writers = [...arm.runs, ...baseline.runs].flatMap(({ id }) => evaluations.get(id)?.generationsRun.id ?? []);
  const settings = differingSettings(writing, [...new Set(writers)], WRITING_SETTINGS);
  return settings.length > 0 ? [`The texts were written with different settings: ${settings.join(", ")}.`] : [];
}

function cautionUnscored({ arm, baseline }: Pair, { evaluations }: Evidence): string[] {
  return [arm, baseline].flatMap(({ runs, name }) => {
    const scored = runs.filter(({ id }) => evaluations.has(id)).length;
    return scored > 0 && scored < runs.length ? [`Only ${scored} of ${runs.length} runs of ${name} were scored.`] : [];
  });
}

/** Seeds without a partner stand in the values of their side, and in no difference. */
function cautionUnpaired({ excluded, unit, parameters }: Estimate): string[] {
  if (excluded === 0 || parameters.paired !== true) return [];
  return [
    `${formatCounted(excluded, unit)} without a partner on the other side: in the values, not in the difference.`,
  ];
}

/** One arm against the baseline in one metric, before its family is corrected. */
export function compareArm(metricId: string, pair: Pair, { evidence, scores, comparisons }: Known): Compared {
  const metric = describeComparedMetric(metricId);
  const named = { metric: metric.id, arm: pair.arm.id };
  if (metric.kind === "series") {
    const sides = { candidate: pair.arm, baseline: pair.baseline };
    const { reached, ...rest } = compareSeries(metric, sides, evidence);
    const cautions = [...rest.cautions, ...cautionUnpaired(rest.bySeed)];
    return { ...named, ...rest, cautions, byItem: null, replicates: placeReached(pair, reached) };
  }
  const sides = { candidate: scoredArm(pair.arm, evidence), baseline: scoredArm(pair.baseline, evidence) };
  const { reached, ...rest } = compareScores(metric.definition, sides, scores, comparisons);
  const { caution } = rest.byItem.parameters;
  return {
    ...named,
    ...rest,
    replicates: placeReached(pair, reached),
    cautions: [
      ...cautionUnscored(pair, evidence),
      ...cautionUnpaired(rest.bySeed),
      ...cautionWriting(pair, evidence),
      ...(caution ? [`Read it with care: ${caution}.`] : []),
    ],
  };
}

export function speak(compared: Compared, { arm, baseline }: Pair): Comparison {
  const names = { candidate: arm.name, baseline: baseline.name };
  return { ...compared, verdict: writeVerdict({ ...compared, names }) };
}
