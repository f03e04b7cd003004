import { and, eq, inArray, lt } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { type RunFailure, run, runAttempt } from "@/db/schema/runs";
import { costOf, type Price } from "@/domain/runs/price";
import { LIVE_STATES } from "@/domain/runs/run-rules";
import type { Services } from "../context";
import { changeRunState } from "../runs/change-run-state";

type Silent = { projectId: string; runId: string; attempt: number };

const SILENT: RunFailure = {
  fault: "machine",
  reason: "The program that logged to this run gave no sign of life any more: it ended without saying so.",
  remedy: "If it goes on elsewhere, its events are still taken, and its end settles the run.",
  field: null,
  detail: "",
};

/** The row is locked and looked at again: a beat may have come in since the list was read. */
async function readSilent(tx: Transaction, of: Silent, now: Date) {
  const { projectId, runId, attempt } = of;
  await tx
    .select({ id: run.id })
    .from(run)
    .where(and(eq(run.projectId, projectId), eq(run.id, runId)))
    .for("no key update");
  const [silent] = await tx
    .select({ startedAt: runAttempt.startedAt, lastBeatAt: runAttempt.lastBeatAt })
    .from(runAttempt)
    .where(and(eq(runAttempt.runId, runId), eq(runAttempt.attempt, attempt), lt(runAttempt.leaseUntil, now)))
    .for("no key update");
  return silent ?? null;
}

async function lose({ db }: Pick<Services, "db">, of: Silent, price: Price | null, now: Date): Promise<boolean> {
  const { projectId, runId, attempt } = of;
  return db.transaction(async (tx) => {
    const silent = await readSilent(tx, of, now);
    if (!silent) return false;
    const change = { runId, attempt, now };
    const cancelled = await changeRunState(tx, { ...change, from: ["cancelling"], to: "cancelled" });
    const from = ["starting", "running"] as const;
    const changed = cancelled ?? (await changeRunState(tx, { ...change, from, to: "lost", set: { failure: SILENT } }));
    if (!changed) return false;
    const seconds = ((silent.lastBeatAt ?? silent.startedAt).getTime() - silent.startedAt.getTime()) / 1_000;
    const busySeconds = changed.busySeconds + Math.max(0, seconds);
    await tx
      .update(run)
      .set({ busySeconds, ...costOf(price, busySeconds) })
      .where(and(eq(run.projectId, projectId), eq(run.id, runId)));
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
export async function loseSilentClients(
  { db, now }: Pick<Services, "db" | "now">,
  price: Price | null,
): Promise<number> {
  const at = now();
  const silent = await db
    .select({ projectId: run.projectId, runId: run.id, attempt: run.attempt })
    .from(run)
    .innerJoin(runAttempt, and(eq(runAttempt.runId, run.id), eq(runAttempt.attempt, run.attempt)))
    .where(and(eq(run.executor, "client"), inArray(run.state, LIVE_STATES), lt(runAttempt.leaseUntil, at)));
  let lost = 0;
  for (const each of silent) if (await lose({ db }, each, price, at)) lost += 1;
  return lost;
}
