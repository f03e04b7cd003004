import type { Database } from "@/db/database";
import { describeNodes, type LineageNode } from "./describe-nodes";
import { Graph, type LineageEdge } from "./lineage-graph";
import { walkBack, walkForward } from "./walk-runs";

export type Lineage = { nodes: LineageNode[]; edges: LineageEdge[]; truncated: boolean };

/** What a run stands on and what stands on it, up to four runs each way. */
export async function readLineage(db: Database, within: { projectId: string; runId: string }): Promise<Lineage> {
  const graph = new Graph();
  graph.place(within.runId);
  const from = { projectId: within.projectId, runIds: [within.runId] };
  await walkBack(db, from, graph);
  await walkForward(db, from, graph);
  const nodes = await describeNodes(db, within.projectId, graph);
  const known = new Set(nodes.map((node) => node.id));
  const edges = [...graph.edges.values()].filter((edge) => known.has(edge.from) && known.has(edge.to));
  return { nodes, edges, truncated: graph.ids.size > graph.most };
}
