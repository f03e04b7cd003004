import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { type campaign, campaignCase } from "@/db/schema/campaigns";
import { createDraw, shuffle } from "@/domain/campaigns/draw";
import { takeShare } from "@/domain/campaigns/hand-over";
import { readerShares } from "@/domain/campaigns/round-cases";
import { spreadOrder } from "@/domain/campaigns/spread-order";
import type { At } from "./make-cases";
import { readReaders, readRoundCases } from "./read-round";
import { nextPositions, storeTurns } from "./store-turns";
import { byItem, isSampled, type LiveTurn, readLiveTurns, releaseTurns } from "./waiting-turns";

type CampaignRow = typeof campaign.$inferSelect;

/** Whole items of a reader that nobody of hers began. */
function movableItems(turns: readonly LiveTurn[], readerId: string) {
  const own = byItem(turns.filter((turn) => turn.readerId === readerId && isSampled(turn)));
  return [...own]
    .filter(([, cases]) => cases.every(({ fresh }) => fresh))
    .map(([item, cases]) => ({ item, cases: cases.length }));
}

/** A reader who comes into an open round gets practice, the controls, and her share of what others did not begin. */
export async function joinRound(
  tx: Transaction,
  at: At,
  { row, readerId, now }: { row: CampaignRow; readerId: string; now: Date },
) {
  const turns = await readLiveTurns(tx, at.campaignId);
  const readers = readerShares(await readReaders(tx, at));
  const cases = await readRoundCases(tx, at);
  const draw = createDraw(row.design.seed, `join ${readerId}`);
  const hours = readers.find(({ id }) => id === readerId)?.hours ?? 1;
  const has = new Set(turns.filter((turn) => turn.readerId === readerId).map(({ item }) => item));
  const givers = readers
    .filter(({ id }) => id !== readerId)
    .map((giver) => ({
      ...giver,
      load: turns.filter((turn) => turn.readerId === giver.id && turn.state === "open" && isSampled(turn)).length,
      movable: movableItems(turns, giver.id),
    }));
  const queue = row.design.assignment === "queue";
  const taken = queue ? [] : takeShare({ hours, items: has }, givers, draw);
  const moved = taken.flatMap(({ item, from }) =>
    turns.filter((turn) => turn.readerId === from && turn.item === item && isSampled(turn)),
  );
  await releaseTurns(
    tx,
    moved.map(({ id }) => id),
  );
  const controls = queue ? [] : cases.filter(({ kind }) => kind === "planted" || kind === "clean");
  const own = [...controls, ...moved.map(({ caseId, item }) => ({ id: caseId, item }))];
  const practice = shuffle(
    cases.filter(({ kind }) => kind === "practice"),
    draw,
  );
  const begin = (await nextPositions(tx, at.campaignId))(readerId);
  const order = [...practice, ...spreadOrder(own, row.design.distance, draw)];
  const given = order.map(({ id: caseId }, place) => ({ caseId, readerId, position: begin + place }));
  await storeTurns(tx, at, { turns: given, sideBySide: row.protocol.mode === "side-by-side", now });
  await tx
    .update(campaignCase)
    .set({ readings: readers.length })
    .where(
      and(eq(campaignCase.campaignId, at.campaignId), inArray(campaignCase.kind, ["practice", "planted", "clean"])),
    );
  return { taken: moved.length };
}
