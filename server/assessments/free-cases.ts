import { sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import type { Reader } from "./reader";

/** Up to here every free case is counted for the reader who asks. */
const COUNTED_EACH = 2_000;
/** Beyond, all readers of a process hear one number for so long: "12 of 87,231" needs no newer one. */
const REMEMBERED_MILLISECONDS = 15_000;

type Remembered = { until: number; free: Promise<number> };
const remembered = new Map<string, Remembered>();

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

/** Those who ask while the whole queue is counted wait for the same count. */
function rememberCount(db: Database | Transaction, campaignId: string, now: number): Promise<number> {
  const counting: Remembered = { until: now + REMEMBERED_MILLISECONDS, free: countOfRound(db, campaignId) };
  remembered.set(campaignId, counting);
  counting.free.catch(() => {
    if (remembered.get(campaignId) === counting) remembered.delete(campaignId);
  });
  return counting.free;
}

/** Cases of the queue that this reader could still get. */
export async function countFree(db: Database | Transaction, reader: Reader, now: number): Promise<number> {
  const { campaignId } = reader;
  const known = remembered.get(campaignId);
  if (known && known.until > now) return known.free;
  const counted = await countForReader(db, reader);
  if (counted <= COUNTED_EACH) return counted;
  const meanwhile = remembered.get(campaignId);
  return meanwhile && meanwhile.until > now ? meanwhile.free : rememberCount(db, campaignId, now);
}
