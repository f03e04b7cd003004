import { sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import type { SpentRuns } from "@/domain/reports/study-cost";
import type { StudyGraph, StudyOf } from "../studies/read-graph";

/** Of the runs that the study made, those too that a re-run set aside, and of those that it took over from another. */
export async function readSpentRuns(
  db: Database,
  { projectId, studyId }: StudyOf,
  { made }: Pick<StudyGraph, "made">,
): Promise<SpentRuns> {
  const stands = made.filter(({ kind }) => kind === "run").map(({ thingId }) => thingId);
  const [spent] = await db.execute<SpentRuns>(sql`
    select coalesce(sum(busy_seconds), 0)::float8 as "busySeconds", sum(cost)::float8 as cost,
      (count(*) filter (where busy_seconds > 0))::int as busy,
      (count(*) filter (where busy_seconds > 0 and cost is null))::int as unpriced,
      coalesce(array_agg(distinct coalesce(cost_currency, '')) filter (where cost is not null), '{}') as currencies
    from run where project_id = ${projectId} and (study_id = ${studyId} or id in ${[...stands, ""]})`);
  if (!spent) throw new Error("A sum over runs has one row.");
  return spent;
}
