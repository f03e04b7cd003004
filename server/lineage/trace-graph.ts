import type { LineageEdgeKind } from "@/domain/lineage/edge-kinds";
import type { TraceEdge, TraceNode } from "@/domain/lineage/lineage-answer";

type Placed = Pick<TraceNode, "id" | "kind" | "name"> & Partial<TraceNode>;

/** A lineage while it is put together: each node and edge once. */
export class TraceGraph {
  readonly nodes = new Map<string, TraceNode>();
  private readonly found = new Map<string, TraceEdge>();

  place(node: Placed): void {
    if (this.nodes.has(node.id)) return;
    this.nodes.set(node.id, { detail: null, count: 1, thing: null, within: null, list: null, page: null, ...node });
  }

  connect(from: string, to: string, kind: LineageEdgeKind, name: string | null = null): void {
    this.found.set(`${from} ${to} ${kind} ${name}`, { from, to, kind, name });
  }

  /** Between what stands here. */
  get edges(): TraceEdge[] {
    return [...this.found.values()].filter(({ from, to }) => this.nodes.has(from) && this.nodes.has(to));
  }
}
