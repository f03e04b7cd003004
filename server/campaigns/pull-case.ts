import { randomInt } from "node:crypto";
import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { assignment } from "@/db/schema/assessments";
import { campaignCase } from "@/db/schema/campaigns";
import { newId } from "@/domain/identifiers";
import type { At } from "./make-cases";

type Pull = At & { reviewerId: string; distance: number; leaseMinutes: number; sideBySide: boolean; now: Date };

/** Frees cases of the round whose lease ran out before a verdict; what was marked stays with the turn. */
export async function releaseExpired(
  tx: Transaction,
  { campaignId }: Pick<At, "campaignId">,
  now: Date,
): Promise<number> {
  const freed = await tx.execute<{ id: string }>(sql`
    with gone as (
      update assignment set state = 'released'
      where id in (
        select id from assignment where campaign_id = ${campaignId} and state = 'open' and leased_until < ${now.toISOString()}
        order by id for update skip locked)
      returning case_id
    ), freed as (select case_id, count(*)::int as turns from gone group by case_id)
    update campaign_case c set readings_taken = greatest(0, c.readings_taken - freed.turns)
    from freed where c.id = freed.case_id returning c.id`);
  return freed.length;
}

/**
 * The next case of a queue for this reader, which nobody else can hold: counting a reading is what takes it, so of two
 * who ask at once the second sees the count. Ids are random, and each pull begins at a random one. Arms of what she
 * read within the last `distance` turns are passed over, unless nothing else is left; a repeat goes to who read the
 * case that it repeats. Null when nothing is left for her.
 */
export async function assignQueueCase(tx: Transaction, pull: Pull): Promise<{ id: string; caseId: string } | null> {
  const begin = newId();
  const caseId =
    (await takeCase(tx, pull, sql`c.id >= ${begin}`, true)) ??
    (await takeCase(tx, pull, sql`c.id < ${begin}`, true)) ??
    (await takeCase(tx, pull, sql`true`, false));
  if (!caseId) return null;
  const leasedUntil = new Date(pull.now.getTime() + pull.leaseMinutes * 60_000);
  const [turn] = await tx
    .insert(assignment)
    .values({
      id: newId(),
      projectId: pull.projectId,
      campaignId: pull.campaignId,
      caseId,
      reviewerId: pull.reviewerId,
      position: sql`(select coalesce(max(position) + 1, 0) from assignment where reviewer_id = ${pull.reviewerId})`,
      state: "open",
      leasedUntil,
      swapped: pull.sideBySide && randomInt(2) === 1,
      createdAt: pull.now,
    })
    // Of a turn of hers that was released: it is hers again, with what she marked.
    .onConflictDoUpdate({
      target: [assignment.caseId, assignment.reviewerId],
      set: { state: "open", leasedUntil },
      setWhere: eq(assignment.state, "released"),
    })
    .returning({ id: assignment.id, caseId: assignment.caseId });
  return turn ?? null;
}

async function takeCase(tx: Transaction, pull: Pull, place: ReturnType<typeof sql>, apart: boolean) {
  const recent = sql`select n.item from assignment a join campaign_case n on n.id = a.case_id
    where a.reviewer_id = ${pull.reviewerId} order by a.position desc limit ${pull.distance}`;
  const [taken] = await tx
    .update(campaignCase)
    .set({ readingsTaken: sql`${campaignCase.readingsTaken} + 1` })
    .where(
      and(
        eq(
          campaignCase.id,
          sql`(
          select c.id from campaign_case c
          where c.campaign_id = ${pull.campaignId} and c.readings_taken < c.readings and c.withdrawn_at is null
            and ${place}
            and c.kind <> 'practice'
            and not exists (
              select from assignment a
              where a.case_id = c.id and a.reviewer_id = ${pull.reviewerId} and a.state <> 'released')
            and (c.kind <> 'repeat' or exists (
              select from assignment a
              where a.case_id = c.repeat_of and a.reviewer_id = ${pull.reviewerId} and a.state = 'submitted'))
            ${apart ? sql`and c.item not in (${recent})` : sql``}
          order by c.id limit 1 for update skip locked)`,
        ),
        sql`${campaignCase.readingsTaken} < ${campaignCase.readings}`,
      ),
    )
    .returning({ id: campaignCase.id });
  return taken?.id ?? null;
}
