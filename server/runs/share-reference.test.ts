import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dataset, datasetVersion } from "@/db/schema/datasets";
import { artifact, model, run, runAttempt, runInput } from "@/db/schema/runs";
import { createTestDatabase } from "@/db/testing/test-database";
import { resolveLaunchInputs } from "../dispatch/resolve-launch-inputs";
import { addProject, addRun } from "../dispatch/testing/add-runs";
import { launchRun } from "./launch-run";
import { launchSweep } from "./launch-sweep";
import { sweepRequestSchema } from "./sweep-request";

const database = await createTestDatabase();
const { db } = database;
const services = { db, now: () => new Date() };
const by = { projectId: "p", userId: "ada" };
const DELTAS = [0, 2, 10];

async function addArtifact(runId: string, name: string, kind: "model" | "file"): Promise<string> {
  const attempt = { projectId: "p", runId, attempt: 1, tokenHash: runId, device: "cpu", leaseUntil: new Date() };
  await db.insert(runAttempt).values(attempt);
  const id = `${name} of ${runId}`;
  const made = { kind, digest: `digest of ${id}`, bytes: 1, files: 1 };
  await db.insert(artifact).values({ id, projectId: "p", runId, attempt: 1, name, ...made });
  return id;
}

async function addModel(name: string): Promise<void> {
  const runId = await addRun(db, { projectId: "p", state: "finished", attempt: 1 });
  const artifactId = await addArtifact(runId, "model", "model");
  const facts = { source: "run" as const, reference: runId, artifactId, madeByRunId: runId };
  await db.insert(model).values({ id: name, projectId: "p", name, ...facts });
}

beforeAll(async () => {
  await addProject(db, "p", ["ada"]);
  await db.insert(dataset).values({ id: "d", projectId: "p", name: "pairs" });
  const origin = { how: "imported" as const, fileName: null, format: "jsonl", columns: {}, problems: [], rowsRead: 0 };
  const facts = { type: "preference" as const, digest: "x", rows: 0, bytes: 0, splitCounts: {} };
  await db
    .insert(datasetVersion)
    .values({ id: "v", projectId: "p", datasetId: "d", number: 1, ...facts, holds: "synthetic", origin });
  await addModel("google/gemma-2-9b-it");
  await addModel("Qwen/Qwen2.5-14B-Instruct");
});
afterAll(() => database.drop());

const sweep = (request: object) =>
  launchSweep(
    services,
    by,
    sweepRequestSchema.parse({
      stage: "fdpo",
      inputs: { dataset: { datasetVersionId: "v" }, model: { modelId: "google/gemma-2-9b-it" } },
      vary: { delta: DELTAS },
      ...request,
    }),
  );

async function referencesOf(runIds: readonly string[]): Promise<(string | undefined)[]> {
  const edges = await db.select().from(runInput).where(eq(runInput.name, "reference"));
  return runIds.map((id) => edges.find(({ runId }) => runId === id)?.fromRunId ?? undefined);
}

const runNamed = async (id: string) => (await db.select().from(run).where(eq(run.id, id)))[0];

test("one reference run, with the settings that it depends on, serves a whole sweep, and all wait for it", async () => {
  const { runIds } = await sweep({ config: { reference: "stored", maxTokens: 512, learningRate: 1e-5 } });
  const [reference, ...others] = await referencesOf(runIds);
  expect(runIds).toHaveLength(3);
  expect(new Set(others)).toEqual(new Set([reference]));
  const found = await runNamed(reference ?? "");
  expect(found).toMatchObject({ stage: "reference", state: "queued" });
  expect(found?.givenConfig).toMatchObject({ maxTokens: 512, overLimit: "truncate", prompt: "{source}" });
  expect(found?.givenConfig).not.toHaveProperty("learningRate");
  for (const id of runIds) expect((await runNamed(id))?.state).toBe("waiting");
});

