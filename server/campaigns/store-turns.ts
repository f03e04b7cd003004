import { randomInt } from "node:crypto";
import type { Transaction } from "@/db/database";
import { assignment } from "@/db/schema/assessments";
import type { Turn } from "@/domain/campaigns/round-cases";
import { newId } from "@/domain/identifiers";
import type { At } from "./make-cases";

const ROWS_PER_INSERT = 2_000;

type Wanted = { turns: readonly Turn[]; sideBySide: boolean; now: Date };

/** Which note stands first in a choice is tossed for each turn, and kept with it. */
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
    await tx.insert(assignment).values(rows.slice(from, from + ROWS_PER_INSERT));
  }
}
