import { LINEAGE_NODES } from "@/domain/lineage/node-kinds";
import type { Viewing } from "./asking";
import { nameMember } from "./list-members";
import type { Picks } from "./picks";
import type { TraceGraph } from "./trace-graph";

/** Names for rows: its own where one stands alone, else what they belong to. */
export async function nameNodes(viewing: Viewing, graph: TraceGraph, picks: Picks): Promise<void> {
  const unnamed = [...graph.nodes.values()].filter(({ name }) => name === "");
  const named = await Promise.all(
    unnamed.map(async (node) => {
      const alone = node.count === 1 && node.list ? await nameMember(viewing, picks, node.list) : null;
      if (alone) return { ...node, name: alone.name, detail: alone.detail, thing: alone.id, page: alone.page };
      if (node.count === 1) return { ...node, name: LINEAGE_NODES[node.kind].one };
      const belongs = graph.nodes.get(node.within ?? "")?.name;
      return { ...node, name: belongs ? `of ${belongs}` : LINEAGE_NODES[node.kind].many };
    }),
  );
  for (const node of named) graph.nodes.set(node.id, node);
}
