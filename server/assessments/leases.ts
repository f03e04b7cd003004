import { and, asc, eq, inArray, isNotNull, lt } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { assignment } from "@/db/schema/assessments";
import type { Reader } from "./reader";

export const leaseEnd = ({ design }: Pick<Reader, "design">, now: Date): Date =>
  new Date(now.getTime() + design.leaseMinutes * 60_000);

/** A lease is written again only after so long, so that not every key writes rows. */
const AFTER_MILLISECONDS = 60_000;

const heldBy = (reviewerId: string) =>
  and(eq(assignment.reviewerId, reviewerId), eq(assignment.state, "open"), isNotNull(assignment.leasedUntil));

/** Who reads goes on holding what was pulled for her, also the cases that wait in her browser. */
export async function prolongLeases(
  tx: Transaction,
  reader: Pick<Reader, "design" | "reviewerId">,
  now: Date,
): Promise<void> {
  const end = leaseEnd(reader, now);
  // Those that another save has locked are prolonged by that one; to wait for them here would lock two saves in a ring.
  const old = tx
    .select({ id: assignment.id })
    .from(assignment)
    .where(and(heldBy(reader.reviewerId), lt(assignment.leasedUntil, new Date(end.getTime() - AFTER_MILLISECONDS))))
    .orderBy(asc(assignment.id))
    .for("update", { skipLocked: true });
  await tx.update(assignment).set({ leasedUntil: end }).where(inArray(assignment.id, old));
}

export const countHeld = (tx: Transaction, reviewerId: string): Promise<number> =>
  tx.$count(assignment, heldBy(reviewerId));
