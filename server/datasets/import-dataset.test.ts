import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { project } from "@/db/schema/people";
import { createTestDatabase } from "@/db/testing/test-database";
import { TEST_PYTHON } from "../testing/test-python";
import { listDatasets, readDataset } from "./dataset-queries";
import { listExamples } from "./example-queries";
import { importDataset } from "./import-dataset";

const database = await createTestDatabase();
const services = { sql: database.sql, python: TEST_PYTHON };
const folder = await mkdtemp(join(tmpdir(), "assay-import-"));
const path = join(folder, "notes.csv");
const given = { projectId: "p1", name: "visits", fileName: "notes.csv", holds: "synthetic", path } as const;
const columns = { source: "talk", reference: "summary", split: "part" };

beforeAll(async () => {
  await database.db.insert(project).values([
    { id: "p1", slug: "one", name: "One" },
    { id: "p2", slug: "two", name: "Two" },
  ]);
  const rows = ['"Hello, doctor",Greets.,train', "Cough?,Coughs.,test", ",No source.,train"];
  await writeFile(path, ["talk,summary,part", ...rows].join("\n"));
});

afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test("a file becomes a version; rows that cannot be used are named with their reason", async () => {
  const imported = await importDataset(services, { ...given, type: "notes", columns });
  expect(imported).toMatchObject({ number: 1, rows: 2, type: "notes", existing: false });
  expect(imported.problems).toHaveLength(1);
  const page = await listExamples(database.db, {
    projectId: "p1",
    datasetVersionId: imported.datasetVersionId,
    cursor: null,
    limit: 1,
  });
  expect(page.total).toBe(2);
  expect(page.items.map((row) => [row.source, row.reference, row.split])).toEqual([
    ["Hello, doctor", "Greets.", "train"],
  ]);
  const second = await listExamples(database.db, {
    projectId: "p1",
    datasetVersionId: imported.datasetVersionId,
    cursor: page.nextCursor,
    limit: 1,
  });
  expect(second.items.map((row) => row.split)).toEqual(["test"]);
  expect(second.nextCursor).toBeNull();
});

test("the same content answers the version that is there; two at once store one", async () => {
  const both = await Promise.all([1, 2].map(() => importDataset(services, { ...given, type: "notes", columns })));
  expect(both.map((each) => each.existing)).toEqual([true, true]);
  expect(new Set(both.map((each) => each.datasetVersionId)).size).toBe(1);
});

test("changed content is the next version of the same name, and another project sees none of it", async () => {
  await writeFile(path, "talk,summary,part\nFever?,Febrile.,train\n");
  const imported = await importDataset(services, { ...given, type: "notes", columns });
  expect(imported).toMatchObject({ number: 2, existing: false });
  const found = await readDataset(database.db, { projectId: "p1", datasetId: imported.datasetId });
  expect(found.versions.map((version) => version.number)).toEqual([2, 1]);
  const elsewhere = await listDatasets(database.db, { projectId: "p2", cursor: null, limit: 10 });
  expect(elsewhere.items).toEqual([]);
  const foreign = readDataset(database.db, { projectId: "p2", datasetId: imported.datasetId });
  await expect(foreign).rejects.toMatchObject({ kind: "NotFound" });
});

test("a file without a usable row stores nothing", async () => {
  await writeFile(path, "talk,summary,part\n,,train\n");
  await expect(importDataset(services, { ...given, name: "empty", type: "notes", columns })).rejects.toMatchObject({
    kind: "Validation",
  });
  const { items } = await listDatasets(database.db, { projectId: "p1", cursor: null, limit: 10 });
  expect(items.map((item) => item.name)).toEqual(["visits"]);
});
