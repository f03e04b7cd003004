import { afterAll, beforeAll, expect, test } from "vitest";
import { artifact, model } from "@/db/schema/runs";
import { createTestDatabase } from "@/db/testing/test-database";
import { readReadyInputs } from "./resolve-launch-inputs";
import { addProject, addRun } from "./testing/add-runs";

const database = await createTestDatabase();
const { db } = database;

const digestOf = (name: string) => name.padEnd(64, "0");

async function addModel(projectId: string, name: string, baseModelId: string | null): Promise<string> {
  const runId = await addRun(db, { projectId, state: "finished" });
  const kind = baseModelId === null ? ("model" as const) : ("adapter" as const);
  const files = { projectId, id: `${name}-files`, name, digest: digestOf(name), bytes: 1, files: 1, kind };
  await db.insert(artifact).values({ ...files, runId, attempt: 1 });
  const origin = { source: "run", reference: name, artifactId: files.id, madeByRunId: runId } as const;
  await db.insert(model).values({ id: name, projectId, name, baseModelId, ...origin });
  return runId;
}

beforeAll(async () => {
  await addProject(db, "p");
});
afterAll(() => database.drop());

test("an adapter that was trained further stands on the weights at the bottom", async () => {
  await addModel("p", "base", null);
  await addModel("p", "tuned", "base");
  const trainedRun = await addModel("p", "preferred", "tuned");
  const of = { projectId: "p", stage: "generate" };
  const read = async (target: { modelId: string } | { fromRunId: string }) => {
    const [input] = await readReadyInputs(db, of, [{ name: "model", target }]);
    return input?.kind === "model" ? [input.modelId, input.digest, input.baseDigest] : null;
  };
  expect(await read({ modelId: "base" })).toEqual(["base", digestOf("base"), null]);
  expect(await read({ modelId: "tuned" })).toEqual(["tuned", digestOf("tuned"), digestOf("base")]);
  const preferred = ["preferred", digestOf("preferred"), digestOf("base")];
  expect(await read({ modelId: "preferred" })).toEqual(preferred);
  expect(await read({ fromRunId: trainedRun })).toEqual(preferred);
  expect(await read({ modelId: "nowhere" })).toBeNull();
});
