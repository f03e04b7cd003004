import { setImmediate as letOthersRun } from "node:timers/promises";
import { countSeeds, foldArms } from "@/domain/comparison/arm";
import { describeComparedMetric } from "@/domain/comparison/compared-metric";
import type { ComparedArm, Comparison, ComparisonReport, MetricChoice } from "@/domain/comparison/comparison";
import { furthestAhead, summariseVerdicts } from "@/domain/comparison/summarise-verdicts";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { type Compared, compareArm, type Known, type RunArm, speak } from "./compare-arm";
import { readStanding } from "./compared-runs-queries";
import { correctFamily, correctSecondary } from "./correct-family";
import { describeRuns } from "./describe-runs";
import { type Evidence, readEvidence } from "./evidence";
import { leadingMetric, listMetrics, tableMetrics } from "./list-metrics";
import { markFront } from "./mark-front";
import { costRuns, readSpeeds } from "./run-costs";
import { readScores } from "./score-table";

export type ComparisonRequest = {
  runs: readonly string[];
  baseline?: string;
  /** The arm that the table of all metrics is about. */
  against?: string;
  metric?: string;
  /** Runs that differ by their seed alone stand together. */
  fold: boolean;
  /** What is asked for and not there is refused. */
  strict: boolean;
  /** Scores with failed texts read in other ways stand in the table too. */
  readings: boolean;
};

/** A slip in a name must not answer another question. */
function refuseUnknown(request: ComparisonRequest, metrics: readonly MetricChoice[]): void {
  const runs = (
    [
      ["baseline", request.baseline],
      ["against", request.against],
    ] as const
  ).flatMap(([where, id]) =>
    id === undefined || request.runs.includes(id) ? [] : [{ where, what: `${id} is not among the runs.` }],
  );
  const { metric } = request;
  const unknown = metric !== undefined && metrics.length > 0 && !metrics.some(({ id }) => id === metric);
  const problems = [...runs, ...(unknown ? [{ where: "metric", what: `No run has ${metric}.` }] : [])];
  if (problems.length > 0) throw new DomainError("Validation", problems.map(({ what }) => what).join(" "), problems);
}

type Here = Pick<Services, "sql"> & { projectId: string; evidence: Evidence };

async function knowScores(here: Here, arms: readonly RunArm[], metrics: readonly string[]): Promise<Known> {
  const definitions = metrics.filter((id) => describeComparedMetric(id).kind === "score");
  const evaluationIds = arms.flatMap(({ runs }) =>
    runs.flatMap(({ id }) => here.evidence.evaluations.get(id)?.evaluationId ?? []),
  );
  const wanted = definitions.length === 0 ? [] : [...new Set(evaluationIds)];
  const scores = await readScores(here.sql, { projectId: here.projectId, evaluationIds: wanted, definitions });
  const comparisons = definitions.length * Math.max(1, arms.length - 1);
  return { evidence: here.evidence, scores, comparisons };
}

/** Every other arm against the baseline in the metric that leads. */
async function compareLeading(here: Here, metric: string, baseline: RunArm, others: RunArm[]): Promise<Comparison[]> {
  const known = await knowScores(here, [baseline, ...others], [metric]);
  const compared: { pair: { arm: RunArm; baseline: RunArm }; of: Compared }[] = [];
  for (const arm of others) {
    const pair = { arm, baseline };
    compared.push({ pair, of: compareArm(metric, pair, known) });
    await letOthersRun();
  }
  const all = compared.map(({ of }) => of);
  // One arm is one question; several ask the same metric several times.
  const corrected = others.length > 1 ? correctFamily(all, () => true) : all;
  return compared.flatMap(({ pair }, at) => {
    const of = corrected[at];
    return of ? [speak(of, pair)] : [];
  });
}

/** One arm against the baseline in every metric; the leading one as it was corrected over all arms. */
async function compareAll(
  here: Here,
  metrics: string[],
  leading: readonly Comparison[],
  pair: { arm: RunArm; baseline: RunArm },
) {
  const led = leading.find(({ arm }) => arm === pair.arm.id);
  const known = await knowScores(here, [pair.baseline, pair.arm], metrics);
  const rows: Compared[] = [];
  for (const metric of metrics) {
    if (metric === led?.metric) continue;
    rows.push(compareArm(metric, pair, known));
    await letOthersRun();
  }
  const spoken = new Map(correctSecondary(rows).map((row) => [row.metric, speak(row, pair)]));
  if (led) spoken.set(led.metric, led);
  return metrics.flatMap((metric) => spoken.get(metric) ?? []);
}

function describeArm(
  arm: RunArm,
  evidence: Evidence,
  speeds: ReadonlyMap<string, number>,
): Omit<ComparedArm, "onFront"> {
  return {
    id: arm.id,
    name: arm.name,
    runs: arm.runs.map(({ id, name, stage, state, replicate, fingerprint }) => {
      return { id, name, stage, state, replicate, fingerprint };
    }),
    seeds: countSeeds(arm),
    evaluatedOn: arm.runs.flatMap(({ id }) => {
      const found = evidence.evaluations.get(id);
      if (!found) return [];
      const { scores: _, datasetVersionId: __, ...told } = found;
      return [told];
    }),
    costs: costRuns(arm.runs, speeds),
  };
}

/** Two to a hundred runs: the verdict, every metric, and what each took. */
export async function compareRuns(
  { db, sql }: Pick<Services, "db" | "sql">,
  of: { projectId: string; slug: string },
  request: ComparisonRequest,
): Promise<ComparisonReport> {
  const { projectId } = of;
  const standing = await readStanding({ db, sql }, { projectId, runIds: request.runs });
  const runs = describeRuns(standing);
  const { arms, foldable } = foldArms(runs, request.fold);
  const holding = (id: string | undefined) => arms.find((arm) => arm.runs.some((run) => run.id === id));
  const baseline = holding(request.baseline) ?? arms[0];
  const others = arms.filter((arm) => arm !== baseline);
  const evidence = await readEvidence({ db, sql }, { projectId, standing, wanted: request.metric ?? null });
  const metrics = listMetrics(arms, evidence, request.metric ?? null);
  if (request.strict) refuseUnknown(request, metrics);
  const metric = leadingMetric(metrics, request.metric ?? null);
  const here = { sql, projectId, evidence };
  const speeds = await readSpeeds(sql, { projectId, runIds: runs.map(({ id }) => id) });
  const leading = baseline && metric ? await compareLeading(here, metric, baseline, others) : [];
  const named = others.find((arm) => arm === holding(request.against));
  const against = named ?? others.find(({ id }) => id === furthestAhead(leading)?.arm) ?? others[0];
  const rows = tableMetrics(metrics, evidence, { leading: metric, readings: request.readings });
  const table = baseline && against && metric ? await compareAll(here, rows, leading, { arm: against, baseline }) : [];
  const names = new Map(arms.map(({ id, name }) => [id, name]));
  const told = arms.map((arm) => describeArm(arm, evidence, speeds));
  return {
    project: of.slug,
    missing: standing.missing,
    arms: markFront(told, leading, baseline?.id ?? ""),
    baseline: baseline?.id ?? "",
    candidate: against?.id ?? null,
    folded: request.fold && foldable,
    foldable,
    metrics,
    metric,
    verdict: summariseVerdicts(leading, names, baseline?.id ?? ""),
    leading,
    table,
  };
}
