import { LINEAGE_EDGES } from "@/domain/lineage/edge-kinds";
import type { LineageGroup } from "@/domain/lineage/fold-alike";
import type { TraceEdge } from "@/domain/lineage/lineage-answer";
import { LINEAGE_NODES } from "@/domain/lineage/node-kinds";
import { countSteps } from "@/domain/lineage/steps-away";
import { titleOf } from "./node-words";

export type LineageRow = {
  id: string;
  kind: string;
  name: string;
  detail: string;
  count: number;
  /** Below 0 before what was asked for; null beside its way. */
  steps: number | null;
  from: string;
  to: string;
};

export const ROW_SORTS = ["steps", "kind", "name", "count", "from", "to"] as const;
export type RowSort = (typeof ROW_SORTS)[number];

/** The boxes of the picture, one row each, with what they hang on in words. */
export function makeRows(
  groups: readonly LineageGroup[],
  edges: readonly TraceEdge[],
  { here, nameOf }: { here: string; nameOf: (name: string) => string },
): LineageRow[] {
  const steps = countSteps(here, edges);
  const titles = new Map(groups.map((group) => [group.id, titleOf({ ...group, name: nameOf(group.name) })]));
  return groups.map((group) => {
    const { id, kind, count, detail } = group;
    const back = edges
      .filter(({ to }) => to === id)
      .map((edge) => `${LINEAGE_EDGES[edge.kind].back} ${titles.get(edge.from)}`);
    const on = edges
      .filter(({ from }) => from === id)
      .map((edge) => `${LINEAGE_EDGES[edge.kind].on} ${titles.get(edge.to)}`);
    const told = count === 1 ? detail : [nameOf(group.name), detail].filter(Boolean).join(", ");
    return {
      ...{ id, kind: LINEAGE_NODES[kind].one, name: titles.get(id) ?? "", detail: told ?? "", count },
      ...{ steps: steps(id), from: back.join("; "), to: on.join("; ") },
    };
  });
}

/** What stands beside the way comes last, whichever way it is sorted. */
export function sortRows(rows: readonly LineageRow[], sort: RowSort, direction: "asc" | "desc"): LineageRow[] {
  const sign = direction === "asc" ? 1 : -1;
  return [...rows].sort((one, other) => {
    const [a, b] = [one[sort], other[sort]];
    if (a === null || b === null) return Number(a === null) - Number(b === null);
    return sign * (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b)));
  });
}
