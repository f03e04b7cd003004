import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { RUN_RULES, type RunState } from "@/domain/runs/run-rules";

type RunName = { id: string; name: string; stage: string; state: RunState };
/** What would go, and what stands on it. */
export type Removal = {
  /** Those asked for that are still there. */
  runs: RunName[];
  /** Not ended yet; they must be cancelled first. */
  unsettled: RunName[];
  /** Runs outside of these that read what they made, step by step to the last one. */
  downstream: RunName[];
  models: { id: string; name: string }[];
  evaluations: number;
  artifactBytes: number;
  points: number;
};

const texts = (values: readonly string[]) => sql`${sql.param([...values])}::text[]`;

/** A run stands on another when it reads it or a model that it made. */
const reached = (projectId: string, ids: readonly string[]) => sql`
  with recursive reached(id) as (
    select id from run where project_id = ${projectId} and id = any(${texts(ids)})
    union
    select edge.run_id from reached
    left join model on model.project_id = ${projectId} and model.made_by_run_id = reached.id
    join run_input edge on edge.project_id = ${projectId} and (edge.from_run_id = reached.id or edge.model_id = model.id))`;

async function readRuns(db: Database | Transaction, projectId: string, ids: readonly string[]): Promise<RunName[]> {
  return db.execute<RunName>(sql`
    ${reached(projectId, ids)}
    select run.id, run.name, run.stage, run.state from reached join run on run.id = reached.id
    order by run.created_at, run.id`);
}

/** With everything that reads what these runs made, however far. */
export async function readRemoval(
  db: Database | Transaction,
  projectId: string,
  runIds: readonly string[],
): Promise<Removal> {
  const asked = new Set(runIds);
  const all = await readRuns(db, projectId, runIds);
  const ids = texts(all.map(({ id }) => id));
  const models = await db.execute<{ id: string; name: string }>(sql`
    select id, name from model where project_id = ${projectId} and made_by_run_id = any(${ids}) order by name`);
  const [sums] = await db.execute<{ evaluations: number; bytes: number; points: number }>(sql`select
    (select count(*)::int from evaluation where project_id = ${projectId}
      and (run_id = any(${ids}) or generations_run_id = any(${ids}))) as evaluations,
    (select coalesce(sum(bytes), 0)::float8 from artifact where project_id = ${projectId} and run_id = any(${ids})) as bytes,
    (select coalesce(sum(points), 0)::float8 from series where project_id = ${projectId} and run_id = any(${ids})) as points`);
  return {
    runs: all.filter(({ id }) => asked.has(id)),
    unsettled: all.filter(({ state }) => !RUN_RULES[state].settled),
    downstream: all.filter(({ id }) => !asked.has(id)),
    models: [...models],
    evaluations: sums?.evaluations ?? 0,
    artifactBytes: sums?.bytes ?? 0,
    points: sums?.points ?? 0,
  };
}
