import { and, asc, eq, gt, inArray, isNull, ne, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { assignment } from "@/db/schema/assessments";
import { campaign, campaignCase, campaignReviewer } from "@/db/schema/campaigns";
import type { NextCases } from "@/domain/assessments/review-answer";
import { assignQueueCase, releaseExpired } from "../campaigns/pull-case";
import type { Services } from "../context";
import { countHeld, prolongLeases } from "./leases";
import { readCases } from "./read-cases";
import { type Reader, type ReaderAt, readsFromQueue, requireReader } from "./reader";

type Asked = { campaign: string; after?: string | undefined; count: number };

/** So that a browser that asks on and on does not hold the whole queue. */
const MOST_HELD = 40;

async function listOpen(db: Database | Transaction, reader: Reader, asked: Asked, practice: boolean) {
  const [after] = asked.after
    ? await db
        .select({ position: assignment.position })
        .from(assignment)
        .where(and(eq(assignment.id, asked.after), eq(assignment.reviewerId, reader.reviewerId)))
    : [];
  const rows = await db
    .select({ id: assignment.id })
    .from(assignment)
    .innerJoin(campaignCase, eq(campaignCase.id, assignment.caseId))
    .where(
      and(
        eq(assignment.reviewerId, reader.reviewerId),
        eq(assignment.state, "open"),
        isNull(campaignCase.withdrawnAt),
        practice ? eq(campaignCase.kind, "practice") : ne(campaignCase.kind, "practice"),
        after ? gt(assignment.position, after.position) : undefined,
      ),
    )
    .orderBy(asc(assignment.position))
    .limit(asked.count);
  return rows.map(({ id }) => id);
}

/**
 * Fills up from the shared queue. Two tabs of one reader wait for each other at her own row, a close of the round at
 * the campaign's; readers among themselves wait for nobody.
 */
async function pull({ db, now }: Pick<Services, "db" | "now">, reader: Reader, at: ReaderAt, asked: Asked) {
  return db.transaction(async (tx) => {
    // Sent together and run in this order, as they share a connection.
    const [[round]] = await Promise.all([
      tx.select({ state: campaign.state }).from(campaign).where(eq(campaign.id, reader.campaignId)).for("share"),
      tx
        .select({ id: campaignReviewer.id })
        .from(campaignReviewer)
        .where(eq(campaignReviewer.id, reader.reviewerId))
        .for("update"),
      prolongLeases(tx, reader, now()),
      releaseExpired(tx, { campaignId: reader.campaignId }, now()),
    ]);
    const [ids, held] = await Promise.all([listOpen(tx, reader, asked, false), countHeld(tx, reader.reviewerId)]);
    const room = round?.state === "open" ? MOST_HELD - held : 0;
    for (let free = Math.min(room, asked.count - ids.length); free > 0; free -= 1) {
      const turn = await assignQueueCase(tx, {
        projectId: at.projectId,
        campaignId: reader.campaignId,
        reviewerId: reader.reviewerId,
        distance: reader.design.distance,
        leaseMinutes: reader.design.leaseMinutes,
        sideBySide: reader.protocol.mode === "side-by-side",
        now: now(),
      });
      if (!turn) break;
      ids.push(turn.id);
    }
    return ids;
  });
}

/**
 * Asked in one statement, because a case that another reader is taking at this moment goes from free to held between
 * two: the pull passed it over, and it is no reason to go home.
 */
async function whyNone(db: Database, reader: Reader): Promise<NextCases["none"]> {
  if (!readsFromQueue(reader)) return "done";
  const [left] = await db.execute<{ held: boolean }>(sql`
    select exists (select from campaign_case c
      where c.campaign_id = ${reader.campaignId} and c.withdrawn_at is null and c.kind not in ('practice', 'repeat')
      and not exists (select from assignment b
        where b.case_id = c.id and b.reviewer_id = ${reader.reviewerId} and b.state <> 'released')
      and (c.readings_taken < c.readings or exists (select from assignment a
        where a.case_id = c.id and a.state = 'open' and a.leased_until is not null))
    ) as held`);
  return left?.held ? "held" : "done";
}

async function noteOpened(db: Database, ids: readonly string[], now: Date): Promise<void> {
  if (ids.length === 0) return;
  await db
    .update(assignment)
    .set({ openedAt: now })
    .where(and(inArray(assignment.id, [...ids]), isNull(assignment.openedAt)));
}

/** The reader's next cases, practice before the first real one; in a queue they are hers for a while. */
export async function nextCases(
  services: Pick<Services, "db" | "now">,
  at: ReaderAt,
  asked: Asked,
): Promise<NextCases> {
  const { db, now } = services;
  const reader = await requireReader(db, at, asked.campaign);
  if (reader.state === "paused" || reader.state === "closed") return { cases: [], none: reader.state };
  const practising = reader.protocol.practice !== null && reader.practisedAt === null;
  const ids =
    practising || !readsFromQueue(reader)
      ? await listOpen(db, reader, asked, practising)
      : await pull(services, reader, at, asked);
  const [cases] = await Promise.all([readCases(db, reader, ids), noteOpened(db, ids, now())]);
  if (cases.length > 0) return { cases, none: null };
  return { cases, none: practising && !asked.after ? "practice-failed" : await whyNone(db, reader) };
}
