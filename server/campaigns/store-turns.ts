import { randomInt } from "node:crypto";
import { eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { assignment } from "@/db/schema/assessments";
import type { Turn } from "@/domain/campaigns/round-cases";
import { newId } from "@/domain/identifiers";
import type { At } from "./make-cases";

const ROWS_PER_INSERT = 2_000;

type Wanted = { turns: readonly Turn[]; sideBySide: boolean; now: Date };

/**
 * Which note stands first in a choice is tossed for each turn, and kept with it. A turn of hers that was released is
 * hers again, with what she marked.
 */
export async function storeTurns(tx: Transaction, at: At, { turns, sideBySide, now }: Wanted): Promise<void> {
  const rows = turns.map(({ caseId, readerId, position }) => ({
    id: newId(),
    ...at,
    caseId,
    reviewerId: readerId,
    position,
    state: "open" as const,
    swapped: sideBySide && randomInt(2) === 1,
    createdAt: now,
  }));
  for (let from = 0; from < rows.length; from += ROWS_PER_INSERT) {
    await tx
      .insert(assignment)
      .values(rows.slice(from, from + ROWS_PER_INSERT))
      .onConflictDoUpdate({
        target: [assignment.caseId, assignment.reviewerId],
        set: { state: "open", position: sql`excluded.position`, leasedUntil: null },
        setWhere: eq(assignment.state, "released"),
      });
  }
}

/** Place behind the last turn of each reader. */
export async function nextPositions(tx: Transaction, campaignId: string): Promise<(readerId: string) => number> {
  const rows = await tx
    .select({ id: assignment.reviewerId, next: sql<number>`max(${assignment.position}) + 1` })
    .from(assignment)
    .where(eq(assignment.campaignId, campaignId))
    .groupBy(assignment.reviewerId);
  const next = new Map(rows.map((row) => [row.id, row.next]));
  return (readerId) => next.get(readerId) ?? 0;
}
