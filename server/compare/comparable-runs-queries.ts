import type { Sql } from "@/db/database";
import type { RunState } from "@/domain/runs/run-rules";

export type ComparableRun = { id: string; name: string; stage: string; state: RunState; scored: boolean };

const MOST = 30;

/** Runs to set beside those chosen: of the same stage first, then the newest; archived ones aside. */
export function listComparableRuns(
  sql: Sql,
  of: { projectId: string; words: string; beside: readonly string[] },
): Promise<ComparableRun[]> {
  const beside = [...of.beside];
  const pattern = `%${of.words.replaceAll(/[\\%_]/g, (sign) => `\\${sign}`)}%`;
  return sql<ComparableRun[]>`
    select r.id, r.name, r.stage, r.state,
      exists (select 1 from evaluation e where e.project_id = r.project_id
        and (e.run_id = r.id or e.generations_run_id = r.id)) as scored
    from run r
    where r.project_id = ${of.projectId} and r.archived_at is null and r.id <> all(${beside})
      and r.stage <> 'import-model' and r.name ilike ${pattern}
    order by (r.stage in (select stage from run where project_id = ${of.projectId} and id = any(${beside}))) desc,
      r.created_at desc, r.id
    limit ${MOST}`;
}
