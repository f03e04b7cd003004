import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { dataset, datasetVersion, example } from "@/db/schema/datasets";
import { erasure } from "@/db/schema/erasures";
import { generation } from "@/db/schema/evaluations";
import { projectMember } from "@/db/schema/people";
import { artifact, model, run, runAttempt, runInput } from "@/db/schema/runs";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { addProject, addRun } from "../dispatch/testing/add-runs";
import { createCaller } from "../router";

const SECRET_TEXT = "Mrs Miller takes aspirin";
let database: TestDatabase;
let home: string;

const caller = (userId = "ada") =>
  createCaller({ ...database, now: () => new Date(), viewer: { userId, name: userId, email: `${userId}@assay.test` } });
const asked = { project: "notes", example: "v1-0", reason: "withdrew consent" };

async function addVersion(id: string, datasetId: string, number: number) {
  const facts = {
    type: "notes" as const,
    digest: id,
    rows: 3,
    bytes: 1,
    splitCounts: {},
    holds: "identifiable" as const,
  };
  const origin = { how: "imported" as const, fileName: null, format: "csv", columns: {}, problems: [], rowsRead: 3 };
  await database.db.insert(datasetVersion).values({ id, projectId: "notes", datasetId, number, ...facts, origin });
}

async function addExamples(version: string, groups: readonly string[]) {
  await database.db.insert(example).values(
    groups.map((groupKey, position) => ({
      id: `${version}-${position}`,
      projectId: "notes",
      datasetVersionId: version,
      position,
      split: "train" as const,
      groupKey,
      source: `${SECRET_TEXT} ${groupKey}`,
      reference: SECRET_TEXT,
      sourceHash: `hash of ${groupKey} ${position}`,
    })),
  );
}

async function addTraining(id: string, input: Partial<typeof runInput.$inferInsert>) {
  await addRun(database.db, { id, projectId: "notes", stage: "sft", state: "finished", attempt: 1 });
  await database.db.insert(runInput).values({ projectId: "notes", runId: id, name: "in", ...input });
  const at = { projectId: "notes", runId: id, attempt: 1 };
  const times = { leaseUntil: new Date(), host: "here", shippedAt: new Date() };
  await database.db.insert(runAttempt).values({ ...at, tokenHash: id, device: "cpu", ...times });
  const made = { id: `artifact of ${id}`, name: "adapter", kind: "adapter" as const, digest: "d", bytes: 1, files: 1 };
  await database.db.insert(artifact).values({ ...at, ...made });
  const registered = { id: `model of ${id}`, projectId: "notes", name: `model of ${id}`, source: "run" as const };
  await database.db.insert(model).values({ ...registered, reference: id, artifactId: made.id, madeByRunId: id });
}

beforeEach(async () => {
  database = await createTestDatabase();
  home = await mkdtemp(join(tmpdir(), "assay-erasure-test-"));
  vi.stubEnv("DATABASE_URL", database.url);
  vi.stubEnv("ASSAY_HOME", home);
  vi.stubEnv("ASSAY_URL", "http://127.0.0.1:3000");
  vi.stubEnv("ASSAY_SECRET", "a secret for tests that is long enough");
  vi.stubEnv("ASSAY_PYTHON", "/bin/false");
  await addProject(database.db, "notes", ["ada", "bo"]);
  await database.db.insert(projectMember).values([
    { projectId: "notes", userId: "ada", role: "admin" },
    { projectId: "notes", userId: "bo", role: "researcher" },
  ]);
  await database.db.insert(dataset).values([
    { id: "d", projectId: "notes", name: "visits" },
    { id: "other", projectId: "notes", name: "copies" },
  ]);
  await addVersion("v1", "d", 1);
  await addVersion("v2", "d", 2);
  await addVersion("w1", "other", 1);
  await addExamples("v1", ["miller", "miller", "smith"]);
  await addExamples("v2", ["miller"]);
  await addExamples("w1", ["smith"]);
  // The same text, under another name, in another dataset.
  await database.db.update(example).set({ sourceHash: "hash of miller 1" }).where(eq(example.id, "w1-0"));
  await addTraining("first", { datasetVersionId: "v1" });
  await addTraining("second", { fromRunId: "first" });
  await addTraining("unrelated", { datasetVersionId: "w1" });
  await database.db.update(example).set({ split: "test" }).where(eq(example.id, "w1-0"));
  const written = { finishReason: "stop" as const, promptTokens: 1, completionTokens: 1, seconds: 1, attempt: 1 };
  const texts = ["v1-0", "v1-2"].map((exampleId, at) => ({
    id: exampleId,
    exampleId,
    sequence: at,
    text: SECRET_TEXT,
  }));
  await database.db
    .insert(generation)
    .values(texts.map((text) => ({ ...text, ...written, projectId: "notes", runId: "first" })));
});
afterEach(async () => {
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

test("before it, one sees how far it reaches", async () => {
  expect(await caller().erasures.preview(asked)).toMatchObject({
    groupKey: "miller",
    examples: 4,
    generations: 1,
    datasets: [
      { name: "visits", examples: 3 },
      { name: "copies", examples: 1 },
    ],
    models: [{ name: "model of first" }, { name: "model of second" }],
    openRuns: [],
  });
});

test("the text is gone from every version, from generations and from the files of runs; others stay", async () => {
  const inputs = join(home, "runs", "first", "1", "inputs", "dataset.jsonl");
  await mkdir(dirname(inputs), { recursive: true });
  await writeFile(inputs, SECRET_TEXT);
  await caller().erasures.erase(asked);
  const rows = await database.db.select().from(example);
  const erased = rows.filter(({ erasedAt }) => erasedAt !== null);
  expect(erased.map(({ id }) => id).sort()).toEqual(["v1-0", "v1-1", "v2-0", "w1-0"]);
  expect(erased.every(({ source, reference, key }) => source === "" && reference === null && key === null)).toBe(true);
  expect(JSON.stringify(erased)).not.toContain('miller"');
  expect(rows.find(({ id }) => id === "v1-2")?.source).toContain("smith");
  expect((await database.db.select().from(generation)).map(({ exampleId }) => exampleId)).toEqual(["v1-2"]);
  expect(existsSync(inputs)).toBe(false);
});

test("what stays says when, why, how much and which models learned from it, and answers by hash", async () => {
  await caller().erasures.erase(asked);
  const { items } = await caller("bo").erasures.list({ project: "notes" });
  expect(items).toMatchObject([
    { examples: 4, generations: 1, reason: "withdrew consent", erasedBy: "ada", models: [{}, {}] },
  ]);
  expect(await caller("bo").erasures.find({ project: "notes", group: "miller" })).toHaveLength(1);
  expect(await caller("bo").erasures.find({ project: "notes", group: "smith" })).toEqual([]);
  expect(JSON.stringify(await database.db.select().from(erasure))).not.toContain('miller"');
  await expect(caller().erasures.erase(asked)).rejects.toThrow("erased already");
});

test("nothing is erased from under a run that has not ended or not delivered, nor by a researcher", async () => {
  await database.db.update(run).set({ state: "running" }).where(eq(run.id, "first"));
  await expect(caller().erasures.erase(asked)).rejects.toThrow("has not ended");
  await database.db.update(run).set({ state: "finished" }).where(eq(run.id, "first"));
  await database.db.update(runAttempt).set({ shippedAt: null }).where(eq(runAttempt.runId, "first"));
  await expect(caller().erasures.erase(asked)).rejects.toThrow("not delivered");
  await expect(caller("bo").erasures.erase(asked)).rejects.toThrow("does not allow");
  expect(await database.db.select().from(erasure)).toEqual([]);
});
