import { and, eq, inArray } from "drizzle-orm";
import type { Database, Sql } from "@/db/database";
import { evaluationEstimate } from "@/db/schema/evaluations";
import type { EvaluatedOn } from "@/domain/comparison/comparison";
import type { Estimate } from "@/domain/estimate";
import { RUN_RULES, type RunState } from "@/domain/runs/run-rules";

/** The evaluation that speaks for a run, with its definitions as they were computed. */
export type RunEvaluation = EvaluatedOn & { datasetVersionId: string; scores: Estimate[] };

type Row = {
  owner: string;
  evaluationId: string;
  evaluateRunId: string;
  evaluateRunName: string;
  evaluateRunState: RunState;
  generationsRunId: string;
  generationsRunName: string;
  datasetVersionId: string;
  dataset: string;
  splits: string[];
  examples: number;
};

type Of = { projectId: string; runIds: readonly string[] };

/**
 * Evaluations that show a run's work, best first: its own; of what it generated; of what the model that it trained
 * generated. Settled ones come before those under way, later ones before earlier ones.
 */
function readCandidates(sql: Sql, { projectId, runIds }: Of): Promise<Row[]> {
  const ids = [...runIds];
  return sql<Row[]>`
    with owned as (
      select e.run_id as owner, 0 as way, e.* from evaluation e
      where e.project_id = ${projectId} and e.run_id = any(${ids}) and e.role = 'candidate'
      union all
      select e.generations_run_id, 1, e.* from evaluation e
      where e.project_id = ${projectId} and e.generations_run_id = any(${ids}) and e.run_id <> e.generations_run_id
      union all
      select trained.owner, 2, e.* from (
        select distinct coalesce(made.made_by_run_id, input.from_run_id) as owner, input.run_id
        from run_input input
        left join model made on made.project_id = input.project_id and made.id = input.model_id
        where input.project_id = ${projectId} and input.name = 'model'
          and (input.from_run_id = any(${ids}) or made.made_by_run_id = any(${ids}))
      ) trained join evaluation e on e.project_id = ${projectId} and e.generations_run_id = trained.run_id
    ), held as (
      select x.evaluation_id, item.dataset_version_id, array_agg(distinct item.split) as splits, count(*)::int as examples
      from evaluation_example x
      join example item on item.project_id = x.project_id and item.id = x.example_id
      where x.project_id = ${projectId} and x.evaluation_id in (select id from owned)
      group by 1, 2
    )
    select owned.owner, owned.id as "evaluationId", scorer.id as "evaluateRunId", scorer.name as "evaluateRunName",
      scorer.state as "evaluateRunState", writer.id as "generationsRunId", writer.name as "generationsRunName",
      held.dataset_version_id as "datasetVersionId", d.name || ' v' || v.number as dataset, held.splits, held.examples
    from owned
    join held on held.evaluation_id = owned.id
    join run scorer on scorer.project_id = ${projectId} and scorer.id = owned.run_id
    join run writer on writer.project_id = ${projectId} and writer.id = owned.generations_run_id
    join dataset_version v on v.project_id = ${projectId} and v.id = held.dataset_version_id
    join dataset d on d.project_id = ${projectId} and d.id = v.dataset_id
    order by owned.owner, owned.way, (scorer.state = 'finished') desc, owned.created_at desc, owned.id`;
}

export const measuredOn = (row: { datasetVersionId: string; splits: readonly string[] }) =>
  `${row.datasetVersionId} ${[...row.splits].sort().join(" ")}`;

/** What most runs were scored on, so that a run scored twice shows the evaluation that can be compared. */
function commonGround(rows: readonly Row[]): string | null {
  const owners = new Map<string, Set<string>>();
  for (const row of rows) {
    const ground = measuredOn(row);
    owners.set(ground, (owners.get(ground) ?? new Set()).add(row.owner));
  }
  const [most] = [...owners].sort(([, a], [, b]) => b.size - a.size);
  return most?.[0] ?? null;
}

function chooseOne(rows: readonly Row[]): Row[] {
  const ground = commonGround(rows);
  const chosen = new Map<string, Row>();
  for (const row of rows) {
    const held = chosen.get(row.owner);
    if (!held || (measuredOn(held) !== ground && measuredOn(row) === ground)) chosen.set(row.owner, row);
  }
  return [...chosen.values()];
}

/** One evaluation a run, by run id; runs that nothing was scored of are not in it. */
export async function readEvaluationsOfRuns(
  { db, sql }: { db: Database; sql: Sql },
  of: Of,
): Promise<Map<string, RunEvaluation>> {
  const chosen = chooseOne(await readCandidates(sql, of));
  if (chosen.length === 0) return new Map();
  const scores = await db
    .select({ evaluationId: evaluationEstimate.evaluationId, estimate: evaluationEstimate.estimate })
    .from(evaluationEstimate)
    .where(
      and(
        eq(evaluationEstimate.projectId, of.projectId),
        eq(evaluationEstimate.kind, "score"),
        inArray(
          evaluationEstimate.evaluationId,
          chosen.map((row) => row.evaluationId),
        ),
      ),
    );
  const scoresOf = new Map<string, Estimate[]>();
  for (const { evaluationId, estimate } of scores) {
    scoresOf.set(evaluationId, [...(scoresOf.get(evaluationId) ?? []), estimate]);
  }
  return new Map(
    chosen.map((row) => [
      row.owner,
      {
        runId: row.owner,
        evaluationId: row.evaluationId,
        evaluateRun: {
          id: row.evaluateRunId,
          name: row.evaluateRunName,
          settled: RUN_RULES[row.evaluateRunState].settled,
        },
        generationsRun: { id: row.generationsRunId, name: row.generationsRunName },
        datasetVersionId: row.datasetVersionId,
        dataset: row.dataset,
        splits: [...row.splits].sort(),
        examples: row.examples,
        scores: scoresOf.get(row.evaluationId) ?? [],
      },
    ]),
  );
}
