import { describeProgress } from "./progress-line";
import type { RunRow } from "./run-row-type";

export type RunLine = { text: string; tone: "muted" | "bad" | "undecided" };

/** The second line of a name: what a person wants to know of a run in this state. */
export function describeRun(run: RunRow): RunLine | null {
  if (run.failure && (run.state === "failed" || run.state === "lost")) {
    const tone = run.state === "failed" ? "bad" : "undecided";
    return { text: run.failure.reason, tone };
  }
  if (run.state === "waiting") return { text: run.waitingFor ?? "Waits for its inputs.", tone: "muted" };
  if (run.state === "cancelling") return { text: "writes a checkpoint, then stops", tone: "muted" };
  if (run.state === "queued" && run.priority > 0) return { text: `priority ${run.priority}`, tone: "muted" };
  const progress = run.state === "running" || run.state === "starting" ? describeProgress(run.progress) : null;
  return progress ? { text: progress, tone: "muted" } : null;
}

export function modelOf(run: RunRow): { text: string; title: string } | null {
  const input = run.inputs.find(({ kind, name }) => kind === "model" || (kind === "run" && name === "model"));
  if (input?.kind === "model") return { text: input.model, title: input.model };
  if (input?.kind !== "run") return null;
  return input.model === null
    ? { text: `of ${input.run}`, title: `The model that ${input.run} will make` }
    : { text: input.model, title: `${input.model}, made by ${input.run}` };
}

/** Dataset versions, or the runs whose generations are read. */
export function dataOf(run: RunRow): string | null {
  const parts = run.inputs.flatMap((input) => {
    if (input.kind === "dataset") return [`${input.dataset} v${input.version}`];
    return input.kind === "run" && input.name !== "model" ? [input.run] : [];
  });
  return parts.length === 0 ? null : parts.join(" · ");
}
