import { RUN_RULES, type RunState } from "@/domain/runs/run-rules";

export type Edge = {
  input: string;
  kind: "dataset" | "model" | "run";
  upstream: { name: string; state: RunState; hasModel: boolean };
};

/** Why a run cannot read this input yet, or null when it can. */
export function edgeBlocker({ kind, upstream }: Edge): string | null {
  if (upstream.state === "finished") {
    return kind === "model" && !upstream.hasModel ? `"${upstream.name}" finished without a model.` : null;
  }
  if (RUN_RULES[upstream.state].settled) {
    return `"${upstream.name}" is ${upstream.state}. Retry it, or cancel this run.`;
  }
  return `Waits for "${upstream.name}" (${upstream.state}).`;
}
