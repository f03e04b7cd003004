import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import type { ReportContent } from "@/domain/reports/report-content";
import type { Viewer } from "../context";
import { DomainError } from "../errors";

/** Runs whose notes a report tells apart. */
export const runsOf = ({ restsOn }: Pick<ReportContent, "restsOn">): string[] =>
  restsOn.filter(({ kind }) => kind === "run").map(({ id }) => id);

/**
 * Who reads notes of several of these runs, mixed, in a round that is not closed must not see here which of them wrote
 * better. Notes of one run alone cannot be told apart by it.
 */
export async function requireNotReading(
  db: Database | Transaction,
  { projectId, viewer, runs }: { projectId: string; viewer: Viewer; runs: readonly string[] },
): Promise<void> {
  const [found] = await db.execute<{ name: string }>(sql`
    select c.title as name from campaign c join campaign_reviewer r on r.project_id = c.project_id and r.campaign_id = c.id
    where c.project_id = ${projectId} and c.state <> 'closed' and r.user_id = ${viewer.userId} and r.removed_at is null
      and (select count(distinct g.run_id) from campaign_case k join generation g on g.project_id = k.project_id
        and g.id in (k.generation_id, k.other_generation_id)
        where k.project_id = c.project_id and k.campaign_id = c.id and g.run_id in ${[...runs, ""]}) > 1
    limit 1`);
  if (!found) return;
  throw new DomainError(
    "Forbidden",
    `You read in “${found.name}”, which is not closed and holds notes of these models. What came of them is shown to you once it is closed, so that nobody reads in its light.`,
  );
}
