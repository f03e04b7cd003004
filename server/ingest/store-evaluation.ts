import { and, eq, sql } from "drizzle-orm";
import { evaluation, evaluationEstimate, evaluationExample } from "@/db/schema/evaluations";
import { run as runTable } from "@/db/schema/runs";
import type { Estimate } from "@/domain/estimate";
import { newId } from "@/domain/identifiers";
import { type Batch, noteChange, warn } from "./batch";
import { insertSlices } from "./insert-slices";
import type { PlainEvent } from "./read-events";
import { readKnownExamples } from "./store-generations";

type EvaluationEvent = Extract<PlainEvent, { type: "evaluation" }>;
type Summary = NonNullable<EvaluationEvent["summary"]>;

async function openEvaluation({ tx, run }: Batch, event: EvaluationEvent): Promise<string | null> {
  const { generationsRun: generationsRunId, role } = event;
  const [known] = await tx
    .select({ id: runTable.id })
    .from(runTable)
    .where(and(eq(runTable.projectId, run.projectId), eq(runTable.id, generationsRunId)));
  if (!known) return null;
  const [row] = await tx
    .insert(evaluation)
    .values({ id: newId(), projectId: run.projectId, runId: run.id, generationsRunId, role })
    .onConflictDoUpdate({ target: [evaluation.runId, evaluation.role], set: { generationsRunId } })
    .returning({ id: evaluation.id });
  return row?.id ?? null;
}

async function storeRows(batch: Batch, evaluationId: string, event: EvaluationEvent) {
  const { tx, run } = batch;
  const newest = new Map(event.rows.map((row) => [row.example, row.values]));
  const known = await readKnownExamples(tx, run.projectId, [...newest.keys()]);
  const unknown = newest.size - known.size;
  if (unknown > 0) warn(batch, `${unknown} scores name examples that this project does not have; left out.`);
  const rows = [...newest].filter(([exampleId]) => known.has(exampleId));
  for (const slice of insertSlices(rows, 4)) {
    await tx
      .insert(evaluationExample)
      .values(slice.map(([exampleId, values]) => ({ projectId: run.projectId, evaluationId, exampleId, values })))
      .onConflictDoUpdate({
        target: [evaluationExample.evaluationId, evaluationExample.exampleId],
        set: { values: sql`excluded.values` },
      });
  }
}

async function storeSummary({ tx, run, headline }: Batch, evaluationId: string, role: string, summary: Summary) {
  const newest = (estimates: Estimate[]) => [...new Map(estimates.map((each) => [each.definition, each])).values()];
  const rowsOf = (kind: "score" | "difference", estimates: Estimate[]) =>
    newest(estimates).map((estimate) => ({
      projectId: run.projectId,
      evaluationId,
      kind,
      definition: estimate.definition,
      estimate,
    }));
  const rows = [...rowsOf("score", summary.estimates), ...rowsOf("difference", summary.differences)];
  await tx.delete(evaluationEstimate).where(eq(evaluationEstimate.evaluationId, evaluationId));
  for (const slice of insertSlices(rows, 5)) await tx.insert(evaluationEstimate).values(slice);
  if (role === "candidate") {
    for (const { definition, value } of summary.estimates) headline[definition] = value;
  }
}

export async function storeEvaluation(batch: Batch, event: EvaluationEvent): Promise<void> {
  if (batch.superseded) return;
  const evaluationId = await openEvaluation(batch, event);
  if (!evaluationId) {
    warn(batch, "An evaluation names a run of generations that this project does not have; left out.");
    return;
  }
  await storeRows(batch, evaluationId, event);
  if (event.summary) await storeSummary(batch, evaluationId, event.role, event.summary);
  noteChange(batch, "evaluation");
}
