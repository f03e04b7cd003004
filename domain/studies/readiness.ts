import type { GateVerdict } from "../gates/gate-rule";
import type { PlannedEdge } from "./node-plan";
import { NODE_RULES, type NodeState } from "./node-rules";

export type NodeFacts = { key: string; title: string; state: NodeState; verdict: GateVerdict | null };

export type Readiness =
  | { state: "ready" }
  /** The way leads elsewhere. */
  | { state: "skip"; why: string }
  | { state: "wait"; why: string };

function readinessOf(from: NodeFacts, { verdicts }: PlannedEdge): Readiness {
  if (from.state === "skipped") return { state: "skip", why: `“${from.title}” was not needed.` };
  if (from.state !== "done") {
    const stuck = NODE_RULES[from.state].settled
      ? `, which ${from.state === "failed" ? "failed" : "was cancelled"}`
      : "";
    return { state: "wait", why: `Waits for “${from.title}”${stuck}.` };
  }
  if (verdicts.length === 0 || (from.verdict && verdicts.includes(from.verdict))) return { state: "ready" };
  return { state: "skip", why: `“${from.title}” said ${from.verdict ?? "nothing"}.` };
}

/** Whether a node may begin: everything that it reads is there, and the gates before it lead here. */
export function isReady(key: string, nodes: ReadonlyMap<string, NodeFacts>, edges: readonly PlannedEdge[]): Readiness {
  const each = edges
    .filter(({ toKey }) => toKey === key)
    .flatMap((edge) => {
      const from = nodes.get(edge.fromKey);
      return from ? [readinessOf(from, edge)] : [];
    });
  return each.find(({ state }) => state === "skip") ?? each.find(({ state }) => state === "wait") ?? { state: "ready" };
}

/** A node and everything that stands on it, near or far. */
export function descendantsOf(key: string, edges: readonly Pick<PlannedEdge, "fromKey" | "toKey">[]): Set<string> {
  const found = new Set([key]);
  for (let before = 0; before !== found.size; ) {
    before = found.size;
    for (const { fromKey, toKey } of edges) if (found.has(fromKey)) found.add(toKey);
  }
  return found;
}
