import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import type { StageConfig } from "@/db/schema/runs";

export type Candidate = { runId: string; projectId: string; stage: string; attempt: number; config: StageConfig };

/**
 * The queue: priority first; then the project that was served longest ago, and in it the person; then age.
 * Among equals this is a round-robin, so nobody's hundred runs hold up another's one.
 */
export async function readQueue(
  tx: Transaction,
  of: { executor: string; limit: number; after: number },
): Promise<Candidate[]> {
  const rows = await tx.execute<{
    id: string;
    project_id: string;
    stage: string;
    attempt: number;
    given_config: StageConfig;
  }>(sql`
    with queued as (
      select id, project_id, created_by, stage, attempt, given_config, priority, queued_at
      from run where state = 'queued' and executor = ${of.executor}
    ), served as (
      select q.project_id, q.created_by,
        (select max(a.started_at) from run_attempt a where a.project_id = q.project_id) as project_at,
        (select a.started_at from run_attempt a join run r on r.id = a.run_id
          where a.project_id = q.project_id and r.created_by is not distinct from q.created_by
          order by a.started_at desc limit 1) as person_at
      from (select distinct project_id, created_by from queued) q
    )
    select id, queued.project_id, stage, attempt, given_config
    from queued join served on served.project_id = queued.project_id
      and served.created_by is not distinct from queued.created_by
    order by priority desc, project_at nulls first, person_at nulls first, queued_at, id
    limit ${of.limit} offset ${of.after}`);
  return rows.map((row) => ({
    runId: row.id,
    projectId: row.project_id,
    stage: row.stage,
    attempt: row.attempt,
    config: row.given_config,
  }));
}
