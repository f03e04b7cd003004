import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { connectSql } from "@/db/database";
import { datasetVersion, example } from "@/db/schema/datasets";
import { project } from "@/db/schema/people";
import { createTestDatabase } from "@/db/testing/test-database";
import type { Statement } from "@/domain/datasets/statement";
import { hashGroup } from "../erasure/erase-group";
import { TEST_PYTHON } from "../testing/test-python";
import { lockDatasets } from "./dataset-lock";
import { importDataset } from "./import-dataset";

vi.setConfig({ testTimeout: 60_000 });

const database = await createTestDatabase();
const folder = await mkdtemp(join(tmpdir(), "assay-store-test-"));

beforeAll(() => database.db.insert(project).values({ id: "p", slug: "one", name: "One" }));
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function store(name: string, text: string, statement: Partial<Statement> = {}, sql = database.sql) {
  const path = join(folder, "rows.csv");
  await writeFile(path, `source,reference\n${text}\n`);
  const given = { projectId: "p", name, fileName: "rows.csv", type: "notes", path, holds: "synthetic" } as const;
  return importDataset({ sql, python: TEST_PYTHON }, { ...given, ...statement });
}

test("the same rows under another name are the version that is there, and it says which", async () => {
  const first = await store("first", "a,b");
  expect(first).toMatchObject({ existing: false, name: "first" });
  const again = await store("second", "a,b");
  expect(again).toMatchObject({ existing: true, name: "first", datasetVersionId: first.datasetVersionId });
});

test("the same rows with another statement are refused; without one they are what they were said to be", async () => {
  const vote = { holds: "identifiable", approval: "Vote 1", approvedUntil: "2031-01-31" } as const;
  const first = await store("visits", "c,d", vote);
  for (const other of [
    { holds: "synthetic" },
    { ...vote, approval: "Vote 2" },
    { ...vote, approvedUntil: "2032-01-31" },
  ] as const) {
    await expect(store("visits", "c,d", other)).rejects.toMatchObject({
      kind: "Conflict",
      message: expect.stringContaining("visits v1"),
    });
  }
  expect(await store("visits", "c,d", vote)).toMatchObject({ existing: true });
  expect(await store("visits", "c,d", { holds: "unstated" })).toMatchObject({
    existing: true,
    datasetVersionId: first.datasetVersionId,
  });
});

test("whoever waits for another to have stored holds no connection", async () => {
  const single = connectSql(database.url, { max: 1 });
  const other = await database.sql.reserve();
  try {
    await other`begin`;
    await other`select pg_advisory_xact_lock(hashtext('datasets of p'))`;
    const stored = store("waiting", "e,f", {}, single);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    const [answer] = await single`select 1 as one`;
    expect(answer?.one).toBe(1);
    await other`commit`;
    expect(await stored).toMatchObject({ existing: false, rows: 1 });
  } finally {
    other.release();
    await single.end();
  }
});

async function erase(source: string): Promise<void> {
  const hash = database.sql`select source_hash from example where source = ${source} limit 1`;
  const [found] = await hash;
  await database.sql`
    insert into erasure (id, project_id, group_hash, source_hashes, examples, generations, models, reason, erased_at)
    values (${source}, 'p', 'g', ${[String(found?.source_hash)]}, 1, 0, '[]', 'asked for it', now())`;
}

test("a file that brings an erased text again loses that row, by name; another project keeps it", async () => {
  await store("erased", "Mrs Miller,x\nMr Kay,y");
  await erase("Mrs Miller");
  const again = await store("erased again", "MRS  MILLER,changed\nMr Kay,z");
  expect(again).toMatchObject({ rows: 1, problems: [{ row: 1, reason: "its text was erased from this project" }] });
  await expect(store("nothing left", "Mrs Miller,q")).rejects.toMatchObject({ kind: "Validation" });
  await database.db.insert(project).values({ id: "q", slug: "two", name: "Two" });
  const path = join(folder, "rows.csv");
  const given = { projectId: "q", name: "x", fileName: "rows.csv", type: "notes", path, holds: "synthetic" } as const;
  expect(await importDataset({ sql: database.sql, python: TEST_PYTHON }, given)).toMatchObject({ rows: 1 });
});

test("an erased patient does not come back under the old name with new texts", async () => {
  await database.sql`
    insert into erasure (id, project_id, group_hash, source_hashes, examples, generations, models, reason, erased_at)
    values ('by name', 'p', ${hashGroup("p", 'Mrs\u2028"Ärmel"')}, '{}', 1, 0, '[]', 'asked for it', now())`;
  const path = join(folder, "named.csv");
  await writeFile(path, 'patient,source,reference\n"Mrs\u2028""Ärmel""",New cough,x\nMr Kay,Old cough,y\n');
  const given = { name: "named", fileName: "named.csv", type: "notes", path, holds: "synthetic" } as const;
  const services = { sql: database.sql, python: TEST_PYTHON };
  const again = await importDataset(services, { ...given, projectId: "p", columns: { group: "patient" } });
  const problem = { row: 1, reason: "its patient or document was erased from this project" };
  expect(again).toMatchObject({ rows: 1, problems: [problem] });
  await database.db.insert(project).values({ id: "other", slug: "other", name: "Other" });
  const elsewhere = await importDataset(services, { ...given, projectId: "other", columns: { group: "patient" } });
  expect(elsewhere).toMatchObject({ rows: 2, problems: [] });
});

test("what is erased while a file is read is not stored", async () => {
  await store("late", "Mrs Late,x");
  const before = [await database.db.$count(example), await database.db.$count(datasetVersion)];
  const stored = database.sql.begin(async (tx) => {
    await lockDatasets(tx, "p");
    const reading = store("too late", "Mrs Late,y\nother,z");
    await new Promise((resolve) => setTimeout(resolve, 4_000));
    await erase("Mrs Late");
    return { reading };
  });
  await expect((await stored).reading).rejects.toMatchObject({
    kind: "InvalidState",
    message: expect.stringContaining("1 of these rows"),
  });
  expect([await database.db.$count(example), await database.db.$count(datasetVersion)]).toEqual(before);
});
