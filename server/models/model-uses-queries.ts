import { statfs } from "node:fs/promises";
import { sql } from "drizzle-orm";
import type { Database, Sql } from "@/db/database";
import type { RunState } from "@/domain/runs/run-rules";

const MOST_USES = 200;

export type ModelUse = { id: string; name: string; stage: string; state: RunState; createdAt: Date };

/** Runs that took this model, directly or as what the run behind it made; newest first, and how many there are. */
export async function readModelUses(db: Database, at: { projectId: string; modelId: string }) {
  const rows = await db.execute<{
    id: string;
    name: string;
    stage: string;
    state: RunState;
    created_at: string;
    total: number;
  }>(sql`
    select r.id, r.name, r.stage, r.state, r.created_at, count(*) over ()::int as total
    from run r
    where r.project_id = ${at.projectId} and exists (
      select from run_input i
        left join model m on m.project_id = i.project_id and m.made_by_run_id = i.from_run_id and m.id = ${at.modelId}
      where i.project_id = r.project_id and i.run_id = r.id and i.name = 'model'
        and coalesce(i.model_id, m.id) = ${at.modelId})
    order by r.created_at desc, r.id limit ${MOST_USES}`);
  const items: ModelUse[] = rows.map((row) => ({
    id: row.id,
    name: row.name,
    stage: row.stage,
    state: row.state,
    createdAt: new Date(row.created_at),
  }));
  return { items, total: rows[0]?.total ?? 0 };
}

/** The runs whose learning is in a model: the one that made it, and those that made what it stands on. */
export function taughtBy(at: { projectId: string; modelId: string }) {
  return sql`
    with recursive taught (run_id) as (
      select made_by_run_id from model where project_id = ${at.projectId} and id = ${at.modelId}
      union
      select coalesce(m.made_by_run_id, i.from_run_id) from taught
        join run_input i on i.project_id = ${at.projectId} and i.run_id = taught.run_id
        left join model m on m.project_id = i.project_id and m.id = i.model_id
      where coalesce(m.made_by_run_id, i.from_run_id) is not null
    )`;
}

/**
 * Dataset versions that it learned from, by its own training or by one of a model that it stands on; and runs of
 * people's own programs among those, of which nobody told what they read.
 */
export async function readTrainedOn(db: Database, at: { projectId: string; modelId: string }) {
  const rows = await db.execute<{ id: string; dataset_id: string; name: string; number: number; holds: string }>(sql`
    ${taughtBy(at)}
    select distinct v.id, d.id as dataset_id, d.name, v.number, v.holds
    from taught
      join run r on r.project_id = ${at.projectId} and r.id = taught.run_id and r.stage = 'sft'
      join run_input i on i.project_id = r.project_id and i.run_id = r.id
      join dataset_version v on v.project_id = i.project_id and v.id = i.dataset_version_id
      join dataset d on d.project_id = v.project_id and d.id = v.dataset_id
    order by d.name, v.number`);
  const untold = await db.execute<{ id: string; name: string }>(sql`
    ${taughtBy(at)}
    select r.id, r.name from taught
      join run r on r.project_id = ${at.projectId} and r.id = taught.run_id
    where r.executor = 'client' or r.stage = 'command'
    order by r.created_at, r.id`);
  return {
    items: rows.map((row) => ({
      versionId: row.id,
      datasetId: row.dataset_id,
      name: row.name,
      number: row.number,
      holds: row.holds,
    })),
    untold: untold.map(({ id, name }) => ({ id, name })),
  };
}

/** Bytes that the models of a project take, each object once, and what the disk of the data folder has free. */
export async function readModelSpace(sql: Sql, home: string, projectId: string) {
  const [sum] = await sql<{ bytes: number }[]>`
    select coalesce(sum(bytes), 0)::float8 as bytes from (
      select distinct on (a.digest) a.bytes
      from model m join artifact a on a.project_id = m.project_id and a.id = m.artifact_id
      where m.project_id = ${projectId}) as each`;
  const disk = await statfs(home).catch(() => null);
  return { bytes: sum?.bytes ?? 0, freeBytes: disk ? disk.bavail * disk.bsize : null };
}
