import { sql } from "drizzle-orm";
import type { Database } from "@/db/database";
import { type PaidTime, writePaidTimeCsv } from "@/domain/assessments/paid-time";
import { DomainError } from "../errors";

type Asked = { projectId: string; campaign: string; from?: string | undefined; to?: string | undefined };

/**
 * Time with the page in focus: reading and practice from the changes, training and adjudication as they were told. A
 * settled case counts for the reader's row of who settled it.
 */
export async function readPaidTime(db: Database, { projectId, campaign, from, to }: Asked) {
  const [round] = await db.execute<{ name: string }>(
    sql`select name from campaign where id = ${campaign} and project_id = ${projectId}`,
  );
  if (!round) throw new DomainError("NotFound", "There is no such campaign in this project.");
  const rows = await db.execute<PaidTime>(sql`
    with work as (
      select a.reviewer_id, c.received_at as at, c.seconds, c.assignment_id as done,
        case when n.kind = 'practice' then 'training' else 'reading' end as kind
      from assessment_change c join assignment a on a.id = c.assignment_id join campaign_case n on n.id = a.case_id
      where a.campaign_id = ${campaign}
      union all
      select t.reviewer_id, t.at, t.seconds, null, t.kind
      from review_time t join campaign_reviewer r on r.id = t.reviewer_id where r.campaign_id = ${campaign}
      union all
      select r.id, d.created_at, d.seconds, d.case_id, 'adjudication'
      from adjudication d join campaign_reviewer r on r.campaign_id = d.campaign_id and r.user_id = d.decided_by
      where d.campaign_id = ${campaign}
    )
    select r.name as reader, to_char(w.at at time zone 'UTC', 'YYYY-MM-DD') as day, w.kind,
      count(distinct w.done)::int as cases, sum(w.seconds)::float8 as seconds
    from work w join campaign_reviewer r on r.id = w.reviewer_id
    where r.kind = 'person'
      and (${from ?? null}::date is null or (w.at at time zone 'UTC')::date >= ${from ?? null}::date)
      and (${to ?? null}::date is null or (w.at at time zone 'UTC')::date <= ${to ?? null}::date)
    group by r.id, r.name, day, w.kind order by r.name, r.id, day, w.kind`);
  const items = rows.map(({ reader, day, kind, cases, seconds }) => ({ reader, day, kind, cases, seconds }));
  return { items, csv: writePaidTimeCsv(items) };
}
