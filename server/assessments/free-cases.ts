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
      order by c.id) free`);
  return row?.free ?? 0;
}

/** Never taken, because they are nobody's to pull; counted from their index alone. */
const OTHERS = sql`kind in ('practice', 'repeat')`;

/** Of both what stands in an index is enough: of 100,000 cases no row is opened. */
async function countOfRound(db: Database | Transaction, campaignId: string): Promise<number> {
  const [row] = await db.execute<{ free: number }>(sql`
    select (
        select count(*) from campaign_case
        where campaign_id = ${campaignId} and readings_taken < readings and withdrawn_at is null
      )::int - (
        select count(*) from campaign_case where campaign_id = ${campaignId} and ${OTHERS} and withdrawn_at is null
      )::int as free`);
  return row?.free ?? 0;
}

/**
 * Cases of the queue that this reader could still get; of a long queue, those of the round, as counted for all. That is
 * asked first and by one of those who ask at once: what a reader has of a long queue takes long to find.
 */
export async function countFree(db: Database | Transaction, reader: Reader, now: number): Promise<number> {
  const { campaignId } = reader;
  const ofRound = await freeOfRounds.make(campaignId, now, () => countOfRound(db, campaignId));
  return ofRound > COUNTED_EACH ? ofRound : countForReader(db, reader);
}
