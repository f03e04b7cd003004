import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/database";
import { dataset, datasetVersion } from "@/db/schema/datasets";
import { model, run, runInput } from "@/db/schema/runs";
import type { RunState } from "@/domain/runs/run-rules";

export type RunInputView = { name: string } & (
  | { kind: "dataset"; id: string; datasetId: string; dataset: string; version: number }
  | { kind: "model"; id: string; model: string }
  | { kind: "run"; id: string; run: string; stage: string; state: RunState; model: string | null }
);

/** What each of these runs reads, by run; a run as input carries the name of the model it made or used. */
export async function readRunInputs(
  db: Database,
  of: { projectId: string; runIds: readonly string[] },
): Promise<Map<string, RunInputView[]>> {
  const byRun = new Map<string, RunInputView[]>(of.runIds.map((id) => [id, []]));
  if (of.runIds.length === 0) return byRun;
  const rows = await db
    .select({
      edge: runInput,
      datasetId: dataset.id,
      datasetName: dataset.name,
      version: datasetVersion.number,
      modelName: model.name,
      fromName: run.name,
      fromStage: run.stage,
      fromState: run.state,
    })
    .from(runInput)
    .leftJoin(
      datasetVersion,
      and(eq(datasetVersion.projectId, runInput.projectId), eq(datasetVersion.id, runInput.datasetVersionId)),
    )
    .leftJoin(dataset, and(eq(dataset.projectId, runInput.projectId), eq(dataset.id, datasetVersion.datasetId)))
    .leftJoin(model, and(eq(model.projectId, runInput.projectId), eq(model.id, runInput.modelId)))
    .leftJoin(run, and(eq(run.projectId, runInput.projectId), eq(run.id, runInput.fromRunId)))
    .where(and(eq(runInput.projectId, of.projectId), inArray(runInput.runId, [...of.runIds])))
    .orderBy(asc(runInput.name));
  const made = await readModelsMadeBy(
    db,
    of.projectId,
    rows.flatMap(({ edge }) => edge.fromRunId ?? []),
  );
  for (const { edge, ...found } of rows) {
    const views = byRun.get(edge.runId);
    if (edge.datasetVersionId && found.datasetId && found.datasetName && found.version !== null) {
      views?.push({
        name: edge.name,
        kind: "dataset",
        id: edge.datasetVersionId,
        datasetId: found.datasetId,
        dataset: found.datasetName,
        version: found.version,
      });
    } else if (edge.modelId && found.modelName) {
      views?.push({ name: edge.name, kind: "model", id: edge.modelId, model: found.modelName });
    } else if (edge.fromRunId && found.fromName && found.fromStage && found.fromState) {
      views?.push({
        name: edge.name,
        kind: "run",
        id: edge.fromRunId,
        run: found.fromName,
        stage: found.fromStage,
        state: found.fromState,
        model: made.get(edge.fromRunId) ?? null,
      });
    }
  }
  return byRun;
}

async function readModelsMadeBy(db: Database, projectId: string, runIds: string[]): Promise<Map<string, string>> {
  if (runIds.length === 0) return new Map();
  const rows = await db
    .select({ runId: model.madeByRunId, name: model.name })
    .from(model)
    .where(and(eq(model.projectId, projectId), inArray(model.madeByRunId, runIds)));
  return new Map(rows.map((row) => [row.runId, row.name]));
}
