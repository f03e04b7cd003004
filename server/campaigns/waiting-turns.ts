import { and, eq, inArray, ne } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { assignment } from "@/db/schema/assessments";
import { campaignCase } from "@/db/schema/campaigns";

export type LiveTurn = {
  id: string;
  readerId: string;
  caseId: string;
  item: string;
  kind: (typeof campaignCase.$inferSelect)["kind"];
  state: "open" | "submitted" | "released";
  /** Nobody looked at it yet. */
  fresh: boolean;
};

/** Turns of a round that were not released. */
export async function readLiveTurns(tx: Transaction, campaignId: string): Promise<LiveTurn[]> {
  const rows = await tx
    .select({
      id: assignment.id,
      readerId: assignment.reviewerId,
      caseId: assignment.caseId,
      item: campaignCase.item,
      kind: campaignCase.kind,
      state: assignment.state,
      openedAt: assignment.openedAt,
    })
    .from(assignment)
    .innerJoin(campaignCase, eq(campaignCase.id, assignment.caseId))
    .where(and(eq(assignment.campaignId, campaignId), ne(assignment.state, "released")));
  return rows.map(({ openedAt, ...row }) => ({ ...row, fresh: row.state === "open" && openedAt === null }));
}

const IDS_AT_ONCE = 10_000;

export async function releaseTurns(tx: Transaction, ids: readonly string[]): Promise<void> {
  for (let from = 0; from < ids.length; from += IDS_AT_ONCE) {
    await tx
      .update(assignment)
      .set({ state: "released", leasedUntil: null })
      .where(and(inArray(assignment.id, ids.slice(from, from + IDS_AT_ONCE)), eq(assignment.state, "open")));
  }
}

export const isSampled = ({ kind }: Pick<LiveTurn, "kind">): boolean => kind === "sample" || kind === "repeat";

/** Items with what belongs to each. */
export function byItem<T extends { item: string }>(turns: readonly T[]): Map<string, T[]> {
  const items = new Map<string, T[]>();
  for (const turn of turns) {
    const known = items.get(turn.item);
    if (known) known.push(turn);
    else items.set(turn.item, [turn]);
  }
  return items;
}
