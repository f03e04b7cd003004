import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { run } from "@/db/schema/runs";
import { allowAction, type RunAction } from "@/domain/runs/run-rules";
import { DomainError } from "../errors";

export type RunAddress = { projectId: string; runId: string };

/** Reads and locks a run, and refuses what the run rules refuse, with their reason. */
export async function guardAction(tx: Transaction, at: RunAddress, action: RunAction) {
  const [found] = await tx
    .select({
      runId: run.id,
      projectId: run.projectId,
      stage: run.stage,
      state: run.state,
      attempt: run.attempt,
      archivedAt: run.archivedAt,
      executor: run.executor,
      lastCheckpoint: sql<number | null>`(
        select max(checkpoint.step) from checkpoint
        where checkpoint.project_id = ${run.projectId} and checkpoint.run_id = ${run.id} and checkpoint.kept)`,
    })
    .from(run)
    .where(and(eq(run.projectId, at.projectId), eq(run.id, at.runId)))
    .for("update");
  if (!found) throw new DomainError("NotFound", "There is no such run in this project.");
  const verdict = allowAction(
    { ...found, hasCheckpoint: found.lastCheckpoint !== null, archived: found.archivedAt !== null },
    action,
  );
  if (!verdict.allowed) throw new DomainError("InvalidState", verdict.reason);
  return found;
}
