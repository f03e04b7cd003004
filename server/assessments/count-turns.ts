import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { countFree } from "./free-cases";
import { type Reader, readsFromQueue } from "./reader";

export type TurnCounts = { done: number; total: number; practiceDone: number; practiceTotal: number };

type Row = { kind: string; state: string; count: number };

/**
 * Turns of one reader by state, all in the index; and those that do not count as reading, which are few and are found
 * from their cases.
 */
async function readCounts(db: Database | Transaction, { campaignId, reviewerId }: Reader): Promise<Row[]> {
  return db.execute<Row>(sql`
    select 'all' as kind, state, count(*)::int from assignment where reviewer_id = ${reviewerId} group by state
    union all
    select case when c.withdrawn_at is null then 'practice' else 'withdrawn' end as kind, a.state, count(*)::int
    from (
      select id, withdrawn_at from campaign_case where campaign_id = ${campaignId} and kind = 'practice'
      union
      select id, withdrawn_at from campaign_case where campaign_id = ${campaignId} and withdrawn_at is not null
    ) c join assignment a on a.case_id = c.id and a.reviewer_id = ${reviewerId}
    group by 1, a.state`);
}

/** What a reader has behind her and before her; in a queue that is what is free for her, too. */
export async function countTurns(db: Database | Transaction, reader: Reader): Promise<TurnCounts> {
  const rows = await readCounts(db, reader);
  const sum = (kind: string, states: readonly string[]) =>
    rows.filter((row) => row.kind === kind && states.includes(row.state)).reduce((all, { count }) => all + count, 0);
  const reading = (...states: string[]) => sum("all", states) - sum("practice", states) - sum("withdrawn", states);
  const free = readsFromQueue(reader) && reader.state !== "closed" ? await countFree(db, reader, Date.now()) : 0;
  return {
    done: reading("submitted"),
    total: reading("submitted", "open") + free,
    practiceDone: sum("practice", ["submitted"]),
    practiceTotal: sum("practice", ["submitted", "open", "released"]),
  };
}
