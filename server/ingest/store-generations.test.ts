import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { dataset, datasetVersion, example } from "@/db/schema/datasets";
import { generation } from "@/db/schema/evaluations";
import { createTestDatabase } from "@/db/testing/test-database";
import { addProject, addRun } from "../dispatch/testing/add-runs";
import { eraseGroup } from "../erasure/erase-group";
import { readKnownExamples } from "./store-generations";

const database = await createTestDatabase();
const home = await mkdtemp(join(tmpdir(), "assay-generations-test-"));
const written = { finishReason: "stop" as const, promptTokens: 1, completionTokens: 1, seconds: 1, attempt: 1 };

beforeAll(async () => {
  const { db } = database;
  await addProject(db, "p", ["ada"]);
  await addRun(db, { id: "r", projectId: "p", stage: "generate", state: "finished" });
  await db.insert(dataset).values({ id: "d", projectId: "p", name: "visits" });
  const origin = { how: "imported" as const, fileName: null, format: "csv", columns: {}, problems: [], rowsRead: 3 };
  const facts = { type: "notes" as const, digest: "v", rows: 2, bytes: 1, splitCounts: {}, holds: "unstated" as const };
  await db.insert(datasetVersion).values({ id: "v", projectId: "p", datasetId: "d", number: 1, ...facts, origin });
  const row = { projectId: "p", datasetVersionId: "v", split: "test" as const, source: "x", sourceHash: "h" };
  await db.insert(example).values([
    { ...row, id: "miller", groupKey: "miller", position: 0 },
    { ...row, id: "smith", groupKey: "smith", position: 1 },
  ]);
});
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

test("a note that is stored while its patient is erased does not outlive the erasure", async () => {
  const of = { projectId: "p", exampleId: "miller", sameSource: false };
  let erased: Promise<unknown> = Promise.resolve();
  await database.db.transaction(async (tx) => {
    const known = await readKnownExamples(tx, "p", ["smith", "miller", "none"]);
    expect([...known].sort()).toEqual(["miller", "smith"]);
    erased = eraseGroup(
      { sql: database.sql, now: () => new Date() },
      home,
      { actor: { id: "ada", name: "Ada", by: "session" }, reason: "asked" },
      of,
    );
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const rows = [...known].map((id, sequence) => ({ id, exampleId: id, sequence, text: `note of ${id}`, ...written }));
    await tx.insert(generation).values(rows.map((each) => ({ ...each, projectId: "p", runId: "r" })));
  });
  await erased;
  expect((await database.db.select().from(generation)).map(({ exampleId }) => exampleId)).toEqual(["smith"]);
  expect(await database.db.transaction((tx) => readKnownExamples(tx, "p", ["miller"]))).toEqual(new Set());
});
