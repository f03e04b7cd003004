import { formatCounted } from "@/domain/format/number";
import type { LineageEdgeKind } from "@/domain/lineage/edge-kinds";
import type { TraceNode } from "@/domain/lineage/lineage-answer";
import type { Asking } from "./asking";
import { describeNodes, type LineageNode } from "./describe-nodes";
import type { Graph } from "./lineage-graph";
import type { TraceGraph } from "./trace-graph";

const EDGES: Readonly<Record<string, LineageEdgeKind>> = {
  ...{ made: "made", notes: "shown", marks: "marks", frozen: "frozen", signed: "signed", divided: "divided" },
};

function detailOf(node: LineageNode): string {
  if (node.kind === "run") return `${node.stage}, ${node.state}`;
  if (node.kind === "dataset") return `${node.type}, ${formatCounted(node.rows, "row")}`;
  if (node.kind === "gate") return node.decision;
  if (node.kind === "model") return node.source === "run" ? "trained here" : node.source;
  return node.state;
}

const within = (node: LineageNode): string | null =>
  node.kind === "dataset" ? node.datasetId : node.kind === "gate" ? node.campaignId : null;

function toTrace(node: LineageNode): Pick<TraceNode, "id" | "kind" | "name" | "detail" | "thing" | "within"> {
  const name = node.kind === "dataset" ? `${node.name} v${node.version}` : node.name;
  return { id: node.id, kind: node.kind, name, detail: detailOf(node), thing: node.id, within: within(node) };
}

/** Takes over what was walked; a run leads to a round by its texts where these are here. */
export async function placeWalked({ db, projectId }: Asking, graph: TraceGraph, walked: Graph): Promise<LineageNode[]> {
  const nodes = await describeNodes(db, projectId, walked);
  for (const node of nodes) graph.place(toTrace(node));
  const rounds = new Set(nodes.filter(({ kind }) => kind === "campaign").map(({ id }) => id));
  const shown = new Set(graph.edges.filter(({ kind }) => kind === "shown").map(({ from, to }) => `${from} ${to}`));
  for (const { from, to, label } of walked.edges.values()) {
    if (rounds.has(to) && shown.has(`texts@${from} ${to}`)) continue;
    const kind = EDGES[label] ?? "input";
    graph.connect(from, to, kind, kind === "input" ? label : null);
  }
  return nodes;
}
