import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { artifact, model, runInput } from "@/db/schema/runs";
import { createTestDatabase } from "@/db/testing/test-database";
import { importDataset } from "../datasets/import-dataset";
import { addProject, addRun } from "../dispatch/testing/add-runs";
import { TEST_PYTHON } from "../testing/test-python";
import { checkRun } from "./check-run";
import { readTrainedHashes } from "./read-trained-hashes";

const database = await createTestDatabase();
const home = await mkdtemp(join(tmpdir(), "assay-check-test-"));
const slots = async () => [{ device: "cpu", capacity: 1 }];
const services = { db: database.db, sql: database.sql, home, python: TEST_PYTHON, slots, secret: "of a test" };
let trainer: string;
let version: string;

beforeAll(async () => {
  await addProject(database.db, "p");
  await addProject(database.db, "other");
  const path = join(home, "notes.jsonl");
  const rows = ["train", "train", "test"].map((split, at) => ({
    split,
    source: `Visit ${at}?`,
    reference: `Visit ${at}.`,
  }));
  await writeFile(path, rows.map((row) => JSON.stringify(row)).join("\n"));
  const stored = { projectId: "p", name: "visits", fileName: null, holds: "synthetic", path, type: "notes" } as const;
  version = (await importDataset(services, stored)).datasetVersionId;
  trainer = await addRun(database.db, { projectId: "p", stage: "sft", state: "running", name: "Tune" });
  const edge = { projectId: "p", runId: trainer, name: "dataset", datasetVersionId: version };
  await database.db.insert(runInput).values(edge);
});
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

test("what a model learned from is found through its lineage, and only in its project", async () => {
  const further = await addRun(database.db, { projectId: "p", stage: "sft", name: "Tune again" });
  await database.db.insert(runInput).values({ projectId: "p", runId: further, name: "model", fromRunId: trainer });
  expect(await readTrainedHashes(database.sql, { projectId: "p", modelIds: [], runIds: [further] })).toHaveLength(2);
  expect(await readTrainedHashes(database.sql, { projectId: "other", modelIds: [], runIds: [further] })).toEqual([]);
});

function checkGeneration(split: string) {
  const inputs = { model: { fromRunId: trainer }, dataset: { datasetVersionId: version } };
  return checkRun(services, "p", { stage: "generate", config: { split }, inputs });
}

test("evaluating on what was trained on is pointed out; held-out rows are not", async () => {
  const onTrained = await checkGeneration("train");
  expect(onTrained.checks.find((check) => check.id === "overlap")?.state).not.toBe("pass");
  const onHeldOut = await checkGeneration("test");
  expect(onHeldOut.checks.find((check) => check.id === "overlap")?.state).toBe("pass");
});

test("a model whose files are not on this machine blocks, with what to do", async () => {
  const maker = await addRun(database.db, { projectId: "p", stage: "import-model", state: "finished" });
  const made = { projectId: "p", id: "lost-files", name: "model", digest: "a".repeat(64), bytes: 1, files: 1 } as const;
  await database.db.insert(artifact).values({ ...made, runId: maker, attempt: 1, kind: "model" });
  const origin = { source: "folder", reference: "x", artifactId: "lost-files", madeByRunId: maker } as const;
  await database.db.insert(model).values({ id: "lost", projectId: "p", name: "Lost", ...origin });
  const inputs = { model: { modelId: "lost" }, dataset: { datasetVersionId: version } };
  const { checks } = await checkRun(services, "p", { stage: "generate", config: { split: "test" }, inputs });
  expect(checks).toEqual([
    expect.objectContaining({ state: "block", field: "model", remedy: expect.stringContaining("again") }),
  ]);
  expect(JSON.stringify(checks)).not.toContain(home);
});

test("an input that does not fit blocks before the runner is asked", async () => {
  const { checks } = await checkRun(services, "p", { stage: "generate", config: {}, inputs: {} });
  expect(checks.map((check) => [check.state, check.field])).toEqual([
    ["block", "model"],
    ["block", "dataset"],
  ]);
});

test("a secret that the project lacks, and more GPUs than there are, block before the start", async () => {
  const gpus = async () => [...(await slots()), { device: "cuda:0", capacity: 1 }];
  const asked = (config: Record<string, unknown>) =>
    checkRun({ ...services, slots: gpus }, "p", {
      stage: "command",
      config: { arguments: ["true"], ...config },
      inputs: {},
    });
  expect((await asked({ secrets: ["HF_TOKEN"] })).checks).toMatchObject([
    { state: "block", field: "secrets", detail: "This project has no secret HF_TOKEN." },
  ]);
  expect((await asked({ gpus: 2 })).checks).toMatchObject([
    { state: "block", field: "gpus", detail: "The run wants 2 GPUs, and this machine has 1." },
  ]);
});
