import { and, eq, isNotNull } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { assignment } from "@/db/schema/assessments";
import type { Reader } from "./reader";

export const leaseEnd = ({ design }: Pick<Reader, "design">, now: Date): Date =>
  new Date(now.getTime() + design.leaseMinutes * 60_000);

/** Who reads goes on holding what was pulled for her, also the cases that wait in her browser. */
export async function prolongLeases(
  tx: Transaction,
  reader: Pick<Reader, "design" | "reviewerId">,
  now: Date,
): Promise<string[]> {
  const held = await tx
    .update(assignment)
    .set({ leasedUntil: leaseEnd(reader, now) })
    .where(
      and(
        eq(assignment.reviewerId, reader.reviewerId),
        eq(assignment.state, "open"),
        isNotNull(assignment.leasedUntil),
      ),
    )
    .returning({ id: assignment.id });
  return held.map(({ id }) => id);
}
