import { afterAll, beforeAll, expect, test } from "vitest";
import { model, run, runInput } from "@/db/schema/runs";
import { addEvaluatedProject, addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { sweepRequestSchema } from "../runs/sweep-request";
import { TEST_PYTHON } from "../testing/test-python";
import { exportSweep } from "./export-sweep";
import { readSweepFile } from "./read-sweep-file";
import { writeSweepFile } from "./write-sweep-file";

const database = await createTestDatabase();
const { db } = database;
const services = { db, python: TEST_PYTHON };
const DELTAS = [0, 2.5];

beforeAll(async () => {
  await addEvaluatedProject(db, "own");
  await addPerson(db, "own-project", "ada");
  const hub = { source: "hub" as const, artifactId: "own-artifact", madeByRunId: "own-generate" };
  await db
    .insert(model)
    .values({ id: "gemma", projectId: "own-project", name: "gemma", reference: "google/gemma-2-9b-it", ...hub });
});
afterAll(() => database.drop());

const read = (text: string) => readSweepFile(services, "own-project", text);
const write = (request: object) =>
  writeSweepFile(
    services,
    "own-project",
    sweepRequestSchema.parse({ stage: "fdpo", models: [{ modelId: "gemma", short: "gemma2-9b" }], ...request }),
  );

test("a file that was written reads back as the sweep, with the models that are here", async () => {
  const { fileName, text } = await write({ vary: { delta: DELTAS }, config: { beta: 0.2 }, seeds: [7], name: "Trial" });
  expect(fileName).toBe("config.yaml");
  const found = await read(text);
  expect(found.problems).toEqual([]);
  expect(found.models).toEqual([{ id: "google/gemma-2-9b-it", short: "gemma2-9b", modelId: "gemma", name: "gemma" }]);
  expect(found.sweeps).toMatchObject([
    { stage: "fdpo", name: "Trial", vary: { delta: DELTAS }, seeds: [7], config: { beta: 0.2, learningRate: 1.8e-6 } },
  ]);
});

test("what a file asks and nobody has here, or cannot be, is said by field and line", async () => {
  const text = "models:\n- {id: a/b, short: b}\nmodified_dpo:\n  deltas: [0]\n  hyperparams:\n    rank: 8\n";
  const { models, sweeps, problems } = await read(text);
  expect(models[0]).toMatchObject({ id: "a/b", modelId: null });
  expect(sweeps).toEqual([]);
  expect(problems).toMatchObject([{ field: "modified_dpo.hyperparams.rank", line: 6 }]);
  expect((await read("models: [")).problems[0]?.what).toContain("no YAML");
});

test("a sweep that the file has no place for is refused with what it is", async () => {
  await expect(write({ vary: { delta: [1], beta: [0.1, 0.2] } })).rejects.toThrow("several beta");
  await expect(write({ seeds: [1, 2] })).rejects.toThrow("one seed");
  await expect(write({ stage: "sft" })).rejects.toThrow("DPO and Factual-DPO");
  await expect(write({ config: { recordEvery: 5 } })).rejects.toThrow("no place for recordEvery");
});

test("a launched sweep is written by its tag, its references left out", async () => {
  const common = { projectId: "own-project", state: "cancelled" as const, tags: ["sweep-1"], seed: 7 };
  for (const delta of DELTAS) {
    const id = `delta-${delta}`;
    const givenConfig = { beta: 0.2, reference: "stored", delta };
    await db
      .insert(run)
      .values({ ...common, id, stage: "fdpo", name: `FactualDPO_gemma2-9b_delta${delta}`, givenConfig });
    await db.insert(runInput).values({ projectId: "own-project", runId: id, name: "model", modelId: "gemma" });
  }
  await db.insert(run).values({ ...common, id: "reference", stage: "reference", name: "Reference", givenConfig: {} });
  const { text } = await exportSweep(services, "own-project", "sweep-1");
  const { models, sweeps } = await read(text);
  expect(models).toMatchObject([{ id: "google/gemma-2-9b-it", short: "gemma2-9b" }]);
  expect(sweeps).toMatchObject([{ stage: "fdpo", vary: { delta: DELTAS }, seeds: [7], config: { beta: 0.2 } }]);
  const other = { ...common, id: "other", stage: "fdpo", name: "other", givenConfig: { beta: 0.3, delta: 4 } };
  await db.insert(run).values(other);
  await expect(exportSweep(services, "own-project", "sweep-1")).rejects.toThrow("settings besides Δ");
  await expect(exportSweep(services, "own-project", "nothing")).rejects.toThrow("tagged nothing");
});

test("short names with a _ in them come back as they were", async () => {
  const imported = { stage: "import-model", state: "finished" as const, givenConfig: {} };
  await db.insert(run).values({ id: "import-llama", projectId: "own-project", name: "Import", ...imported });
  const hub = { source: "hub" as const, artifactId: "own-artifact", madeByRunId: "import-llama" };
  const llama = { id: "llama", projectId: "own-project", name: "llama", reference: "meta/llama-3" };
  await db.insert(model).values({ ...llama, ...hub });
  for (const [modelId, short] of [
    ["gemma", "gemma_2"],
    ["llama", "llama_3"],
  ] as const) {
    const name = `Trial_${short}_delta0`;
    const swept = { stage: "fdpo", state: "cancelled" as const, tags: ["sweep-2"], seed: 7, givenConfig: { delta: 0 } };
    await db.insert(run).values({ ...swept, id: name, projectId: "own-project", name });
    await db.insert(runInput).values({ projectId: "own-project", runId: name, name: "model", modelId });
  }
  const { text } = await exportSweep(services, "own-project", "sweep-2");
  const { models, sweeps } = await read(text);
  expect(models.map(({ id, short }) => [id, short])).toEqual([
    ["google/gemma-2-9b-it", "gemma_2"],
    ["meta/llama-3", "llama_3"],
  ]);
  expect(sweeps).toMatchObject([{ name: "Trial" }]);
});
