import { and, eq } from "drizzle-orm";
import { runAttempt } from "@/db/schema/runs";
import type { Services } from "../context";

/** Everything in the attempt's journal is stored. */
export async function markShipped(
  { db, now }: Pick<Services, "db" | "now">,
  of: { runId: string; attempt: number },
): Promise<void> {
  await db
    .update(runAttempt)
    .set({ shippedAt: now() })
    .where(and(eq(runAttempt.runId, of.runId), eq(runAttempt.attempt, of.attempt)));
}
