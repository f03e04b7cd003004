import { RUN_RULES, RUN_STATES } from "@/domain/runs/run-rules";
import type { Sql } from "../../../database";

const SETTLED = RUN_STATES.filter((state) => RUN_RULES[state].settled);

/** What settling would have written for each run, one metric after the other, as its index lies. */
export async function fillRunMetrics(sql: Sql, projectId: string): Promise<void> {
  const [role] = await sql`select usesuper from pg_user where usename = current_user`;
  await sql.begin(async (tx) => {
    if (role?.usesuper) await tx`set local session_replication_role = replica`;
    await tx`set local work_mem = '256MB'`;
    await tx`
      insert into run_metric (project_id, key, run_id, last, min, max)
      select series.project_id, series.key, series.run_id, series.last, series.min, series.max
      from series join run on run.id = series.run_id
      where series.project_id = ${projectId} and run.state = any(${SETTLED})
      order by series.key, series.run_id`;
  });
}
