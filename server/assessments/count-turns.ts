import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { type Reader, readsFromQueue } from "./reader";

export type TurnCounts = { done: number; total: number; practiceDone: number; practiceTotal: number };

type Row = { done: number; own: number; practice_done: number; practice_total: number };

/** What a reader has behind her and before her; in a queue that is what is free for her, too. */
export async function countTurns(db: Database | Transaction, reader: Reader): Promise<TurnCounts> {
  const [own] = await db.execute<Row>(sql`
    select
      count(*) filter (where c.kind <> 'practice' and a.state = 'submitted')::int as done,
      count(*) filter (where c.kind <> 'practice' and a.state <> 'released')::int as own,
      count(*) filter (where c.kind = 'practice' and a.state = 'submitted')::int as practice_done,
      count(*) filter (where c.kind = 'practice')::int as practice_total
    from assignment a join campaign_case c on c.id = a.case_id
    where a.reviewer_id = ${reader.reviewerId} and c.withdrawn_at is null`);
  const { done = 0, own: held = 0, practice_done = 0, practice_total = 0 } = own ?? {};
  const free = readsFromQueue(reader) && reader.state !== "closed" ? await countFree(db, reader) : 0;
  return { done, total: held + free, practiceDone: practice_done, practiceTotal: practice_total };
}

async function countFree(db: Database | Transaction, { campaignId, reviewerId }: Reader): Promise<number> {
  const [row] = await db.execute<{ free: number }>(sql`
    select count(*)::int as free from campaign_case c
    where c.campaign_id = ${campaignId} and c.readings_taken < c.readings and c.withdrawn_at is null
      and c.kind not in ('practice', 'repeat')
      and not exists (select from assignment a
        where a.case_id = c.id and a.reviewer_id = ${reviewerId} and a.state <> 'released')`);
  return row?.free ?? 0;
}
