import type { Estimate } from "@/domain/estimate";
import { RUN_RULES } from "@/domain/runs/run-rules";
import { evaluation, evaluationEstimate } from "../../../schema/evaluations";
import { run, runAttempt } from "../../../schema/runs";
import type { Seed } from "../../seed-services";
import type { SweepRun } from "./sweep-runs";

const ROWS_A_STATEMENT = 500;
const FAR_AHEAD_SECONDS = 365 * 86_400;
const NOTES = 120;

function runRow({ projectId, userId }: Seed, made: SweepRun): typeof run.$inferInsert {
  const ended = RUN_RULES[made.state].settled;
  const startedAt = new Date(made.startSeconds * 1000);
  return {
    id: made.id,
    projectId,
    name: made.name,
    stage: made.stage,
    state: made.state,
    givenConfig: { learningRate: made.config.learningRate, lora: made.config.lora },
    resolvedConfig: made.config,
    seed: made.seed,
    // Nobody serves it, so no dispatcher takes or judges these runs.
    executor: "seeded",
    tags: made.tags,
    attempt: 1,
    headline: { "train/loss": made.loss },
    failure:
      made.state === "failed"
        ? {
            fault: "memory",
            reason: "It ran out of memory.",
            remedy: "Halve the batch.",
            field: "batchSize",
            detail: "",
          }
        : null,
    createdBy: userId,
    createdAt: made.createdAt,
    queuedAt: made.createdAt,
    startedAt,
    endedAt: ended ? new Date(startedAt.getTime() + made.busySeconds * 1000) : null,
    busySeconds: made.busySeconds,
    cost: (made.busySeconds / 3600) * 2.5,
    costCurrency: "EUR",
  };
}

function attemptRow({ projectId, now }: Seed, made: SweepRun): typeof runAttempt.$inferInsert {
  return {
    projectId,
    runId: made.id,
    attempt: 1,
    // No token hashes to this, so nobody can post events of it.
    tokenHash: `seeded ${made.id}`,
    device: "cuda:0",
    startedAt: new Date(made.startSeconds * 1000),
    leaseUntil: new Date(now.getTime() + FAR_AHEAD_SECONDS * 1000),
    host: "workstation",
  };
}

function rougeOf(made: SweepRun): Estimate {
  const half = 1.96 * Math.sqrt(0.02 / NOTES);
  return {
    state: "defined",
    definition: "text.rouge_l@1",
    parameters: {},
    numerator: null,
    denominator: null,
    n: NOTES,
    unit: "note",
    excluded: 0,
    value: made.rouge,
    reason: null,
    interval: { low: made.rouge - half, high: made.rouge + half, level: 0.95, side: "two", method: "bootstrap" },
  };
}

async function writeEvaluations({ db, projectId }: Seed, scored: readonly SweepRun[]): Promise<void> {
  if (scored.length === 0) return;
  const idOf = (made: SweepRun) => `${made.id}-evaluation`;
  await db.insert(evaluation).values(
    scored.map((made) => ({
      id: idOf(made),
      projectId,
      runId: made.id,
      generationsRunId: made.id,
      role: "candidate" as const,
      createdAt: made.createdAt,
    })),
  );
  await db.insert(evaluationEstimate).values(
    scored.map((made) => ({
      projectId,
      evaluationId: idOf(made),
      kind: "score" as const,
      definition: "text.rouge_l@1",
      estimate: rougeOf(made),
    })),
  );
}

/** Runs with attempts; those of a person's own program carry an evaluation. */
export async function writeSweepRuns(seed: Seed, runs: readonly SweepRun[]): Promise<void> {
  for (let at = 0; at < runs.length; at += ROWS_A_STATEMENT) {
    const some = runs.slice(at, at + ROWS_A_STATEMENT);
    await seed.db.insert(run).values(some.map((made) => runRow(seed, made)));
    await seed.db.insert(runAttempt).values(some.map((made) => attemptRow(seed, made)));
    await writeEvaluations(
      seed,
      some.filter(({ stage, state }) => stage === "command" && state === "finished"),
    );
  }
}
