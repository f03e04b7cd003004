import type { Transaction } from "@/db/database";
import type { RunState } from "@/domain/runs/run-rules";
import type { Services } from "../context";
import { DomainError } from "../errors";
import { changeRunState } from "./change-run-state";
import { guardAction, type RunAddress } from "./guard-action";
import { readBlocker } from "./read-edges";

type Again = { runId: string; stage: string; state: RunState };

async function queueAgain(tx: Transaction, found: Again, resumeFromStep: number | null, now: Date): Promise<RunState> {
  const waitingFor = await readBlocker(tx, found);
  const fresh = { startedAt: null, endedAt: null, failure: null, cancelRequestedAt: null, progress: null };
  const row = await changeRunState(tx, {
    runId: found.runId,
    from: [found.state],
    to: waitingFor ? "waiting" : "queued",
    set: { ...fresh, resumeFromStep, waitingFor },
    now,
  });
  if (!row) throw new DomainError("Conflict", "The run changed its state at the same moment. Look again.");
  return row.state;
}

/** A new attempt from the beginning. */
export async function retryRun(
  { db, now }: Pick<Services, "db" | "now">,
  at: RunAddress,
): Promise<{ state: RunState }> {
  return db.transaction(async (tx) => {
    const found = await guardAction(tx, at, "retry");
    return { state: await queueAgain(tx, found, null, now()) };
  });
}

/** A new attempt from the last checkpoint that is still on disk. */
export async function resumeRun(
  { db, now }: Pick<Services, "db" | "now">,
  at: RunAddress,
): Promise<{ state: RunState; fromStep: number | null }> {
  return db.transaction(async (tx) => {
    const found = await guardAction(tx, at, "resume");
    return { state: await queueAgain(tx, found, found.lastCheckpoint, now()), fromStep: found.lastCheckpoint };
  });
}
