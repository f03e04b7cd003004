import { and, eq } from "drizzle-orm";
import { afterAll, describe, expect, test } from "vitest";
import { evaluationEstimate, evaluationExample, generation } from "@/db/schema/evaluations";
import { runLog } from "@/db/schema/logs";
import { checkpoint, model, run, runAttempt, runEvent, runInput } from "@/db/schema/runs";
import { addEvaluatedProject, DIGEST, makeEstimate } from "@/db/testing/evaluated-project";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import { ingestFrames } from "./ingest-frames";
import { createRunnerFrames, FAILED, FINISHED, joinFrames, STARTED } from "./testing/runner-frames";

const { db, drop } = await createTestDatabase();
afterAll(drop);

type Key = { projectId: string; runId: string; attempt: number };
const settings = { leaseSeconds: 30, price: { perHour: 3_600, currency: "EUR" } };
const post = (key: Key, ...frames: Uint8Array[]) =>
  ingestFrames({ db, now: () => new Date() }, settings, key, joinFrames(...frames));

async function readRun(runId: string) {
  const [row] = await db.select().from(run).where(eq(run.id, runId));
  if (!row) throw new Error("no run");
  return row;
}

describe("a run's life", () => {
  test("started makes it running, finished ends it with what it used", async () => {
    const { key, runId } = await addRunningAttempt(db, "life", { state: "starting" });
    const frames = createRunnerFrames(key);
    await post(key, frames.event(STARTED));
    expect(await readRun(runId)).toMatchObject({ state: "running", resolvedConfig: { epochs: 1 } });
    await post(key, frames.points(["train/loss", "train/extra"], [[1, 1, 0.5, 9]]), frames.event(FINISHED));
    const row = await readRun(runId);
    expect(row).toMatchObject({
      state: "finished",
      busySeconds: 12,
      peakMemoryBytes: 100,
      energyJoules: 5,
      cost: 12,
      costCurrency: "EUR",
    });
    expect(row.headline).toEqual({ "train/loss": 0.5 });
    expect(row.endedAt).not.toBeNull();
    const [attempt] = await db.select().from(runAttempt).where(eq(runAttempt.runId, runId));
    expect(attempt).toMatchObject({ outcome: "completed", host: "here", versions: { python: "3.11" } });
  });

  test.each([
    ["running", "stopped", "failed"],
    ["cancelling", "stopped", "cancelled"],
    ["cancelling", "completed", "finished"],
    ["lost", "completed", "finished"],
  ] as const)("a %s run that ends %s is %s", async (state, outcome, expected) => {
    const { key, runId } = await addRunningAttempt(db, `end-${state}-${outcome}`, { state });
    await post(key, createRunnerFrames(key).event({ ...FINISHED, outcome }));
    expect((await readRun(runId)).state).toBe(expected);
  });

  test("failed says why, and only the first of several ends counts", async () => {
    const { key, runId } = await addRunningAttempt(db, "fails");
    const frames = createRunnerFrames(key);
    await post(key, frames.event(FAILED), frames.event(FINISHED));
    const row = await readRun(runId);
    expect(row).toMatchObject({ state: "failed", busySeconds: 3, failure: { fault: "memory", field: "batchSize" } });
  });

  test("a late end of a lost attempt replaces the seconds counted when it was given up", async () => {
    const startedAt = new Date(Date.now() - 60_000);
    const { key, runId } = await addRunningAttempt(db, "late", { state: "lost", startedAt });
    const lastBeatAt = new Date(startedAt.getTime() + 20_000);
    await db.update(runAttempt).set({ outcome: "lost", endedAt: new Date(), lastBeatAt });
    await db.update(run).set({ busySeconds: 25 }).where(eq(run.id, runId));
    await post(key, createRunnerFrames(key).event(FINISHED));
    expect((await readRun(runId)).busySeconds).toBe(25 - 20 + 12);
  });

  test("a run that waits for its retry is not ended by the attempt that was given up", async () => {
    const { key, runId } = await addRunningAttempt(db, "requeued", { state: "queued" });
    const answer = await post(key, createRunnerFrames(key).event(FINISHED));
    expect(answer.status).toBe(410);
    expect((await readRun(runId)).state).toBe("queued");
  });
});

