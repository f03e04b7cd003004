import type { GateVerdict } from "../gates/gate-rule";
import type { NodeKind, NodeState } from "./node-rules";

export type OutcomeNode = {
  key: string;
  kind: NodeKind;
  title: string;
  state: NodeState;
  verdict: GateVerdict | null;
  headline: string | null;
};

const SAID: Readonly<Record<GateVerdict, string>> = {
  pass: "passed",
  fail: "failed",
  undecided: "could not be decided",
};

/** What a study came to: its last comparison, or the gate at which it ended. */
export function describeOutcome(nodes: readonly OutcomeNode[]): string {
  const done = nodes.filter(({ state }) => state === "done");
  const comparison = done.findLast(({ kind }) => kind === "comparison");
  const gates = done.filter(({ kind, verdict }) => kind === "gate" && verdict !== null);
  const last = gates.at(-1);
  const gate = last?.verdict ? `“${last.title}” ${SAID[last.verdict]}.` : "No gate was reached.";
  if (comparison?.headline) return `${comparison.headline} ${gate}`;
  return last?.verdict === "pass" && gates.length === 1 ? `${gate} Nothing had to be trained.` : gate;
}
