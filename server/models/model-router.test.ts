import { tmpdir } from "node:os";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { dataset, datasetVersion } from "@/db/schema/datasets";
import { projectMember } from "@/db/schema/people";
import { artifact, model, run, runAttempt, runInput } from "@/db/schema/runs";
import { createTestDatabase } from "@/db/testing/test-database";
import { addProject, addRun } from "../dispatch/testing/add-runs";
import { createCaller } from "../router";

const database = await createTestDatabase();
const { db } = database;
const projectId = "notes";
const of = { project: "notes" };
const caller = (userId: string) =>
  createCaller({ ...database, now: () => new Date(), viewer: { userId, name: userId, email: `${userId}@assay.test` } });

async function addModel(id: string, stage: string, input: Partial<typeof runInput.$inferInsert> | null, bytes: number) {
  const runId = `${stage} ${id}`;
  await addRun(db, { id: runId, projectId, stage, state: "finished", attempt: 1 });
  if (input) await db.insert(runInput).values({ projectId, runId, name: "model", ...input });
  const attempt = { projectId, runId, attempt: 1, tokenHash: runId, device: "cpu", leaseUntil: new Date() };
  await db.insert(runAttempt).values(attempt);
  const made = { kind: "adapter" as const, digest: `digest of ${bytes}`, bytes, files: 1 };
  await db.insert(artifact).values({ id, projectId, runId, attempt: 1, name: id, ...made });
  const facts = { source: "run" as const, reference: runId, artifactId: id, madeByRunId: runId };
  await db.insert(model).values({ id, projectId, name: id, ...facts });
}

beforeAll(async () => {
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("ASSAY_HOME", tmpdir());
  vi.stubEnv("ASSAY_URL", "http://127.0.0.1:3000");
  vi.stubEnv("ASSAY_SECRET", "a secret for tests that is long enough");
  vi.stubEnv("ASSAY_PYTHON", "/bin/false");
  await addProject(db, projectId, ["ada", "pi"]);
  await db.insert(projectMember).values([
    { projectId, userId: "ada", role: "researcher" },
    { projectId, userId: "pi", role: "investigator" },
  ]);
  await db.insert(dataset).values({ id: "d", projectId, name: "visits" });
  const origin = { how: "imported" as const, fileName: null, format: "csv", columns: {}, problems: [], rowsRead: 0 };
  const facts = {
    type: "notes" as const,
    digest: "x",
    rows: 0,
    bytes: 0,
    splitCounts: {},
    holds: "synthetic" as const,
  };
  await db.insert(datasetVersion).values({ id: "v", projectId, datasetId: "d", number: 3, ...facts, origin });
  await addModel("base", "import-model", null, 100);
  await addModel("tuned", "sft", { modelId: "base" }, 7);
  await addModel("again", "sft", { fromRunId: "sft tuned" }, 7);
  await db.insert(runInput).values({ projectId, runId: "sft tuned", name: "dataset", datasetVersionId: "v" });
});
afterAll(() => database.drop());

test("uses are runs that took the model itself, or what the run behind it made", async () => {
  const { uses } = caller("ada").models;
  expect((await uses({ ...of, model: "base" })).items.map(({ id }) => id)).toEqual(["sft tuned"]);
  expect(await uses({ ...of, model: "tuned" })).toMatchObject({ total: 1, items: [{ id: "sft again" }] });
  expect(await uses({ ...of, model: "again" })).toEqual({ total: 0, items: [] });
});

test("a model learned from what the models learned from that it stands on", async () => {
  const { trainedOn } = caller("ada").models;
  expect(await trainedOn({ ...of, model: "again" })).toMatchObject({
    items: [{ name: "visits", number: 3 }],
    untold: [],
  });
  expect(await trainedOn({ ...of, model: "base" })).toEqual({ items: [], untold: [] });
});

test("an object that two models share takes its space once", async () => {
  const space = await caller("ada").models.space(of);
  expect(space.bytes).toBe(107);
  expect(space.freeBytes).toBeGreaterThan(0);
});

test("of a model that a program of one's own made, nobody says that it learned from nothing", async () => {
  await addModel("logged", "command", null, 5);
  await addModel("on it", "sft", { modelId: "logged" }, 6);
  const { trainedOn } = caller("ada").models;
  for (const model of ["logged", "on it"]) {
    expect((await trainedOn({ ...of, model })).untold).toEqual([{ id: "command logged", name: expect.any(String) }]);
  }
  await db.update(run).set({ executor: "client" }).where(eq(run.id, "sft on it"));
  expect((await trainedOn({ ...of, model: "on it" })).untold).toHaveLength(2);
});

test("name, licence and note are people's to change; an investigator only reads", async () => {
  await caller("ada").models.change({ ...of, model: "base", licenseNote: "Research only.", license: "cc-by-nc-4.0" });
  await caller("ada").models.change({ ...of, model: "base", name: "small" });
  expect(await caller("pi").models.byId({ ...of, model: "base" })).toMatchObject({
    name: "small",
    license: "cc-by-nc-4.0",
    licenseNote: "Research only.",
  });
  await expect(caller("pi").models.change({ ...of, model: "base", name: "mine" })).rejects.toThrow("does not allow");
  await caller("ada").models.change({ ...of, model: "base" });
  expect(await caller("pi").models.byId({ ...of, model: "base" })).toMatchObject({ name: "small" });
  await expect(caller("ada").models.change({ ...of, model: "none" })).rejects.toThrow("no such model");
  await expect(caller("ada").models.change({ ...of, model: "none", name: "x" })).rejects.toThrow("no such model");
});