describe("what a run makes", () => {
  test("a checkpoint says which are kept", async () => {
    const { key, runId } = await addRunningAttempt(db, "points");
    const frames = createRunnerFrames(key);
    const at = (step: number, keptSteps: number[]) =>
      frames.event({ type: "checkpoint", step, bytes: 5, reason: "interval", keptSteps, metric: null });
    await post(key, at(10, [10]), at(20, [10, 20]), at(30, [20, 30]));
    const rows = await db.select().from(checkpoint).where(eq(checkpoint.runId, runId)).orderBy(checkpoint.step);
    expect(rows.map((row) => [row.step, row.kept])).toEqual([
      [10, false],
      [20, true],
      [30, true],
    ]);
  });

  test("an adapter becomes a model on the base that the run took", async () => {
    const made = await addEvaluatedProject(db, "makes");
    const { projectId } = made;
    await db.insert(run).values({
      id: "trainer",
      projectId,
      name: "tuned twice",
      stage: "sft",
      state: "running",
      givenConfig: {},
      attempt: 1,
    });
    await db.insert(runInput).values({ projectId, runId: "trainer", name: "model", modelId: made.id("model") });
    await db
      .insert(runAttempt)
      .values({ projectId, runId: "trainer", attempt: 1, tokenHash: "t", device: "cpu", leaseUntil: new Date() });
    const key = { projectId, runId: "trainer", attempt: 1 };
    const adapter = { type: "artifact", name: "adapter", kind: "adapter", digest: DIGEST, bytes: 1, files: 1 };
    await post(key, createRunnerFrames(key).event({ ...adapter, metadata: { parameters: 7 } }));
    const rows = await db.select().from(model).where(eq(model.madeByRunId, "trainer"));
    expect(rows).toMatchObject([{ name: "tuned twice", baseModelId: made.id("model"), source: "run", parameters: 7 }]);
  });

  test("generations are kept once an example; foreign examples are left out and said", async () => {
    const own = await addEvaluatedProject(db, "gens");
    const other = await addEvaluatedProject(db, "gens-other");
    await db.insert(runAttempt).values({
      projectId: own.projectId,
      runId: own.id("generate"),
      attempt: 1,
      tokenHash: "g",
      device: "cpu",
      leaseUntil: new Date(),
    });
    const key = { projectId: own.projectId, runId: own.id("generate"), attempt: 1 };
    const write = (example: string, text: string) => ({
      example,
      text,
      finishReason: "stop",
      promptTokens: 1,
      completionTokens: 1,
      seconds: 1,
    });
    const generations = [write(own.id("example-0"), "new"), write(other.id("example-0"), "foreign")];
    const frames = createRunnerFrames(key, 1);
    for (let sequence = 1; sequence < 4; sequence += 1) await post(key, frames.event({ type: "sample", generations }));
    const rows = await db.select().from(generation).where(eq(generation.runId, key.runId));
    expect(rows).toHaveLength(3);
    expect(rows.find((row) => row.exampleId === own.id("example-0"))?.text).toBe("new");
    const [log] = await db.select().from(runLog).where(eq(runLog.runId, key.runId));
    expect(log?.warning).toBe(3);
    const [event] = await db.select().from(runEvent).where(eq(runEvent.runId, key.runId));
    expect(event?.body).toEqual({ generations: 2 });
  });

  test("an evaluation keeps rows, estimates and the run's headline", async () => {
    const own = await addEvaluatedProject(db, "scores");
    await db.insert(runAttempt).values({
      projectId: own.projectId,
      runId: own.id("evaluate"),
      attempt: 1,
      tokenHash: "e",
      device: "cpu",
      leaseUntil: new Date(),
    });
    const key = { projectId: own.projectId, runId: own.id("evaluate"), attempt: 1 };
    const rows = [{ example: own.id("example-0"), values: { "text.rouge_l@1": 0.75 } }];
    const summary = { estimates: [makeEstimate("text.rouge_l@1", 0.75)], differences: [] };
    const event = { type: "evaluation", generationsRun: own.id("generate"), role: "candidate", rows, summary };
    await post(key, createRunnerFrames(key).event(event));
    const where = and(
      eq(evaluationExample.evaluationId, own.id("candidate")),
      eq(evaluationExample.exampleId, own.id("example-0")),
    );
    expect(await db.select().from(evaluationExample).where(where)).toMatchObject([
      { values: { "text.rouge_l@1": 0.75 } },
    ]);
    const estimates = await db
      .select()
      .from(evaluationEstimate)
      .where(eq(evaluationEstimate.evaluationId, own.id("candidate")));
    expect(estimates.map((row) => row.kind)).toEqual(["score"]);
    expect((await readRun(key.runId)).headline).toEqual({ "text.rouge_l@1": 0.75 });
  });
});