test("each model has a reference of its own, and runs are named as AIXpert's pipeline tags them", async () => {
  const models = [{ modelId: "google/gemma-2-9b-it" }, { modelId: "Qwen/Qwen2.5-14B-Instruct" }];
  const { runIds } = await sweep({ config: { reference: "stored", maxTokens: 256 }, models });
  const references = await referencesOf(runIds);
  expect(new Set(references.slice(0, 3)).size).toBe(1);
  expect(new Set(references).size).toBe(2);
  const names = await Promise.all(runIds.map(async (id) => (await runNamed(id))?.name));
  expect(names[4]).toBe("FactualDPO_qwen2.5-14b_delta2");
  expect(names[0]).toMatch(/^FactualDPO_gemma2-9b_delta0/);
});

test("what a reference depends on has one for each of its values", async () => {
  const { runIds } = await sweep({ config: { reference: "stored" }, vary: { maxTokens: [300, 600], delta: [1, 2] } });
  expect(new Set(await referencesOf(runIds)).size).toBe(2);
});

test("a reference that is named, or measured by each run, launches none", async () => {
  const before = await db.select().from(run).where(eq(run.stage, "reference"));
  const named = { fromRunId: before[0]?.id };
  const { runIds } = await sweep({
    config: { reference: "stored" },
    inputs: { dataset: { datasetVersionId: "v" }, model: { modelId: "google/gemma-2-9b-it" }, reference: named },
  });
  await sweep({ config: { reference: "frozen-copy", learningRate: 2e-6 } });
  await sweep({ vary: { delta: DELTAS, reference: ["adapter-off"] } });
  expect(new Set(await referencesOf(runIds))).toEqual(new Set([named.fromRunId]));
  expect(await db.select().from(run).where(eq(run.stage, "reference"))).toHaveLength(before.length);
});

test("a sweep that says nothing of its reference has it measured once for all", async () => {
  const { runIds } = await sweep({ config: { maxTokens: 700 } });
  const references = await referencesOf(runIds);
  expect(references[0]).toBeDefined();
  expect(new Set(references).size).toBe(1);
  expect((await runNamed(runIds[0] ?? ""))?.givenConfig).toMatchObject({ reference: "stored", maxTokens: 700 });
  const bySeeds = await sweep({ vary: {}, seeds: [1, 2], config: { maxTokens: 701 } });
  expect((await referencesOf(bySeeds.runIds))[1]).toBeDefined();
});

test("runs that could share no reference measure their own", async () => {
  const alone = await sweep({ vary: { delta: [5] } });
  const apart = await sweep({ vary: { maxTokens: [801, 802] } });
  expect(await referencesOf([...alone.runIds, ...apart.runIds])).toEqual([undefined, undefined, undefined]);
  expect((await runNamed(alone.runIds[0] ?? ""))?.givenConfig).not.toHaveProperty("reference");
});

test("one run against a stored reference brings the run that measures it, and waits for it", async () => {
  const request = {
    stage: "dpo",
    config: { reference: "stored", maxTokens: 900 },
    inputs: { dataset: { datasetVersionId: "v" }, model: { modelId: "google/gemma-2-9b-it" } },
    priority: 0,
    note: "",
    tags: [],
  };
  const { runId } = await launchRun(services, by, request);
  const [reference] = await referencesOf([runId]);
  expect(await runNamed(reference ?? "")).toMatchObject({ stage: "reference", givenConfig: { maxTokens: 900 } });
  expect((await runNamed(runId))?.state).toBe("waiting");
});

test("a finished reference reaches its runs as a folder", async () => {
  const [reference] = await db.select().from(run).where(eq(run.stage, "reference"));
  const runId = reference?.id ?? "";
  await addArtifact(runId, "reference", "file");
  await db.update(run).set({ state: "finished" }).where(eq(run.id, runId));
  const [edge] = await db.select().from(runInput).where(eq(runInput.fromRunId, runId));
  const inputs = await resolveLaunchInputs(db, { projectId: "p", runId: edge?.runId ?? "", stage: "fdpo" });
  const digest = `digest of reference of ${runId}`;
  expect(inputs.find(({ name }) => name === "reference")).toEqual({ name: "reference", kind: "files", runId, digest });
});
