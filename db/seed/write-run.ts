import { createHash, randomBytes } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { ingestFrames } from "@/server/ingest/ingest-frames";
import { run, runAttempt, runInput } from "../schema/runs";
import type { Journal } from "./journal";
import type { Seed } from "./seed-services";

/** Nobody serves this executor, so no dispatcher takes or judges what the seed left queued or running. */
const EXECUTOR = "seeded";
const FAR_AHEAD_SECONDS = 365 * 86_400;

export type SeedRun = {
  id: string;
  name: string;
  stage: string;
  config: Record<string, unknown>;
  seed?: number | null;
  tags?: string[];
  studyId?: string;
  priority?: number;
  createdAt: Date;
  inputs?: Record<string, { datasetVersionId?: string; modelId?: string; fromRunId?: string }>;
};

type Unstarted = { state: "waiting"; waitingFor: string } | { state: "queued" };

async function insertRun(seed: Seed, wanted: SeedRun, more: Partial<typeof run.$inferInsert>): Promise<void> {
  const { inputs = {}, config, ...columns } = wanted;
  await seed.db.insert(run).values({
    state: "queued",
    ...columns,
    projectId: seed.projectId,
    givenConfig: config,
    executor: EXECUTOR,
    createdBy: seed.userId,
    queuedAt: wanted.createdAt,
    ...more,
  });
  const edges = Object.entries(inputs).map(([name, target]) => ({
    projectId: seed.projectId,
    runId: wanted.id,
    name,
    ...target,
  }));
  if (edges.length > 0) await seed.db.insert(runInput).values(edges);
}

export async function writeUnstarted(seed: Seed, wanted: SeedRun, state: Unstarted): Promise<void> {
  await insertRun(seed, wanted, { ...state, queuedAt: state.state === "queued" ? wanted.createdAt : null });
}

type Spent = { startedAt: Date; endedAt: Date; journal: Journal; cancelRequestedAt?: Date };

/** Starts an attempt and gives the server its journal, as a supervisor would: state, curves and logs come from there. */
export async function writeStarted(seed: Seed, wanted: SeedRun, spent: Spent): Promise<void> {
  await insertRun(seed, wanted, {
    // A run that was asked to stop is cancelling before its stage says that it stopped.
    state: spent.cancelRequestedAt ? "cancelling" : "starting",
    attempt: 1,
    startedAt: spent.startedAt,
    cancelRequestedAt: spent.cancelRequestedAt,
  });
  await writeAttempt(seed, wanted.id, spent);
}

/** The same of a run that the server queued by itself. */
export async function takeQueued(seed: Seed, runId: string, spent: Spent): Promise<void> {
  const taken = await seed.db
    .update(run)
    .set({ state: "starting", executor: EXECUTOR, attempt: 1, startedAt: spent.startedAt })
    .where(and(eq(run.projectId, seed.projectId), eq(run.id, runId), eq(run.state, "queued")))
    .returning({ id: run.id });
  if (taken.length === 0) throw new Error("A dispatcher took a run of the scenario: stop it while this is written.");
  await writeAttempt(seed, runId, spent);
}

async function writeAttempt(seed: Seed, runId: string, spent: Spent): Promise<void> {
  await seed.db.insert(runAttempt).values({
    projectId: seed.projectId,
    runId,
    attempt: 1,
    tokenHash: createHash("sha256").update(randomBytes(32)).digest("hex"),
    device: "cpu",
    startedAt: spent.startedAt,
    lastBeatAt: spent.endedAt,
    leaseUntil: new Date(seed.now.getTime() + FAR_AHEAD_SECONDS * 1000),
    host: "workstation",
  });
  const settings = { leaseSeconds: FAR_AHEAD_SECONDS, price: { perHour: 1.2, currency: "EUR" } };
  const services = { db: seed.db, now: () => spent.endedAt };
  const key = { projectId: seed.projectId, runId, attempt: 1 };
  const answer = await ingestFrames(services, settings, key, spent.journal.bytes());
  if (answer.status !== 200) throw new Error(`The journal of ${runId} was refused: ${JSON.stringify(answer)}`);
}
