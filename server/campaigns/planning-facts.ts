import { sql } from "drizzle-orm";
import type { Database } from "@/db/database";

const NEWEST = 2_000;

/** How long people took for a case in this project so far; null where nobody read yet. */
export async function readPlanningFacts(db: Database, projectId: string) {
  const [found] = await db.execute<{ seconds: number | null; cases: number }>(sql`
    select percentile_cont(0.5) within group (order by seconds) as seconds, count(*)::int as cases
    from (
      select s.seconds from assessment s
        join campaign_reviewer r on r.id = s.reviewer_id and r.kind = 'person'
      where s.project_id = ${projectId} and s.current and s.seconds > 0
      order by s.created_at desc limit ${NEWEST}) recent`);
  return { medianSeconds: found?.seconds ?? null, cases: found?.cases ?? 0 };
}
