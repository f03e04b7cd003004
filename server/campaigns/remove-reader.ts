import { and, eq, inArray, sql } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { type campaign, campaignCase, campaignReviewer } from "@/db/schema/campaigns";
import { createDraw } from "@/domain/campaigns/draw";
import { handOver } from "@/domain/campaigns/hand-over";
import { readerShares } from "@/domain/campaigns/round-cases";
import { spreadOrder } from "@/domain/campaigns/spread-order";
import { appendAudit } from "../audit/append-audit";
import type { Services } from "../context";
import { DomainError } from "../errors";
import type { CampaignScope } from "./create-campaign";
import type { At } from "./make-cases";
import { lockCampaign, readReaders } from "./read-round";
import { nextPositions, storeTurns } from "./store-turns";
import { byItem, isSampled, type LiveTurn, readLiveTurns, releaseTurns } from "./waiting-turns";

export type Removed = {
  /** Turns that she had open. */
  released: number;
  /** Of them, those that others read now. */
  handedOver: number;
  /** Items that every other reader has already; they keep the readings they have. */
  unplaced: number;
};

/** What she read stays and counts; what she had open goes to others, or back into the queue. */
export async function removeReader(
  { db, now }: Pick<Services, "db" | "now">,
  { projectId, actor }: CampaignScope,
  { campaign: campaignId, reader }: { campaign: string; reader: string },
): Promise<Removed> {
  const at = { projectId, campaignId };
  return db.transaction(async (tx) => {
    const row = await lockCampaign(tx, at);
    if (row.state === "closed")
      throw new DomainError("InvalidState", "The round is closed; its readers stay as they were.");
    const [removed] = await tx
      .update(campaignReviewer)
      .set({ removedAt: now() })
      .where(
        and(
          eq(campaignReviewer.campaignId, campaignId),
          eq(campaignReviewer.projectId, projectId),
          eq(campaignReviewer.id, reader),
          sql`${campaignReviewer.removedAt} is null`,
        ),
      )
      .returning();
    if (!removed) throw new DomainError("NotFound", "This person does not read in this campaign.");
    const outcome = await passOn(tx, at, { row, reader, now: now() });
    await appendAudit(tx, now(), {
      actor,
      projectId,
      action: "campaign.remove-reader",
      subject: "campaign_reviewer",
      subjectId: reader,
      facts: { campaign: campaignId, name: removed.name, ...outcome },
    });
    return outcome;
  });
}

type Leaving = { row: typeof campaign.$inferSelect; reader: string; now: Date };

async function passOn(tx: Transaction, at: At, { row, reader, now }: Leaving): Promise<Removed> {
  const turns = await readLiveTurns(tx, at.campaignId);
  const open = turns.filter((turn) => turn.readerId === reader && turn.state === "open");
  await releaseTurns(
    tx,
    open.map(({ id }) => id),
  );
  const waiting = open.filter(isSampled);
  if (row.design.assignment === "queue") {
    await freeCases(
      tx,
      open.map(({ caseId }) => caseId),
    );
    return { released: open.length, handedOver: waiting.length, unplaced: 0 };
  }
  const read = new Set(
    turns.filter(({ readerId, state }) => readerId === reader && state !== "open").map(({ item }) => item),
  );
  const orphans = waiting.filter(({ kind, item }) => kind === "repeat" && read.has(item));
  await withdrawRepeats(tx, orphans, now);
  const moving = byItem(waiting.filter((turn) => !orphans.includes(turn)));
  const given = handOver(
    [...moving].map(([item, cases]) => ({ item, cases: cases.length })),
    await loadReaders(tx, at, turns),
  );
  const handedOver = await storeHandedOver(tx, at, { row, moving, given, now });
  const unplaced = [...given.values()].filter((next) => next === null).length;
  return { released: open.length, handedOver, unplaced };
}

async function freeCases(tx: Transaction, caseIds: readonly string[]): Promise<void> {
  if (caseIds.length === 0) return;
  await tx
    .update(campaignCase)
    .set({ readingsTaken: sql`greatest(0, ${campaignCase.readingsTaken} - 1)` })
    .where(inArray(campaignCase.id, [...caseIds]));
}

/** Nobody else can say the same again that she said. */
async function withdrawRepeats(tx: Transaction, repeats: readonly LiveTurn[], now: Date): Promise<void> {
  if (repeats.length === 0) return;
  const ids = repeats.map(({ caseId }) => caseId);
  await tx
    .update(campaignCase)
    .set({ withdrawnAt: now, withdrawnReason: "Its reader left before she read it again." })
    .where(inArray(campaignCase.id, ids));
}

async function loadReaders(tx: Transaction, at: At, turns: readonly LiveTurn[]) {
  const readers = readerShares(await readReaders(tx, at));
  return readers.map(({ id, hours }) => {
    const own = turns.filter(({ readerId }) => readerId === id);
    const load = own.filter(({ state }) => state === "open").length;
    return { id, hours, load, items: new Set(own.map(({ item }) => item)) };
  });
}

type HandedOver = Pick<Leaving, "row" | "now"> & {
  moving: ReadonlyMap<string, LiveTurn[]>;
  given: ReadonlyMap<string, string | null>;
};

async function storeHandedOver(tx: Transaction, at: At, { row, moving, given, now }: HandedOver): Promise<number> {
  const next = await nextPositions(tx, at.campaignId);
  const takers = new Set([...given.values()].flatMap((id) => id ?? []));
  const turns = [...takers].flatMap((readerId) => {
    const cases = [...moving].flatMap(([item, own]) => (given.get(item) === readerId ? own : []));
    const order = spreadOrder(cases, row.design.distance, createDraw(row.design.seed, `hand over ${readerId}`));
    const begin = next(readerId);
    return order.map(({ caseId }, place) => ({ caseId, readerId, position: begin + place }));
  });
  await storeTurns(tx, at, { turns, sideBySide: row.protocol.mode === "side-by-side", now });
  return turns.length;
}
