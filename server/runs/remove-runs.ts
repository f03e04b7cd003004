import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/database";
import { evaluation } from "@/db/schema/evaluations";
import { model, run, runInput } from "@/db/schema/runs";
import type { Services } from "../context";
import { DomainError, type Problem } from "../errors";
import { publishChanges } from "../live/publish-change";
import { type Removal, readRemoval } from "./removal-queries";

export type RemoveRequest = {
  runIds: readonly string[];
  /** Runs that stand on these and that the person was shown and wants gone too. */
  including: readonly string[];
};

function refuse({ unsettled, downstream }: Removal): void {
  if (unsettled.length > 0) {
    const problems = unsettled.map(({ id, name, state }): Problem => ({ where: id, what: `"${name}" is ${state}.` }));
    const names = `${unsettled[0]?.name}${unsettled.length > 1 ? ` and ${unsettled.length - 1} more` : ""}`;
    throw new DomainError("InvalidState", `${names} did not end yet: cancel first, then delete.`, problems);
  }
  if (downstream.length > 0) {
    const problems = downstream.map(
      ({ id, name, stage }): Problem => ({
        where: id,
        what: `"${name}" (${stage}) reads what would be deleted.`,
        remedy: "Delete it too, or archive instead.",
      }),
    );
    const runs = downstream.length === 1 ? "1 other run stands" : `${downstream.length} other runs stand`;
    throw new DomainError("Conflict", `${runs} on these. Nothing was deleted.`, problems);
  }
}

/** In the order of the foreign keys: first what points at the runs, then they with all that is theirs. */
async function erase(tx: Transaction, projectId: string, ids: string[]): Promise<void> {
  await tx
    .update(run)
    .set({ clonedFromRunId: null })
    .where(and(eq(run.projectId, projectId), inArray(run.clonedFromRunId, ids)));
  await tx
    .delete(evaluation)
    .where(and(eq(evaluation.projectId, projectId), inArray(evaluation.generationsRunId, ids)));
  await tx.delete(runInput).where(and(eq(runInput.projectId, projectId), inArray(runInput.runId, ids)));
  await tx.delete(model).where(and(eq(model.projectId, projectId), inArray(model.madeByRunId, ids)));
  await tx.delete(run).where(and(eq(run.projectId, projectId), inArray(run.id, ids)));
}

/**
 * Deletes settled runs with their curves, logs, texts and models. Refuses, and names them, where other runs stand on
 * them that the person did not name too. Files stay until the store is cleaned.
 */
export async function removeRuns(
  { db }: Pick<Services, "db">,
  projectId: string,
  { runIds, including }: RemoveRequest,
): Promise<{ removed: string[] }> {
  return db.transaction(async (tx) => {
    const wanted = [...new Set([...runIds, ...including])];
    // Nobody can start to read them, or start one of them again, while they go.
    await tx
      .select({ id: run.id })
      .from(run)
      .where(and(eq(run.projectId, projectId), inArray(run.id, wanted)))
      .orderBy(run.id)
      .for("update");
    const removal = await readRemoval(tx, projectId, wanted);
    refuse(removal);
    const removed = removal.runs.map(({ id }) => id);
    if (removed.length === 0) throw new DomainError("NotFound", "There is no such run in this project any more.");
    await erase(tx, projectId, removed);
    await publishChanges(
      tx,
      removed.map((runId) => ({ projectId, runId, kind: "deleted" as const })),
    );
    return { removed };
  });
}
