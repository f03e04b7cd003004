import { and, desc, eq, inArray, isNull, ne, sql } from "drizzle-orm";
import { run, runAttempt } from "@/db/schema/runs";
import { LIVE_STATES } from "@/domain/runs/run-rules";
import type { Services } from "../context";
import type { AttemptProcess, Executor } from "./executors/executor";

const columns = {
  projectId: runAttempt.projectId,
  runId: runAttempt.runId,
  attempt: runAttempt.attempt,
  state: run.state,
  bootId: runAttempt.bootId,
  supervisorPid: runAttempt.supervisorPid,
  supervisorStarted: runAttempt.supervisorStarted,
  preparedBy: runAttempt.preparedBy,
  startedAt: runAttempt.startedAt,
  lastBeatAt: runAttempt.lastBeatAt,
  leaseUntil: runAttempt.leaseUntil,
  cancelSignalledAt: runAttempt.cancelSignalledAt,
};

type Place = Pick<Executor, "host" | "name">;

/** Current attempts that hold a slot on this host. */
export async function readLiveAttempts(db: Services["db"], at: Place) {
  return db
    .select(columns)
    .from(runAttempt)
    .innerJoin(run, and(eq(run.id, runAttempt.runId), eq(run.attempt, runAttempt.attempt)))
    .where(and(eq(runAttempt.host, at.host), eq(run.executor, at.name), inArray(run.state, LIVE_STATES)));
}

export type LiveAttempt = Awaited<ReturnType<typeof readLiveAttempts>>[number];

const UNSHIPPED_LOOKED_AT = 200;

/** Attempts of this host that are over, but whose journal may hold more than was stored. */
export async function readUnshippedAttempts(db: Services["db"], at: Place): Promise<LiveAttempt[]> {
  return (
    db
      .select(columns)
      .from(runAttempt)
      .innerJoin(run, eq(run.id, runAttempt.runId))
      .where(
        and(
          eq(runAttempt.host, at.host),
          eq(run.executor, at.name),
          isNull(runAttempt.shippedAt),
          sql`${runAttempt.supervisorPid} is not null`,
          sql`(${ne(run.attempt, runAttempt.attempt)} or ${run.state} not in ${LIVE_STATES})`,
        ),
      )
      // One whose journal cannot be shipped must not stand before those that can.
      .orderBy(desc(runAttempt.startedAt))
      .limit(UNSHIPPED_LOOKED_AT)
  );
}

export function processOf(attempt: LiveAttempt): AttemptProcess {
  const { runId, attempt: number, supervisorPid, supervisorStarted, bootId } = attempt;
  const supervisor =
    supervisorPid !== null && supervisorStarted ? { pid: supervisorPid, started: supervisorStarted } : null;
  return { runId, attempt: number, supervisor, bootId };
}
