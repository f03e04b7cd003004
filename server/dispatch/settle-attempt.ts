import { and, eq, isNull, sql } from "drizzle-orm";
import { type RunFailure, run, runAttempt } from "@/db/schema/runs";
import type { Services } from "../context";
import { changeRunState } from "../runs/change-run-state";
import type { LiveAttempt } from "./live-attempts";

export type Ending = { to: "lost" | "cancelled" | "failed"; reason: string; detail?: string };

function failureOf(ending: Ending, hasCheckpoint: boolean): RunFailure {
  const remedy = hasCheckpoint
    ? "Resume the run: it goes on from its last checkpoint."
    : "Retry the run: it has no checkpoint and starts from the beginning.";
  return { fault: "machine", reason: ending.reason, remedy, field: null, detail: ending.detail ?? "" };
}

async function keptCheckpoint(db: Services["db"], runId: string): Promise<boolean> {
  const rows = await db.execute(sql`select 1 from checkpoint where run_id = ${runId} and kept limit 1`);
  return rows.length > 0;
}

/** Writes the end of an attempt that cannot say it itself. False where somebody, or a late event, was first. */
export async function settleAttempt(
  { db, now }: Pick<Services, "db" | "now">,
  of: Pick<LiveAttempt, "runId" | "attempt" | "startedAt" | "lastBeatAt">,
  ending: Ending,
): Promise<boolean> {
  const failure = failureOf(ending, await keptCheckpoint(db, of.runId));
  const endedAt = now();
  const busySeconds = Math.max(0, ((of.lastBeatAt ?? of.startedAt).getTime() - of.startedAt.getTime()) / 1_000);
  return db.transaction(async (tx) => {
    const row = await changeRunState(tx, {
      runId: of.runId,
      attempt: of.attempt,
      from: ending.to === "cancelled" ? ["cancelling"] : ["starting", "running", "cancelling"],
      to: ending.to,
      set: { failure },
      now: endedAt,
    });
    if (!row) return false;
    await tx
      .update(run)
      .set({ busySeconds: sql`${run.busySeconds} + ${busySeconds}` })
      .where(eq(run.id, of.runId));
    await tx
      .update(runAttempt)
      .set({ endedAt, failure, outcome: ending.to === "lost" ? "lost" : ending.to === "failed" ? "failed" : "stopped" })
      .where(and(eq(runAttempt.runId, of.runId), eq(runAttempt.attempt, of.attempt), isNull(runAttempt.endedAt)));
    return true;
  });
}

/** The attempt never got a supervisor: the run goes back into the queue as if nothing had been taken. */
export async function requeueAttempt(
  { db, now }: Pick<Services, "db" | "now">,
  of: Pick<LiveAttempt, "runId" | "attempt">,
): Promise<boolean> {
  return db.transaction(async (tx) => {
    const queued = {
      runId: of.runId,
      attempt: of.attempt,
      from: ["starting" as const],
      to: "queued" as const,
      now: now(),
    };
    if (!(await changeRunState(tx, queued))) return false;
    await tx
      .update(runAttempt)
      .set({ endedAt: now(), outcome: "lost", preparedBy: null })
      .where(and(eq(runAttempt.runId, of.runId), eq(runAttempt.attempt, of.attempt)));
    return true;
  });
}
