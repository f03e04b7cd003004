import { and, asc, eq, inArray, or } from "drizzle-orm";
import type { Database } from "@/db/database";
import { evaluation, evaluationEstimate } from "@/db/schema/evaluations";
import type { Estimate } from "@/domain/estimate";
import { RESULT_DEFINITION } from "./run-result-sql";

export type RunResult = { score: Estimate; difference: Estimate | null; evaluateRunId: string };

/** The result of each run: of the evaluation that it is, or of the latest that scored what it generated. */
export async function readRunResults(
  db: Database,
  of: { projectId: string; runIds: readonly string[] },
): Promise<Map<string, RunResult>> {
  if (of.runIds.length === 0) return new Map();
  const ids = [...of.runIds];
  const rows = await db
    .select({
      runId: evaluation.runId,
      generationsRunId: evaluation.generationsRunId,
      role: evaluation.role,
      kind: evaluationEstimate.kind,
      estimate: evaluationEstimate.estimate,
    })
    .from(evaluation)
    .innerJoin(
      evaluationEstimate,
      and(eq(evaluationEstimate.projectId, evaluation.projectId), eq(evaluationEstimate.evaluationId, evaluation.id)),
    )
    .where(
      and(
        eq(evaluation.projectId, of.projectId),
        eq(evaluationEstimate.definition, RESULT_DEFINITION),
        or(inArray(evaluation.runId, ids), inArray(evaluation.generationsRunId, ids)),
      ),
    )
    .orderBy(asc(evaluation.createdAt));
  const asked = new Set(ids);
  const results = new Map<string, RunResult>();
  const shownBy = (row: (typeof rows)[number]) =>
    [row.generationsRunId, ...(row.role === "candidate" ? [row.runId] : [])].filter((id) => asked.has(id));
  for (const row of rows.filter(({ kind }) => kind === "score")) {
    for (const id of shownBy(row)) {
      results.set(id, { score: row.estimate, difference: null, evaluateRunId: row.runId });
    }
  }
  for (const row of rows.filter(({ kind }) => kind === "difference")) {
    for (const id of shownBy(row)) {
      const result = results.get(id);
      if (result?.evaluateRunId === row.runId) result.difference = row.estimate;
    }
  }
  return results;
}
