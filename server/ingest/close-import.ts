import { and, eq } from "drizzle-orm";
import { type RunFailure, run, runAttempt } from "@/db/schema/runs";
import type { RunState } from "@/domain/runs/run-rules";
import type { Services } from "../context";
import { changeRunState } from "../runs/change-run-state";
import type { AttemptKey } from "./store-events";

const NO_END: RunFailure = {
  fault: "machine",
  reason: "The journal ends without saying how the run ended.",
  remedy: "Import it again when it is complete; what is there already is skipped.",
  field: null,
  detail: "",
};

/** An imported run whose journal says no end is lost; a longer journal of it may still say one. */
export async function closeImport({ db }: Pick<Services, "db">, key: AttemptKey): Promise<RunState> {
  return db.transaction(async (tx) => {
    const where = and(eq(run.projectId, key.projectId), eq(run.id, key.runId));
    const [found] = await tx.select().from(run).where(where).for("no key update");
    if (!found) throw new Error("The imported run vanished.");
    if (found.executor !== "imported" || found.attempt !== key.attempt) return found.state;
    const from = ["starting", "running"] as const;
    const lost = await changeRunState(tx, { ...key, from, to: "lost", set: { failure: NO_END } });
    if (!lost) return found.state;
    await tx
      .update(runAttempt)
      .set({ endedAt: lost.endedAt, outcome: "lost", failure: NO_END })
      .where(and(eq(runAttempt.runId, key.runId), eq(runAttempt.attempt, key.attempt)));
    return lost.state;
  });
}
