import { and, eq, inArray, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { run } from "@/db/schema/runs";
import { mayChange, RUN_RULES, type RunState } from "@/domain/runs/run-rules";
import { publishChange } from "../live/publish-change";
import { writeRunMetrics } from "./write-run-metrics";

type RunUpdate = Partial<typeof run.$inferInsert>;
export type RunRow = typeof run.$inferSelect;

export type StateChange = {
  runId: string;
  /** Only while this attempt is the current one. */
  attempt?: number;
  from: readonly RunState[];
  to: RunState;
  set?: RunUpdate;
  /** Defaults to the database's clock. */
  now?: Date;
};

function timestampsOf(to: RunState, now: Date | undefined) {
  const at = now ?? sql`now()`;
  if (to === "queued") {
    return { queuedAt: at, startedAt: null, endedAt: null, failure: null, cancelRequestedAt: null, waitingFor: null };
  }
  if (to === "running") return { startedAt: sql`coalesce(${run.startedAt}, ${now?.toISOString() ?? sql`now()`})` };
  if (to === "cancelling") return { cancelRequestedAt: at };
  return RUN_RULES[to].settled ? { endedAt: at, waitingFor: null } : {};
}

/**
 * The only way a run changes its state: a conditional update that also publishes the change.
 * Null means that somebody else was first, and the caller's change no longer applies.
 */
export async function changeRunState(tx: Database | Transaction, change: StateChange): Promise<RunRow | null> {
  const { runId, attempt, from, to, set, now } = change;
  for (const state of from) {
    if (!mayChange(state, to)) throw new Error(`The run rules do not let a ${state} run become ${to}.`);
  }
  const [row] = await tx
    .update(run)
    .set({ ...timestampsOf(to, now), ...set, state: to })
    .where(
      and(
        eq(run.id, runId),
        inArray(run.state, [...from]),
        attempt === undefined ? undefined : eq(run.attempt, attempt),
      ),
    )
    .returning();
  if (!row) return null;
  if (RUN_RULES[to].settled) await writeRunMetrics(tx, runId);
  await publishChange(tx, { projectId: row.projectId, runId, kind: "state", state: to });
  return row;
}
