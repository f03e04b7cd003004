import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";

/** Copies what the metrics of a settled run came to where tables of runs read them; again whenever they change. */
export async function writeRunMetrics(tx: Database | Transaction, runId: string): Promise<void> {
  await tx.execute(sql`
    insert into run_metric (project_id, key, run_id, last, min, max)
    select project_id, key, run_id, (array_agg(last order by attempt desc))[1], min(min), max(max)
    from series where run_id = ${runId} group by project_id, key, run_id
    on conflict (project_id, key, run_id) do update
      set last = excluded.last, min = excluded.min, max = excluded.max`);
}
