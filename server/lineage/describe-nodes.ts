import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/database";
import { dataset, datasetVersion } from "@/db/schema/datasets";
import { run } from "@/db/schema/runs";
import type { RunState } from "@/domain/runs/run-rules";
import { describeLabelNodes, type LabelNode } from "./label-lineage";
import type { Graph } from "./lineage-graph";

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
/** What is found of them, each with what its name needs. */
export async function describeNodes(db: Database, projectId: string, graph: Graph): Promise<LineageNode[]> {
  const ids = [...graph.ids].slice(0, graph.most);
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
