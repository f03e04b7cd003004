import { and, eq, inArray, or } from "drizzle-orm";
import type { Database } from "@/db/database";
import { model, runInput } from "@/db/schema/runs";
import { walkBackOverLabels, walkOnOverLabels } from "./label-lineage";
import type { Graph } from "./lineage-graph";

/** Runs away from the opened one, each way; a study of the sample loop fits. */
const REACH = 4;

export type FromRuns = { projectId: string; runIds: readonly string[] };
type Input = typeof runInput.$inferSelect;

const modelColumns = { id: model.id, name: model.name, source: model.source, madeByRunId: model.madeByRunId };

async function readInputs(db: Database, projectId: string, runIds: string[]): Promise<Input[]> {
  if (runIds.length === 0) return [];
  return db
    .select()
    .from(runInput)
    .where(and(eq(runInput.projectId, projectId), inArray(runInput.runId, runIds)));
}

export async function readModels(db: Database, projectId: string, by: { ids?: string[]; madeBy?: string[] }) {
  const { ids = [], madeBy = [] } = by;
  if (ids.length + madeBy.length === 0) return [];
  return db
    .select(modelColumns)
    .from(model)
    .where(and(eq(model.projectId, projectId), or(inArray(model.id, ids), inArray(model.madeByRunId, madeBy))));
}

/** What runs stand on. */
export async function walkBack(db: Database, within: FromRuns, graph: Graph): Promise<void> {
  let runIds = [...within.runIds];
  for (let level = 0; level < REACH && runIds.length > 0 && !graph.full; level++) {
    const inputs = await readInputs(db, within.projectId, runIds);
    const modelIds = inputs.flatMap((input) => input.modelId ?? []);
    const models = await readModels(db, within.projectId, { ids: modelIds });
    const next: string[] = [];
    for (const input of inputs) {
      const target = input.datasetVersionId ?? input.modelId ?? input.fromRunId;
      if (!target) continue;
      graph.connect(target, input.runId, input.name);
      if (input.fromRunId) {
        if (graph.place(target)) next.push(target);
      } else graph.place(target);
    }
    for (const found of models) {
      graph.models.set(found.id, found);
      graph.connect(found.madeByRunId, found.id, "made");
      if (graph.place(found.madeByRunId)) next.push(found.madeByRunId);
    }
    const versionIds = inputs.flatMap((input) => input.datasetVersionId ?? []);
    runIds = [...next, ...(await walkBackOverLabels(db, { projectId: within.projectId, versionIds }, graph))];
  }
}

/** What stands on runs. */
export async function walkForward(db: Database, within: FromRuns, graph: Graph): Promise<void> {
  let runIds = [...within.runIds];
  for (let level = 0; level < REACH && runIds.length > 0 && !graph.full; level++) {
    const models = await readModels(db, within.projectId, { madeBy: runIds });
    for (const found of models) {
      graph.models.set(found.id, found);
      graph.connect(found.madeByRunId, found.id, "made");
      graph.place(found.id);
    }
    const modelIds = models.map((found) => found.id);
    const readers = await db
      .select()
      .from(runInput)
      .where(
        and(
          eq(runInput.projectId, within.projectId),
          or(inArray(runInput.fromRunId, runIds), inArray(runInput.modelId, modelIds)),
        ),
      );
    const next: string[] = [];
    for (const reader of readers) {
      const source = reader.fromRunId ?? reader.modelId;
      if (!source) continue;
      graph.connect(source, reader.runId, reader.name);
      if (graph.place(reader.runId)) next.push(reader.runId);
    }
    runIds = [...next, ...(await walkOnOverLabels(db, { projectId: within.projectId, runIds }, graph))];
  }
}
