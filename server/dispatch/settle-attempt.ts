import { and, eq, isNull, sql } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { type RunFailure, run, runAttempt } from "@/db/schema/runs";
import { costOf, type Price } from "@/domain/runs/price";
import type { Services } from "../context";
import { changeRunState } from "../runs/change-run-state";
import type { LiveAttempt } from "./live-attempts";

export type Ending = { to: "lost" | "cancelled" | "failed"; reason: string; remedy?: string; detail?: string };

type Attempt = Pick<LiveAttempt, "projectId" | "runId" | "attempt" | "startedAt" | "lastBeatAt">;

function failureOf(ending: Ending, hasCheckpoint: boolean): RunFailure {
  const again = hasCheckpoint
    ? "Resume the run: it goes on from its last checkpoint."
    : "Retry the run: it has no checkpoint and starts from the beginning.";
  const remedy = ending.remedy ?? again;
  return { fault: "machine", reason: ending.reason, remedy, field: null, detail: ending.detail ?? "" };
}

async function keptCheckpoint(tx: Transaction, { projectId, runId }: Attempt): Promise<boolean> {
  const rows = await tx.execute(
    sql`select 1 from checkpoint where project_id = ${projectId} and run_id = ${runId} and kept limit 1`,
  );
  return rows.length > 0;
}

const OUTCOMES = { lost: "lost", failed: "failed", cancelled: "stopped" } as const;

/**
 * Writes the end of an attempt that cannot say it itself. False where somebody, or a late event, was first.
 * Whoever asked to cancel in the meantime gets what he asked for.
 */
export async function settleAttempt(
  { db, now }: Pick<Services, "db" | "now">,
  of: Attempt,
  ending: Ending,
  price: Price | null,
): Promise<boolean> {
  const { projectId, runId, attempt, startedAt, lastBeatAt } = of;
  const endedAt = now();
  const seconds = Math.max(0, ((lastBeatAt ?? startedAt).getTime() - startedAt.getTime()) / 1_000);
  return db.transaction(async (tx) => {
    const failure = failureOf(ending, await keptCheckpoint(tx, of));
    const change = { runId, attempt, set: { failure }, now: endedAt };
    const cancelled = await changeRunState(tx, { ...change, from: ["cancelling"], to: "cancelled" });
    const from = ["starting", "running"] as const;
    const row =
      cancelled ?? (ending.to === "cancelled" ? null : await changeRunState(tx, { ...change, from, to: ending.to }));
    if (!row) return false;
    const busySeconds = row.busySeconds + seconds;
    await tx
      .update(run)
      .set({ busySeconds, ...costOf(price, busySeconds) })
      .where(and(eq(run.projectId, projectId), eq(run.id, runId)));
    await tx
      .update(runAttempt)
      .set({ endedAt, failure, outcome: OUTCOMES[cancelled ? "cancelled" : ending.to] })
      .where(and(eq(runAttempt.runId, runId), eq(runAttempt.attempt, attempt), isNull(runAttempt.endedAt)));
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
