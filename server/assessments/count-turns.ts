import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { countFree } from "./free-cases";
import { type Reader, readsFromQueue } from "./reader";
import { COUNTED_EACH, RememberedCounts } from "./remembered-counts";

export type TurnCounts = { done: number; total: number; practiceDone: number; practiceTotal: number };

type Row = { kind: string; state: string; count: number };

const turnsOfReaders = new RememberedCounts();

/** Turns that do not count as reading, which are few and are found from their cases; and all in the states asked for. */
async function readCounts(
  db: Database | Transaction,
  { campaignId, reviewerId }: Reader,
  states: readonly string[],
): Promise<Row[]> {
  return db.execute<Row>(sql`
    select 'all' as kind, state, count(*)::int from assignment
    where reviewer_id = ${reviewerId} and state = any(${sql.param([...states])}::text[]) group by state
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
  const now = Date.now();
  const known = turnsOfReaders.read(reader.reviewerId, now);
  // Sent together, so that no question waits for the answer to another.
  const [rows, turns, free] = await Promise.all([
    readCounts(db, reader, known ? ["submitted"] : ["submitted", "open"]),
    known,
    readsFromQueue(reader) && reader.state !== "closed" ? countFree(db, reader, now) : 0,
  ]);
  const sum = (kind: string, states: readonly string[]) =>
    rows.filter((row) => row.kind === kind && states.includes(row.state)).reduce((all, { count }) => all + count, 0);
  const other = (...states: string[]) => sum("practice", states) + sum("withdrawn", states);
  const [submitted, opened] = [sum("all", ["submitted"]), sum("all", ["open"])];
  // Many open turns are those there were some seconds ago, less what was submitted since.
  const open = turns === null ? opened : Math.max(0, turns - submitted);
  if (turns === null && opened > COUNTED_EACH) {
    await turnsOfReaders.make(reader.reviewerId, now, async () => submitted + opened);
  }
  const done = submitted - other("submitted");
  return {
    done,
    total: done + Math.max(0, open - other("open")) + free,
    practiceDone: sum("practice", ["submitted"]),
    practiceTotal: sum("practice", ["submitted", "open", "released"]),
  };
}
