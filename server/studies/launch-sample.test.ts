import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dataset, datasetVersion } from "@/db/schema/datasets";
import { artifact, model, run, runInput, study } from "@/db/schema/runs";
import { createTestDatabase } from "@/db/testing/test-database";
import type { Split } from "@/domain/datasets/dataset-types";
import { addProject, addRun } from "../dispatch/testing/add-runs";
import { launchSample, type SampleRequest } from "./launch-sample";

const database = await createTestDatabase();
const { db } = database;
const services = { db, now: () => new Date() };
const by = (projectId: string) => ({ projectId, userId: "ada" });

async function addVersion(projectId: string, id: string, splitCounts: Partial<Record<Split, number>>) {
  await db.insert(dataset).values({ id: `${id}-set`, projectId, name: id });
  const origin = { how: "imported", fileName: null, format: "jsonl", columns: {}, problems: [], rowsRead: 6 } as const;
  const content = { type: "notes", digest: id, rows: 6, bytes: 60, splitCounts, holds: "synthetic", origin } as const;
  await db
    .insert(datasetVersion)
    .values({ id, projectId, datasetId: `${id}-set`, number: 1, ...content, origin: { ...origin, problems: [] } });
}

beforeAll(async () => {
  await addProject(db, "p", ["ada"]);
  await addProject(db, "q");
  await addVersion("p", "notes", { train: 4, validation: 1, test: 1 });
  await addVersion("p", "untouched", { train: 4 });
  await addVersion("q", "foreign", { train: 4, test: 2 });
});
afterAll(() => database.drop());

const asked: SampleRequest = {
  name: "Sample",
  datasetVersionId: "notes",
  heldOutVersionId: null,
  steps: 7,
  examples: 3,
};

/** What each run reads, with runs named by their part in the study. */
async function readGraph(runs: { role: string; runId: string }[]) {
  const roleOf = new Map(runs.map(({ role, runId }) => [runId, role]));
  const graph: Record<string, { state: string; inputs: Record<string, string> }> = {};
  for (const { role, runId } of runs) {
    const [row] = await db.select().from(run).where(eq(run.id, runId));
    const edges = await db.select().from(runInput).where(eq(runInput.runId, runId));
    const target = (edge: (typeof edges)[number]) =>
      roleOf.get(edge.fromRunId ?? "") ?? edge.modelId ?? edge.datasetVersionId ?? "nothing";
    const inputs = Object.fromEntries(edges.map((edge) => [edge.name, target(edge)]));
    graph[role] = { state: row?.state ?? "gone", inputs };
  }
  return graph;
}

test("the study is one graph: only what waits for nothing is queued", async () => {
  const { studyId, runs } = await launchSample(services, by("p"), asked);
  expect(await readGraph(runs)).toEqual({
    import: { state: "queued", inputs: {} },
    train: { state: "waiting", inputs: { model: "import", dataset: "notes" } },
    "generate base": { state: "waiting", inputs: { model: "import", dataset: "notes" } },
    "generate tuned": { state: "waiting", inputs: { model: "train", dataset: "notes" } },
    evaluate: { state: "waiting", inputs: { generations: "generate tuned", baseline: "generate base" } },
  });
  const rows = await db.select().from(run).where(eq(run.studyId, studyId)).orderBy(run.createdAt);
  expect(rows.map((row) => row.id)).toEqual(runs.map(({ runId }) => runId));
  const configOf = (stage: string) => rows.filter((row) => row.stage === stage).map((row) => row.givenConfig);
  expect(configOf("sft")).toMatchObject([{ steps: 7, checkpointEvery: 4 }]);
  // Both sides write for the same held-out rows, or the comparison would be none.
  expect(configOf("generate")[0]).toEqual(configOf("generate")[1]);
  expect(configOf("generate")[0]).toMatchObject({ split: "test", limit: 3 });
});

test("with the model there already nothing is imported again, and training begins at once", async () => {
  const maker = await addRun(db, { projectId: "p", state: "finished" });
  const made = { projectId: "p", id: "files", name: "model", digest: "c".repeat(64), bytes: 1, files: 1 } as const;
  await db.insert(artifact).values({ ...made, runId: maker, attempt: 1, kind: "model" });
  const origin = { source: "embedded", reference: "x", artifactId: "files", madeByRunId: maker } as const;
  await db.insert(model).values({ id: "brought", projectId: "p", name: "Brought along", ...origin });
  const { runs } = await launchSample(services, by("p"), asked);
  const graph = await readGraph(runs);
  expect(Object.keys(graph)).toEqual(["train", "generate base", "generate tuned", "evaluate"]);
  expect(graph.train).toEqual({ state: "queued", inputs: { model: "brought", dataset: "notes" } });
  expect(graph["generate base"]?.state).toBe("queued");
});

test("without held-out rows, or with another project's, nothing is launched", async () => {
  const counts = async () => [await db.$count(run), await db.$count(study)];
  const before = await counts();
  const without = launchSample(services, by("p"), { ...asked, datasetVersionId: "untouched" });
  await expect(without).rejects.toMatchObject({ kind: "Validation" });
  const held = launchSample(services, by("p"), { ...asked, heldOutVersionId: "foreign" });
  await expect(held).rejects.toMatchObject({ kind: "NotFound" });
  const foreign = launchSample(services, by("p"), { ...asked, datasetVersionId: "foreign", heldOutVersionId: "notes" });
  await expect(foreign).rejects.toMatchObject({ kind: "Validation" });
  expect(await counts()).toEqual(before);
});
