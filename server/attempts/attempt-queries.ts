import { and, asc, eq } from "drizzle-orm";
import type { Database } from "@/db/database";
import { runAttempt } from "@/db/schema/runs";

/** Every start of a run, first to last; tokens stay where they are. */
export async function listAttempts(db: Database, within: { projectId: string; runId: string }) {
  return db
    .select({
      attempt: runAttempt.attempt,
      device: runAttempt.device,
      resumedFromStep: runAttempt.resumedFromStep,
      startedAt: runAttempt.startedAt,
      lastBeatAt: runAttempt.lastBeatAt,
      endedAt: runAttempt.endedAt,
      host: runAttempt.host,
      supervisorPid: runAttempt.supervisorPid,
      versions: runAttempt.versions,
      devices: runAttempt.devices,
      outcome: runAttempt.outcome,
      failure: runAttempt.failure,
    })
    .from(runAttempt)
    .where(and(eq(runAttempt.projectId, within.projectId), eq(runAttempt.runId, within.runId)))
    .orderBy(asc(runAttempt.attempt));
}
