import { and, eq, sql } from "drizzle-orm";
import type { Database, Transaction } from "@/db/database";
import { run, runInput } from "@/db/schema/runs";
import { stageSchemas } from "../stages/stage-schemas";
import { type Edge, edgeBlocker } from "./edge-blocker";

/** The edges of one run that lead to other runs. */
export async function readEdges(db: Database | Transaction, of: { runId: string; stage: string }): Promise<Edge[]> {
  const rows = await db
    .select({
      input: runInput.name,
      name: run.name,
      state: run.state,
      hasModel: sql<boolean>`exists (select 1 from model where model.project_id = ${run.projectId} and model.made_by_run_id = ${run.id})`,
    })
    .from(runInput)
    .innerJoin(run, and(eq(run.projectId, runInput.projectId), eq(run.id, runInput.fromRunId)))
    .where(eq(runInput.runId, of.runId));
  const inputs = stageSchemas().get(of.stage)?.inputs ?? [];
  return rows.map(({ input, ...upstream }) => ({
    input,
    kind: inputs.find((declared) => declared.name === input)?.kind ?? "run",
    upstream,
  }));
}

/** Why a run has to wait, or null when everything that it reads is there. */
export async function readBlocker(
  db: Database | Transaction,
  of: { runId: string; stage: string },
): Promise<string | null> {
  const blockers = (await readEdges(db, of)).map(edgeBlocker).filter((blocker) => blocker !== null);
  return blockers.length > 0 ? blockers.join(" ") : null;
}
