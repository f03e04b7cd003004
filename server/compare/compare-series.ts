import type { Sql } from "@/db/database";
import type { ComparedMetric } from "@/domain/comparison/compared-metric";
import { defineEstimate, undefineEstimate } from "@/domain/comparison/make-estimate";
import type { Estimate } from "@/domain/estimate";
import { formatCount } from "@/domain/format/number";
import { mean } from "@/domain/statistics/moments";
import { compareSeeds, type Reached } from "./compare-seeds";
import type { Standing } from "./compared-runs-queries";
import type { ComparedRun } from "./describe-runs";
import { cautionHeldOut, type HeldOut, refuseHeldOut } from "./held-out";

/** What a run logged under a key. */
export type LoggedValue = {
  runId: string;
  key: string;
  last: number | null;
  /** The very last value as logged; NaN or infinite where a training diverged. */
  ended: number | null;
  min: number | null;
  max: number | null;
  lastStep: number;
};

/** Attempts that a later one started over from nothing do not show. */
export function readLoggedValues(
  sql: Sql,
  of: { projectId: string; runIds: readonly string[]; keys: readonly string[] },
): Promise<LoggedValue[]> {
  return sql<LoggedValue[]>`
    select s.run_id as "runId", s.key, (array_agg(s.last_finite order by s.attempt desc))[1] as last,
      (array_agg(s.last order by s.attempt desc))[1] as ended,
      min(s.min) as min, max(s.max) as max, max(s.step_max) as "lastStep"
    from series s
    where s.project_id = ${of.projectId} and s.run_id = any(${[...of.runIds]}) and s.key = any(${[...of.keys]})
      and not exists (
        select 1 from run_attempt later
        where later.project_id = s.project_id and later.run_id = s.run_id and later.attempt > s.attempt
          and later.sequence > 0 and later.resumed_from_step is null
      )
    group by s.run_id, s.key`;
}

type Side = { name: string; runs: readonly ComparedRun[] };
type SeriesMetric = Extract<ComparedMetric, { kind: "series" }>;
export type SeriesComparison = {
  candidate: Estimate;
  baseline: Estimate;
  bySeed: Estimate;
  reached: { runId: string; value: number }[];
  cautions: string[];
};

/** Versions of data that the runs of a side read themselves. */
function dataOf(standing: Standing, { runs }: Side): string {
  const edges = runs.flatMap(({ id }) => standing.edges.get(id) ?? []);
  const ids = edges.flatMap(({ datasetVersionId }) => datasetVersionId ?? []);
  return [...new Set(ids)].sort().join(" ");
}

/** Candidate against baseline in one value of a curve: no example stands behind it, so a training is the unit. */
export function compareSeries(
  metric: SeriesMetric,
  sides: { candidate: Side; baseline: Side },
  { logged, held, standing }: { logged: readonly LoggedValue[]; held: HeldOut; standing: Standing },
): SeriesComparison {
  const trained = [...sides.candidate.runs, ...sides.baseline.runs].some(({ replicate }) => replicate.trained);
  const unit = trained ? ("seed" as const) : ("run" as const);
  const named = { definition: `series.${metric.reading}@1`, parameters: { key: metric.key }, unit };
  const rowsOf = ({ runs }: Side) =>
    runs.flatMap((run) => {
      const row = logged.find(({ runId, key }) => runId === run.id && key === metric.key);
      const value = row?.[metric.reading] ?? null;
      if (!row || value === null) return [];
      // Where nothing was trained, each run is a measurement of its own.
      const replicate = trained ? run.replicate : { key: `run ${run.id}`, trained: true };
      return [
        {
          runId: run.id,
          key: replicate.key,
          trained: replicate.trained,
          value,
          lastStep: row.lastStep,
          name: run.name,
        },
      ];
    });
  const [ours, theirs] = [rowsOf(sides.candidate), rowsOf(sides.baseline)];
  const measured = [...ours, ...theirs].map(({ runId }) => runId);
  const refusal =
    refuseDiverged(metric, sides, logged) ??
    refuse(metric, sides, { ours, theirs }, standing) ??
    refuseHeldOut(metric.key, held, measured);
  if (refusal) {
    const nothing = undefineEstimate({ ...named, n: 0 }, refusal);
    return { candidate: nothing, baseline: nothing, bySeed: nothing, reached: [], cautions: [] };
  }
  const score = (rows: readonly Reached[]) =>
    defineEstimate({ ...named, n: new Set(rows.map(({ key }) => key)).size, value: meanOf(rows) }, null);
  return {
    candidate: score(ours),
    baseline: score(theirs),
    bySeed: compareSeeds(named, ours, theirs),
    reached: [...ours, ...theirs].map(({ runId, value }) => ({ runId, value })),
    cautions: [...cautionHeldOut(metric.key, held, measured), ...cautionsOf(sides, { ours, theirs }, standing)],
  };
}

const meanOf = (rows: readonly Reached[]) => mean(rows.map(({ value }) => value));

type Rows = readonly (Reached & { runId: string; name: string; lastStep: number })[];

/** To judge a diverged training by its last finite value, or to leave it out, would flatter its side. */
function refuseDiverged(
  { key, reading }: SeriesMetric,
  sides: { candidate: Side; baseline: Side },
  logged: readonly LoggedValue[],
): string | null {
  if (reading !== "last") return null;
  const diverged = [...sides.candidate.runs, ...sides.baseline.runs].find(({ id }) =>
    logged.some((row) => row.runId === id && row.key === key && row.ended !== null && !Number.isFinite(row.ended)),
  );
  return diverged ? `${key} of ${diverged.name} ended with a value that is not finite` : null;
}

function refuse(
  metric: SeriesMetric,
  sides: { candidate: Side; baseline: Side },
  { ours, theirs }: { ours: Rows; theirs: Rows },
  standing: Standing,
): string | null {
  if (ours.length === 0) return `${sides.candidate.name} logged no ${metric.key}`;
  if (theirs.length === 0) return `${sides.baseline.name} logged no ${metric.key}`;
  const [data, other] = [dataOf(standing, sides.candidate), dataOf(standing, sides.baseline)];
  if (data !== "" && other !== "" && data !== other) {
    return `${metric.key} was measured on different data: the runs read other dataset versions`;
  }
  return null;
}

function cautionsOf(
  sides: { candidate: Side; baseline: Side },
  { ours, theirs }: { ours: Rows; theirs: Rows },
  standing: Standing,
): string[] {
  const rows = [...ours, ...theirs];
  const steps = rows.map((row) => row.lastStep);
  const [fewest, most] = [Math.min(...steps), Math.max(...steps)];
  const short = rows.find((row) => row.lastStep === fewest);
  const counted = new Set(rows.map(({ runId }) => runId));
  const stopped = [...sides.candidate.runs, ...sides.baseline.runs].filter(
    ({ id, state }) => counted.has(id) && state !== "finished",
  );
  const unknown = dataOf(standing, sides.candidate) === "" || dataOf(standing, sides.baseline) === "";
  return [
    ...(fewest === most
      ? []
      : [
          `They ended at different steps, ${short?.name ?? "one"} at ${formatCount(fewest)}, others as late as ${formatCount(most)}: read the curves too.`,
        ]),
    ...stopped.slice(0, 3).map(({ name, state }) => `${name} is ${state}, and counts as far as it came.`),
    ...(stopped.length > 3 ? [`So do ${stopped.length - 3} more that are not finished.`] : []),
    ...(unknown ? ["Assay does not know on which data this was measured."] : []),
  ];
}
