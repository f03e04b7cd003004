import { and, eq, inArray, or } from "drizzle-orm";
import type { Database } from "@/db/database";
import { dataset, datasetVersion } from "@/db/schema/datasets";
import { model, run, runInput } from "@/db/schema/runs";
import type { RunState } from "@/domain/runs/run-rules";
import { describeLabelNodes, type LabelNode, walkBackOverLabels, walkOnOverLabels } from "./label-lineage";
import { Graph, type LineageEdge, MOST_NODES } from "./lineage-graph";

export type LineageNode =
  | LabelNode
  | { kind: "run"; id: string; name: string; stage: string; state: RunState }
  | { kind: "model"; id: string; name: string; source: string }
  | {
      kind: "dataset";
      id: string;
      name: string;
      version: number;
      datasetId: string;
      type: string;
      rows: number;
    };
export type Lineage = { nodes: LineageNode[]; edges: LineageEdge[]; truncated: boolean };

/** Runs away from the opened one, each way; a study of the sample loop fits. */
const REACH = 4;

type Within = { projectId: string; runId: string };
type Input = typeof runInput.$inferSelect;

const modelColumns = { id: model.id, name: model.name, source: model.source, madeByRunId: model.madeByRunId };

async function readInputs(db: Database, projectId: string, runIds: string[]): Promise<Input[]> {
  if (runIds.length === 0) return [];
  return db
    .select()
    .from(runInput)
    .where(and(eq(runInput.projectId, projectId), inArray(runInput.runId, runIds)));
}

async function readModels(db: Database, projectId: string, by: { ids?: string[]; madeBy?: string[] }) {
  const { ids = [], madeBy = [] } = by;
  if (ids.length + madeBy.length === 0) return [];
  return db
    .select(modelColumns)
    .from(model)
    .where(and(eq(model.projectId, projectId), or(inArray(model.id, ids), inArray(model.madeByRunId, madeBy))));
}

async function walkBack(db: Database, within: Within, graph: Graph): Promise<void> {
  let runIds = [within.runId];
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

async function walkForward(db: Database, within: Within, graph: Graph): Promise<void> {
  let runIds = [within.runId];
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

async function describeNodes(db: Database, projectId: string, graph: Graph): Promise<LineageNode[]> {
  const ids = [...graph.ids].slice(0, MOST_NODES);
  const [labels, runs, versions] = await Promise.all([
    describeLabelNodes(db, projectId, ids),
    db
      .select({ id: run.id, name: run.name, stage: run.stage, state: run.state })
      .from(run)
      .where(and(eq(run.projectId, projectId), inArray(run.id, ids))),
    db
      .select({
        id: datasetVersion.id,
        version: datasetVersion.number,
        datasetId: dataset.id,
        name: dataset.name,
        type: datasetVersion.type,
        rows: datasetVersion.rows,
      })
      .from(datasetVersion)
      .innerJoin(
        dataset,
        and(eq(dataset.projectId, datasetVersion.projectId), eq(dataset.id, datasetVersion.datasetId)),
      )
      .where(and(eq(datasetVersion.projectId, projectId), inArray(datasetVersion.id, ids))),
  ]);
  const models = [...graph.models.values()].filter((found) => ids.includes(found.id));
  return [
    ...labels,
    ...runs.map((found) => ({ kind: "run" as const, ...found })),
    ...versions.map((found) => ({ kind: "dataset" as const, ...found })),
    ...models.map(({ madeByRunId: _, ...found }) => ({
      kind: "model" as const,
      ...found,
    })),
  ];
}

/** What a run stands on and what stands on it, up to four runs each way. */
export async function readLineage(db: Database, within: Within): Promise<Lineage> {
  const graph = new Graph();
  graph.place(within.runId);
  await walkBack(db, within, graph);
  await walkForward(db, within, graph);
  const nodes = await describeNodes(db, within.projectId, graph);
  const known = new Set(nodes.map((node) => node.id));
  const edges = [...graph.edges.values()].filter((edge) => known.has(edge.from) && known.has(edge.to));
  return { nodes, edges, truncated: graph.ids.size > MOST_NODES };
}
