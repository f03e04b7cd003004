import type { Sql } from "@/db/database";
import { DomainError } from "../errors";
import { SHOWN_STATES } from "./blind-pair";

type At = { projectId: string; datasetVersionId: string };

/**
 * The file of a version holds who read its notes and whose they are, and its digest covers that: while a round that it
 * rests on is open again, it is held back as a whole.
 */
export async function refuseOpenRounds(sql: Sql, { projectId, datasetVersionId }: At): Promise<void> {
  const open = sql`select id from campaign where project_id = ${projectId} and state <> all(${SHOWN_STATES})`;
  const [found] = await sql<{ name: string }[]>`
    select c.name from campaign c
    where c.project_id = ${projectId} and c.id in (${open}) and exists (
      select from pair p
      where p.project_id = ${projectId} and p.dataset_version_id = ${datasetVersionId} and (
        p.provenance -> 'chosen' ->> 'campaign' = c.id or p.provenance -> 'rejected' ->> 'campaign' = c.id
        or exists (select from unnest(p.assessment_ids) said join assessment a on a.id = said
          where a.project_id = ${projectId} and a.campaign_id = c.id)))
    order by c.created_at limit 1`;
  if (!found) return;
  const what = `“${found.name}” was opened again, and this file says who read its notes and whose they are.`;
  const remedy = "Close the round first, or export it as CSV or for TRL, which hold neither.";
  throw new DomainError("InvalidState", `${what} ${remedy}`, [{ where: "format", what, remedy }]);
}
