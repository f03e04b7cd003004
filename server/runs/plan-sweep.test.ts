import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dataset, datasetVersion } from "@/db/schema/datasets";
import { artifact, model, run, runAttempt } from "@/db/schema/runs";
import { createTestDatabase } from "@/db/testing/test-database";
import { addProject, addRun } from "../dispatch/testing/add-runs";
import { launchSweep } from "./launch-sweep";
import { planSweep } from "./plan-sweep";
import { sweepRequestSchema } from "./sweep-request";

const database = await createTestDatabase();
const { db } = database;
const services = { db, now: () => new Date() };
const by = { projectId: "p", userId: "ada" };
const GPUS = [0, 1].map((at) => ({ device: `cuda:${at}`, capacity: 1 }));
const PRICE = { perHour: 3, currency: "EUR" };

async function addModel(id: string, name: string): Promise<void> {
  const runId = await addRun(db, { projectId: "p", state: "finished", attempt: 1 });
  await db
    .insert(runAttempt)
    .values({ projectId: "p", runId, attempt: 1, tokenHash: runId, device: "cpu", leaseUntil: new Date() });
  const made = { kind: "model" as const, digest: id, bytes: 1, files: 1, name: "model" };
  await db.insert(artifact).values({ id: `artifact-${id}`, projectId: "p", runId, attempt: 1, ...made });
  const facts = { source: "hub" as const, reference: name, artifactId: `artifact-${id}`, madeByRunId: runId };
  await db.insert(model).values({ id, projectId: "p", name, ...facts });
}

beforeAll(async () => {
  await addProject(db, "p", ["ada"]);
  await db.insert(dataset).values({ id: "d", projectId: "p", name: "pairs" });
  const origin = { how: "imported" as const, fileName: null, format: "jsonl", columns: {}, problems: [], rowsRead: 0 };
  const facts = { type: "preference" as const, digest: "x", rows: 8, bytes: 0, splitCounts: {} };
  await db
    .insert(datasetVersion)
    .values({ id: "v", projectId: "p", datasetId: "d", number: 1, ...facts, holds: "synthetic", origin });
  await addModel("gemma", "google/gemma-2-9b-it");
  await addModel("qwen", "Qwen/Qwen2.5-14B-Instruct");
  await addModel("gemma-again", "another/gemma-2-9b");
});
afterAll(() => database.drop());

const request = (more: object) =>
  sweepRequestSchema.parse({
    ...{ stage: "fdpo", inputs: { dataset: { datasetVersionId: "v" } } },
    ...{ vary: { delta: [0, 10, 100] }, models: [{ modelId: "gemma" }, { modelId: "qwen" }], ...more },
  });
const plan = (more: object = {}) =>
  planSweep({ db, slots: async () => [{ device: "cpu", capacity: 1 }, ...GPUS], price: PRICE }, "p", request(more));

test("a plan counts runs and references, names them as AIXpert's pipeline, and says what saturates", async () => {
  const found = await plan({ seeds: [1, 2] });
  expect(found).toMatchObject({
    runs: 12,
    references: 2,
    slots: { device: "GPU", atOnce: 2 },
    problems: [],
    taken: [],
  });
  expect(found.names[0]).toBe("FactualDPO_gemma2-9b_delta0_seed1");
  expect(found.names.at(-1)).toBe("FactualDPO_qwen2.5-14b_delta100_seed2");
  expect(found.warnings).toEqual([expect.stringContaining("Δ 100 saturates")]);
  expect(found.ahead).toMatchObject({ seconds: null, elapsedSeconds: null });
  expect(found.cost).toBeNull();
});

test("time and cost follow from runs that ended here, over the slots there are", async () => {
  const ended = { state: "finished" as const, busySeconds: 1_800, endedAt: new Date() };
  for (const stage of ["fdpo", "reference"]) {
    const id = await addRun(db, { projectId: "p", state: "finished", attempt: 1 });
    await db
      .update(run)
      .set({ ...ended, stage })
      .where(eq(run.id, id));
  }
  const { ahead, cost, currency } = await plan();
  expect(ahead).toMatchObject({ seconds: 8 * 1_800, elapsedSeconds: 4 * 1_800 });
  expect([cost, currency]).toEqual([12, "EUR"]);
});

test("models of equal short names are refused until one is called otherwise", async () => {
  const twins = [{ modelId: "gemma" }, { modelId: "gemma-again" }];
  const [problem] = (await plan({ models: twins })).problems;
  expect(problem).toMatchObject({ where: "models.1.short", what: expect.stringContaining("gemma2-9b") });
  await expect(launchSweep(services, by, request({ models: twins }))).rejects.toThrow("equal names");
  const apart = [twins[0], { modelId: "gemma-again", short: "gemma2-other" }];
  expect((await plan({ models: apart })).names[3]).toBe("FactualDPO_gemma2-other_delta0");
});

test("a second sweep says which names are taken, and tells its runs apart", async () => {
  await launchSweep(services, by, request({}));
  const again = await plan({ vary: { delta: [10, 20] } });
  expect(again.taken).toEqual(["FactualDPO_gemma2-9b_delta10", "FactualDPO_qwen2.5-14b_delta10"]);
  const { runIds } = await launchSweep(services, by, request({ vary: { delta: [10, 20] } }));
  const rows = await db.select({ id: run.id, name: run.name }).from(run);
  expect(rows.find(({ id }) => id === runIds[0])?.name).toBe("FactualDPO_gemma2-9b_delta10 #2");
});

test("a model twice, a short name that no file name takes, and a setting that is none are said", async () => {
  expect(() => request({ models: [{ modelId: "gemma" }, { modelId: "gemma", short: "other" }] })).toThrow("twice");
  expect(() => request({ models: [{ modelId: "gemma", short: "a/b" }] })).toThrow("dashes");
  expect((await plan({ config: { colour: "red" } })).problems[0]?.what).toContain("colour");
  expect((await plan({ models: [{ modelId: "nowhere" }] })).problems[0]?.what).toContain("no such model");
});
