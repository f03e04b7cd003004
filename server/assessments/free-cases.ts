import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import type { Reader } from "./reader";
import { COUNTED_EACH, RememberedCounts } from "./remembered-counts";

const freeOfRounds = new RememberedCounts();

async function countForReader(db: Database | Transaction, { campaignId, reviewerId }: Reader): Promise<number> {
  const [row] = await db.execute<{ free: number }>(sql`
    select count(*)::int as free from (
      select from campaign_case c
      where c.campaign_id = ${campaignId} and c.readings_taken < c.readings and c.withdrawn_at is null
        and c.kind not in ('practice', 'repeat')
        and not exists (select from assignment a
          where a.case_id = c.id and a.reviewer_id = ${reviewerId} and a.state <> 'released')
      order by c.id limit ${COUNTED_EACH + 1}) free`);
  return row?.free ?? 0;
}

async function countOfRound(db: Database | Transaction, campaignId: string): Promise<number> {
  const [row] = await db.execute<{ free: number }>(sql`
    select count(*)::int as free from campaign_case c
    where c.campaign_id = ${campaignId} and c.readings_taken < c.readings and c.withdrawn_at is null
      and c.kind not in ('practice', 'repeat')`);
  return row?.free ?? 0;
}

/** Cases of the queue that this reader could still get; of a long queue, those of the round, as counted for all. */
export async function countFree(db: Database | Transaction, reader: Reader, now: number): Promise<number> {
  const { campaignId } = reader;
  const known = freeOfRounds.read(campaignId, now);
  if (known) return known;
  const counted = await countForReader(db, reader);
  return counted <= COUNTED_EACH ? counted : freeOfRounds.make(campaignId, now, () => countOfRound(db, campaignId));
}
