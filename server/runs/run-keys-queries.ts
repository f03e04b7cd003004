import { sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { RunKeys } from "@/domain/runs/filter/resolve-fields";
import { LIVE_STATES } from "@/domain/runs/run-rules";

/** Goes from one key to the next in the index, so that 10,000,000 rows with 1,000 keys are 1,000 look-ups. */
const distinctKeys = (table: "run_param" | "run_metric", projectId: string) => sql`
  with recursive step(key) as (
    (select key from ${sql.raw(table)} where project_id = ${projectId} order by key limit 1)
    union all
    select (select next.key from ${sql.raw(table)} next where next.project_id = ${projectId} and next.key > step.key
      order by next.key limit 1) from step where step.key is not null)
  select key from step where key is not null`;

async function read(db: Database, query: ReturnType<typeof sql>): Promise<string[]> {
  const rows = await db.execute<{ key: string }>(query);
  return rows.map(({ key }) => key);
}

/** Every path in a config and every metric that some run of the project has, in order. */
export async function readRunKeys(db: Database, projectId: string): Promise<RunKeys> {
  const growing = sql`select distinct series.key from series join run on run.id = series.run_id
    where run.project_id = ${projectId} and run.state in ${sql.raw(`('${LIVE_STATES.join("', '")}')`)}`;
  const [config, settled, live] = await Promise.all([
    read(db, distinctKeys("run_param", projectId)),
    read(db, distinctKeys("run_metric", projectId)),
    read(db, growing),
  ]);
  const metrics = new Set([...settled, ...live]);
  return { config, metrics: metrics.size === settled.length ? settled : [...metrics].sort() };
}
