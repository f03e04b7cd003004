import { sql } from "drizzle-orm";
import type { Database } from "@/db/database";

/** Turns of a round; practice is told apart, and what was released or taken out of the round counts for nobody. */
export type Progress = { done: number; total: number };

type Row = { id: string; done: number; total: number };

/** In a queue all readings that are asked for, given out or not; else the turns that were made. */
const TOTAL = sql`case when c.design ->> 'assignment' = 'queue' then greatest(t.done - u.done - s.done, (
  select coalesce(sum(k.readings), 0)
  from campaign_case k
  where k.campaign_id = c.id and k.kind <> 'practice' and k.withdrawn_at is null)) else t.total - u.total - s.total end`;

/** Cases whose turns are no reading: practice, and what was taken out. They are few, and each kind has its index. */
const uncounted = (campaignId: ReturnType<typeof sql>) => sql`(
  select id from campaign_case where campaign_id = ${campaignId} and kind = 'practice'
  union
  select id from campaign_case where campaign_id = ${campaignId} and withdrawn_at is not null)`;

/** Of each campaign: what is no reading and what is simulated are taken off what the index of states counts. */
export async function readProgress(db: Database, campaignIds: readonly string[]): Promise<Map<string, Progress>> {
  if (campaignIds.length === 0) return new Map();
  const rows = await db.execute<Row>(sql`
    select c.id,
      (t.done - u.done - s.done)::int as done,
      (${TOTAL})::int as total
    from campaign c
      cross join lateral (
        select count(*) filter (where a.state = 'submitted') as done, count(*) filter (where a.state <> 'released') as total
        from assignment a where a.campaign_id = c.id) t
      cross join lateral (
        select count(*) filter (where a.state = 'submitted') as done, count(*) filter (where a.state <> 'released') as total
        from ${uncounted(sql`c.id`)} k join assignment a on a.case_id = k.id
          join campaign_reviewer r on r.id = a.reviewer_id and r.kind <> 'simulated') u
      cross join lateral (
        select count(*) filter (where a.state = 'submitted') as done, count(*) filter (where a.state <> 'released') as total
        from campaign_reviewer r join assignment a on a.reviewer_id = r.id
        where r.campaign_id = c.id and r.kind = 'simulated') s
    where c.id in ${[...campaignIds]}`);
  return new Map(rows.map(({ id, done, total }) => [id, { done, total }]));
}

export type ReaderProgress = Progress & { seconds: number | null; medianSeconds: number | null; lastAt: Date | null };

/** Of each reader of a campaign, with the time that she read in focus; null of who read no page here. */
export async function readReaderProgress(db: Database, campaignId: string): Promise<Map<string, ReaderProgress>> {
  const rows = await db.execute<Row & { seconds: number | null; median: number | null; last_at: string | null }>(sql`
    select r.id,
      (t.done - u.done)::int as done, (t.total - u.total)::int as total,
      case when r.kind = 'person' then coalesce(s.seconds, 0)::float8 end as seconds,
      case when r.kind = 'person' then s.median end as median, s.last_at
    from campaign_reviewer r
      cross join lateral (
        select count(*) filter (where a.state = 'submitted') as done, count(*) filter (where a.state <> 'released') as total
        from assignment a where a.reviewer_id = r.id) t
      cross join lateral (
        select count(*) filter (where a.state = 'submitted') as done, count(*) filter (where a.state <> 'released') as total
        from ${uncounted(sql`r.campaign_id`)} k join assignment a on a.case_id = k.id and a.reviewer_id = r.id) u
      cross join lateral (
        select sum(e.seconds) as seconds, percentile_cont(0.5) within group (order by e.seconds) as median,
          max(e.created_at) as last_at
        from assessment e where e.reviewer_id = r.id and e.current) s
    where r.campaign_id = ${campaignId}`);
  return new Map(
    rows.map(({ id, done, total, seconds, median, last_at }) => [
      id,
      { done, total, seconds, medianSeconds: median, lastAt: last_at === null ? null : new Date(last_at) },
    ]),
  );
}

/** Cases by kind. */
export async function countCases(db: Database, campaignIds: readonly string[]) {
  const counts = new Map<string, Record<string, number>>();
  if (campaignIds.length === 0) return counts;
  const rows = await db.execute<{ id: string; kind: string; n: number }>(sql`
    select campaign_id as id, kind, count(*)::int as n from campaign_case
    where campaign_id in ${[...campaignIds]} and withdrawn_at is null group by campaign_id, kind`);
  for (const { id, kind, n } of rows) counts.set(id, { ...counts.get(id), [kind]: n });
  return counts;
}
