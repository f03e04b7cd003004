import { and, eq, inArray, lt } from "drizzle-orm";
import { type RunFailure, run, runAttempt } from "@/db/schema/runs";
import { LIVE_STATES } from "@/domain/runs/run-rules";
import type { Services } from "../context";
import { changeRunState } from "../runs/change-run-state";

const SILENT: RunFailure = {
  fault: "machine",
  reason: "The program that logged to this run gave no sign of life any more: it ended without saying so.",
  remedy: "If it goes on elsewhere, its events are still taken, and its end settles the run.",
  field: null,
  detail: "",
};

async function lose({ db }: Pick<Services, "db">, runId: string, attempt: number): Promise<boolean> {
  return db.transaction(async (tx) => {
    const cancelled = await changeRunState(tx, { runId, attempt, from: ["cancelling"], to: "cancelled" });
    const changed =
      cancelled ??
      (await changeRunState(tx, {
        runId,
        attempt,
        from: ["starting", "running"],
        to: "lost",
        set: { failure: SILENT },
      }));
    if (!changed) return false;
    await tx
      .update(runAttempt)
      .set({ endedAt: changed.endedAt, outcome: "lost", failure: cancelled ? null : SILENT })
      .where(and(eq(runAttempt.runId, runId), eq(runAttempt.attempt, attempt)));
    return true;
  });
}

/**
 * Runs of people's own programs have no supervisor to look at, only beats. To be called while the server has been up
 * for a whole lease. Returns how many were given up.
 */
export async function loseSilentClients({ db, now }: Pick<Services, "db" | "now">): Promise<number> {
  const silent = await db
    .select({ runId: run.id, attempt: run.attempt })
    .from(run)
    .innerJoin(runAttempt, and(eq(runAttempt.runId, run.id), eq(runAttempt.attempt, run.attempt)))
    .where(and(eq(run.executor, "client"), inArray(run.state, LIVE_STATES), lt(runAttempt.leaseUntil, now())));
  let lost = 0;
  for (const { runId, attempt } of silent) {
    if (await lose({ db }, runId, attempt)) lost += 1;
  }
  return lost;
}
