import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { artifact, checkpoint, model, run } from "@/db/schema/runs";
import { createTestDatabase } from "@/db/testing/test-database";
import { RUN_STATES, type RunState } from "@/domain/runs/run-rules";
import { promoteWaiting } from "../dispatch/promote-waiting";
import { addProject, addRun } from "../dispatch/testing/add-runs";
import { archiveRun, restoreRun } from "./archive-run";
import { cancelRun } from "./cancel-run";
import { launchRun } from "./launch-run";
import { prioritiseRun } from "./prioritise-run";
import { resumeRun, retryRun } from "./retry-run";

const database = await createTestDatabase();
const { db } = database;
const services = { db, now: () => new Date() };
const by = { projectId: "p", userId: null };
const request = { config: {}, inputs: {}, priority: 0, note: "", tags: [] };

beforeAll(async () => {
  await addProject(db, "p");
  await addProject(db, "other");
});
afterAll(() => database.drop());

const at = (runId: string, projectId = "p") => ({ projectId, runId });

async function stateOf(runId: string) {
  const [row] = await db.select().from(run).where(eq(run.id, runId));
  return row;
}

async function giveModel(runId: string): Promise<void> {
  const artifactId = `artifact of ${runId}`;
  const file = { name: "model", kind: "model" as const, digest: "d".repeat(64), bytes: 1, files: 1 };
  await db.insert(artifact).values({ id: artifactId, projectId: "p", runId, attempt: 1, ...file });
  const origin = { source: "random" as const, reference: "tiny" };
  await db
    .insert(model)
    .values({ id: `m-${runId}`, projectId: "p", name: "m", artifactId, madeByRunId: runId, ...origin });
}

test.each(RUN_STATES)("cancelling a %s run", async (state) => {
  const runId = await addRun(db, { projectId: "p", state });
  const expected: Partial<Record<RunState, RunState>> = {
    waiting: "cancelled",
    queued: "cancelled",
    starting: "cancelling",
    running: "cancelling",
  };
  const to = expected[state];
  if (to) expect(await cancelRun(services, at(runId))).toEqual({ state: to });
  else await expect(cancelRun(services, at(runId))).rejects.toMatchObject({ kind: "InvalidState" });
  expect((await stateOf(runId))?.state).toBe(to ?? state);
});

test("nobody reaches a run through another project", async () => {
  const runId = await addRun(db, { projectId: "p" });
  for (const act of [cancelRun, retryRun, resumeRun, archiveRun]) {
    await expect(act(services, at(runId, "other"))).rejects.toMatchObject({ kind: "NotFound" });
  }
});

test("of two who cancel at once one is first", async () => {
  const runId = await addRun(db, { projectId: "p", state: "running" });
  const both = await Promise.allSettled([cancelRun(services, at(runId)), cancelRun(services, at(runId))]);
  expect(both.map((each) => each.status).sort()).toEqual(["fulfilled", "rejected"]);
});

test("a retry begins anew and forgets the failure; a resume begins at the last checkpoint on disk", async () => {
  const failure = { fault: "code", reason: "broke", remedy: null, field: null, detail: "" } as const;
  const ended = { projectId: "p", state: "failed" as const, attempt: 1, failure, endedAt: new Date() };
  const runId = await addRun(db, ended);
  await expect(resumeRun(services, at(runId))).rejects.toMatchObject({ kind: "InvalidState" });
  for (const [step, kept] of [
    [10, true],
    [20, true],
    [30, false],
  ] as const) {
    await db.insert(checkpoint).values({ projectId: "p", runId, step, attempt: 1, bytes: 1, reason: "interval", kept });
  }
  expect(await resumeRun(services, at(runId))).toEqual({ state: "queued", fromStep: 20 });
  expect(await stateOf(runId)).toMatchObject({ resumeFromStep: 20, failure: null, endedAt: null, attempt: 1 });
  await cancelRun(services, at(runId));
  expect(await retryRun(services, at(runId))).toEqual({ state: "queued" });
  expect(await stateOf(runId)).toMatchObject({ resumeFromStep: null, cancelRequestedAt: null });
});

test("priority can change while a run is queued, and not once it runs", async () => {
  const queued = await addRun(db, { projectId: "p" });
  expect(await prioritiseRun(services, { ...at(queued), priority: 5 })).toEqual({ priority: 5 });
  const running = await addRun(db, { projectId: "p", state: "running" });
  await expect(prioritiseRun(services, { ...at(running), priority: 5 })).rejects.toMatchObject({
    kind: "InvalidState",
  });
});

test("archived and restored", async () => {
  const runId = await addRun(db, { projectId: "p", state: "finished" });
  expect(await archiveRun(services, at(runId))).toEqual({ archived: true });
  await expect(archiveRun(services, at(runId))).rejects.toMatchObject({ kind: "InvalidState" });
  expect(await restoreRun(services, at(runId))).toEqual({ archived: false });
});

test("a run waits for the model of another, through its failure and retry, and then goes on", async () => {
  const upstream = await addRun(db, { projectId: "p", name: "Import", state: "running", stage: "import-model" });
  const dataset = await addDataset();
  const inputs = { model: { fromRunId: upstream }, dataset: { datasetVersionId: dataset } };
  const { runId } = await launchRun(services, by, { ...request, stage: "sft", inputs });
  expect(await stateOf(runId)).toMatchObject({ state: "waiting", waitingFor: 'Waits for "Import" (running).' });

  await db.update(run).set({ state: "failed" }).where(eq(run.id, upstream));
  expect(await promoteWaiting(services)).toBe(0);
  expect((await stateOf(runId))?.waitingFor).toBe('"Import" is failed. Retry it, or cancel this run.');

  await retryRun(services, at(upstream));
  await db.update(run).set({ state: "finished" }).where(eq(run.id, upstream));
  expect(await promoteWaiting(services)).toBe(0);
  expect((await stateOf(runId))?.waitingFor).toBe('"Import" finished without a model.');

  await giveModel(upstream);
  expect(await promoteWaiting(services)).toBe(1);
  expect(await stateOf(runId)).toMatchObject({ state: "queued", waitingFor: null });
});

async function addDataset(): Promise<string> {
  await database.sql`insert into dataset (id, project_id, name) values ('d', 'p', 'visits')`;
  await database.sql`insert into dataset_version (id, project_id, dataset_id, number, type, digest, rows, bytes,
    split_counts, holds, origin) values ('v', 'p', 'd', 1, 'qa', '', 0, 0, '{}', 'synthetic', '{}'),
    ('n', 'p', 'd', 2, 'notes', '', 0, 0, '{}', 'synthetic', '{}')`;
  return "n";
}

test("a launch that does not fit its stage is refused whole, with every problem named", async () => {
  const before = await db.$count(run);
  const launch = launchRun(services, by, {
    ...request,
    stage: "sft",
    config: { steps: -1, stesp: 3 },
    inputs: { dataset: { datasetVersionId: "v" }, model: { modelId: "none" }, teacher: { modelId: "none" } },
  });
  const places = ["inputs.teacher", "inputs.model", "inputs.dataset", "config.stesp", "config.steps"];
  const problems = expect.arrayContaining(places.map((where) => expect.objectContaining({ where })));
  await expect(launch).rejects.toMatchObject({ kind: "Validation", problems });
  expect(await db.$count(run)).toBe(before);
});
