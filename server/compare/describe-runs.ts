import type { ArmRun, Replicate } from "@/domain/comparison/arm";
import type { Standing, StandingRun } from "./compared-runs-queries";

export type ComparedRun = StandingRun & ArmRun;

/** Stages that read a model and train none: what they wrote differs by the training behind it. */
const USING: ReadonlySet<string> = new Set(["generate", "evaluate"]);
const IMPORTING = "import-model";
const LEADING_INPUTS = ["generations", "model"] as const;

/** The run whose work this one shows: of an evaluation what was scored, of a generation the model. */
function runBehind(standing: Standing, runId: string): string | null {
  const edges = standing.edges.get(runId) ?? [];
  for (const name of LEADING_INPUTS) {
    const edge = edges.find((each) => each.name === name);
    if (edge) return edge.upRunId;
  }
  return null;
}

/** The run itself and what it leads to, nearest first. */
export function chainOf(standing: Standing, run: StandingRun): StandingRun[] {
  const chain: StandingRun[] = [];
  for (let at: StandingRun | undefined = run; at && !chain.includes(at); ) {
    chain.push(at);
    const behind = runBehind(standing, at.id);
    at = behind === null ? undefined : standing.known.get(behind);
  }
  return chain;
}

/** By the seed of the training behind it; what was never trained has none. */
function replicateOf(standing: Standing, run: StandingRun): Replicate {
  const training = chainOf(standing, run).find(({ stage }) => !USING.has(stage));
  if (!training || training.stage === IMPORTING) return { key: "untrained", seed: null, trained: false };
  const { id, seed } = training;
  return { key: seed === null ? `run ${id}` : `seed ${seed}`, seed, trained: true };
}

/** Stage, settings without the seed, and what it reads, through every run that it stands on. */
function fingerprint(standing: Standing, runId: string, above: readonly string[] = []): string {
  const run = standing.known.get(runId);
  if (!run || above.includes(runId)) return `run ${runId}`;
  const edges = standing.edges.get(runId) ?? [];
  const inputs = edges.map(({ name, datasetVersionId, modelId, upRunId }) => {
    const target = upRunId === null ? null : fingerprint(standing, upRunId, [...above, runId]);
    return [name, datasetVersionId ?? target ?? modelId];
  });
  return JSON.stringify([run.stage, run.replicateKey, inputs]);
}

export function describeRuns(standing: Standing): ComparedRun[] {
  return standing.runs.map((run) => ({
    ...run,
    replicate: replicateOf(standing, run),
    fingerprint: fingerprint(standing, run.id),
  }));
}
