import type { Trace, TraceEdge, TraceNode } from "./lineage-answer";

/** Nodes that hang in the same place stand as one from this many on. */
export const FOLDED_FROM = 4;

export type LineageGroup = {
  id: string;
  kind: TraceNode["kind"];
  /** Things behind it, of all its nodes together. */
  count: number;
  name: string;
  detail: string | null;
  nodes: readonly TraceNode[];
};

type Colours = ReadonlyMap<string, string>;

const lookOf = (node: TraceNode, here: string): string =>
  node.id === here ? "here" : `${node.kind} ${node.detail ?? ""} ${node.list === null ? "" : "rows"}`;

/** Numbers for colours, so that they stay short however often they are refined. */
function shorten(colours: Colours): Map<string, string> {
  const short = new Map<string, string>();
  for (const colour of colours.values()) if (!short.has(colour)) short.set(colour, String(short.size));
  return new Map([...colours].map(([id, colour]) => [id, short.get(colour) ?? ""]));
}

/**
 * Which nodes cannot be told apart by what they are and by what they hang on: the coarsest stable colouring, refined
 * by the sets of neighbouring colours (R. Paige and R. E. Tarjan, Three partition refinement algorithms, 1987).
 */
function colourAlike({ nodes, edges, here }: Pick<Trace, "nodes" | "edges" | "here">): Colours {
  let colours = shorten(new Map(nodes.map((node) => [node.id, lookOf(node, here)])));
  for (;;) {
    const around = new Map(nodes.map(({ id }) => [id, new Set<string>()]));
    for (const { from, to, kind, name } of edges) {
      around.get(from)?.add(`> ${kind} ${name} ${colours.get(to)}`);
      around.get(to)?.add(`< ${kind} ${name} ${colours.get(from)}`);
    }
    const refined = shorten(
      new Map(nodes.map(({ id }) => [id, [colours.get(id), ...[...(around.get(id) ?? [])].sort()].join("|")])),
    );
    if (new Set(refined.values()).size === new Set(colours.values()).size) return refined;
    colours = refined;
  }
}

const asOne = (node: TraceNode): LineageGroup => {
  const { id, kind, count, name, detail } = node;
  return { id, kind, count, name, detail, nodes: [node] };
};

/** A lineage with alike nodes folded, except of groups that were opened. */
export function foldAlike(
  trace: Pick<Trace, "nodes" | "edges" | "here">,
  unfolded: ReadonlySet<string> = new Set(),
): { groups: LineageGroup[]; edges: TraceEdge[] } {
  const colours = colourAlike(trace);
  const alike = new Map<string, TraceNode[]>();
  for (const node of trace.nodes) {
    const colour = colours.get(node.id) ?? "";
    alike.set(colour, [...(alike.get(colour) ?? []), node]);
  }
  const groups = [...alike.values()].flatMap((nodes): LineageGroup[] => {
    const [first] = nodes;
    const id = `alike ${first?.id ?? ""}`;
    if (!first || nodes.length < FOLDED_FROM || unfolded.has(id)) return nodes.map(asOne);
    const count = nodes.reduce((sum, node) => sum + node.count, 0);
    return [{ id, kind: first.kind, count, name: first.detail ?? "", detail: null, nodes }];
  });
  const groupOf = new Map(groups.flatMap((group) => group.nodes.map(({ id }) => [id, group.id] as const)));
  const edges = new Map<string, TraceEdge>();
  for (const edge of trace.edges) {
    const [from, to] = [groupOf.get(edge.from), groupOf.get(edge.to)];
    if (from && to && from !== to) edges.set(`${from} ${to} ${edge.kind} ${edge.name}`, { ...edge, from, to });
  }
  return { groups, edges: [...edges.values()] };
}
