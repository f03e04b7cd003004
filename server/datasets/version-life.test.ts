import { createHash } from "node:crypto";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { connectSql } from "@/db/database";
import { datasetVersion, example } from "@/db/schema/datasets";
import { project } from "@/db/schema/people";
import { createTestDatabase } from "@/db/testing/test-database";
import { TEST_PYTHON } from "../testing/test-python";
import { readFacts } from "./dataset-queries";
import { diffVersions, listDifferences } from "./diff-versions";
import { listRows, readRow } from "./example-queries";
import { exportVersion } from "./export-version";
import { importDataset } from "./import-dataset";
import { stateVersion } from "./state-version";

vi.setConfig({ testTimeout: 60_000 });

const database = await createTestDatabase();
const folder = await mkdtemp(join(tmpdir(), "assay-versions-test-"));
const services = { sql: database.sql, python: TEST_PYTHON };

beforeAll(() =>
  database.db.insert(project).values([
    { id: "p", slug: "one", name: "One" },
    { id: "q", slug: "two", name: "Two" },
  ]),
);
afterAll(async () => {
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

async function store(name: string, fileName: string, content: string | Uint8Array, projectId = "p") {
  const path = join(folder, fileName);
  await writeFile(path, content);
  return importDataset(services, { projectId, name, fileName, holds: "synthetic", path, type: "notes" });
}

async function exported(datasetVersionId: string, format: "jsonl" | "csv") {
  const { body } = await exportVersion(database.sql, { projectId: "p", datasetVersionId }, format);
  return new Response(body).text();
}

const TRICKY = [
  {
    id: "a\tb",
    source: 'tab\there "quoted" \\back\\N',
    reference: "line\none\r\ntwo",
    split: "train",
    x: { bb: 1.5, a: null, tiny: 1e-5, small: -1.5e-7, vast: 1e22, whole: 3 },
  },
  { id: "ü", source: "größer 😀 \u2028 \u0007 bell", reference: "=1+1", split: "test", x: [1, "\\n"] },
  { id: "3", source: "\\.", reference: "\\N", split: "validation", x: "" },
];

test("an export has the digest of its version, and comes back as the same version from either format", async () => {
  const lines = `${TRICKY.map((row) => JSON.stringify(row)).join("\n")}\n{"id": "4", "source": "zero", "reference": "r", "split": "test", "z": -0.0, "f": 1.0, "own": null}`;
  const { datasetVersionId, rows } = await store("tricky", "tricky.jsonl", lines);
  expect(rows).toBe(4);
  const [version] = await database.db.select().from(datasetVersion).where(eq(datasetVersion.id, datasetVersionId));
  const jsonl = await exported(datasetVersionId, "jsonl");
  expect(createHash("sha256").update(jsonl).digest("hex")).toBe(version?.digest);
  expect(Buffer.byteLength(jsonl)).toBe(version?.bytes);
  for (const [fileName, content] of [
    ["again.jsonl", jsonl],
    ["again.csv", await exported(datasetVersionId, "csv")],
  ] as const) {
    const again = await store("again", fileName, content);
    expect(again).toMatchObject({ existing: true, datasetVersionId });
  }
  const row = await readRow(database.db, { projectId: "p", datasetVersionId, position: 0 });
  expect(row).toMatchObject({ key: "a\tb", source: TRICKY[0]?.source, reference: "line\none\ntwo" });
  await expect(exportVersion(database.sql, { projectId: "q", datasetVersionId }, "csv")).rejects.toMatchObject({
    kind: "NotFound",
  });
});

const line = (id: string, source: string, reference: string, split = "train") =>
  JSON.stringify({ id, source, reference, split });

test("two versions are told apart row by row: by the ids of their files, or else by their sources", async () => {
  const before = [line("1", "a", "x"), line("2", "b", "x"), line("3", "c", "x"), line("4", "d", "x")];
  const after = [line("4", "d", "x", "test"), line("1", "a", "x"), line("2", "b", "changed"), line("5", "e", "x")];
  const from = await store("diffed", "d1.jsonl", before.join("\n"));
  const to = await store("diffed", "d2.jsonl", after.join("\n"));
  expect(to.number).toBe(2);
  const pair = { projectId: "p", from: from.datasetVersionId, to: to.datasetVersionId };
  expect(await diffVersions(database.sql, pair)).toMatchObject({
    matchedBy: "id",
    counts: { added: 1, removed: 1, changed: 1, moved: 1, same: 1 },
  });
  const page = { ...pair, offset: 0, limit: 10 };
  expect(await listDifferences(database.sql, { ...page, kind: "changed" })).toEqual([
    {
      before: expect.objectContaining({ position: 1, reference: "x" }),
      after: expect.objectContaining({ position: 2, reference: "changed" }),
    },
  ]);
  expect(await listDifferences(database.sql, { ...page, kind: "added" })).toMatchObject([
    { before: null, after: { source: "e" } },
  ]);
  expect(await listDifferences(database.sql, { ...page, kind: "removed" })).toMatchObject([
    { before: { source: "c" }, after: null },
  ]);
  await expect(diffVersions(database.sql, { ...pair, projectId: "q" })).rejects.toMatchObject({ kind: "NotFound" });
});

test("without ids a repeated source is matched once for each time it stands there", async () => {
  const from = await store("unnamed", "u1.csv", "source,reference\nsame,x\nsame,x\nother,x\nmore,x\n");
  const to = await store("unnamed", "u2.csv", "source,reference\nother,y\nSAME,x\nnew,x\n");
  const pair = { projectId: "p", from: from.datasetVersionId, to: to.datasetVersionId };
  const { matchedBy, counts } = await diffVersions(database.sql, pair);
  expect(matchedBy).toBe("source");
  expect(counts.added).toBe(1);
  expect(counts.removed).toBe(2);
  expect(counts.changed + counts.moved + counts.same).toBe(2);
});

test("rows come by window, split and text, with true counts, and never whole megabytes", async () => {
  const rows = Array.from({ length: 30 }, (_, at) =>
    line(`${at}`, `visit ${at}`, "n", at % 3 === 0 ? "test" : "train"),
  );
  const long = line("long", `needle ${"x".repeat(200_000)}`, "n");
  const { datasetVersionId } = await store("windowed", "w.jsonl", [...rows, long].join("\n"));
  const at = { projectId: "p", datasetVersionId };
  const middle = await listRows(database.db, { ...at, offset: 28, limit: 10 });
  expect([middle.total, middle.items.map((row) => row.position)]).toEqual([31, [28, 29, 30]]);
  const tests = await listRows(database.db, { ...at, split: "test", offset: 8, limit: 10 });
  expect([tests.total, tests.items.map((row) => row.position)]).toEqual([10, [24, 27]]);
  const found = await listRows(database.db, { ...at, query: "NEEDLE", offset: 0, limit: 10 });
  expect([found.total, found.items[0]?.source.length]).toEqual([1, 280]);
  const whole = await readRow(database.db, { ...at, position: 30 });
  expect([whole.source.length, whole.sourceCharacters]).toEqual([100_000, 200_007]);
  await expect(listRows(database.db, { ...at, projectId: "q", offset: 0, limit: 1 })).rejects.toMatchObject({
    kind: "NotFound",
  });
});

test("downloads that nobody reads on hold no connection", async () => {
  const text = "x".repeat(9 * 1024 * 1024);
  const content = Array.from({ length: 3 }, (_, at) => line(`${at}`, `${at} ${text}`, "n")).join("\n");
  const { datasetVersionId } = await store("stalled", "stalled.jsonl", content);
  const single = connectSql(database.url, { max: 1 });
  const readers = [];
  try {
    for (let at = 0; at < 3; at += 1) {
      const { body } = await exportVersion(single, { projectId: "p", datasetVersionId }, "jsonl");
      const reader = body.getReader();
      await reader.read();
      readers.push(reader);
    }
    const [answer] = await single`select 1 as one`;
    expect(answer?.one).toBe(1);
    const whole = new Response((await exportVersion(single, { projectId: "p", datasetVersionId }, "jsonl")).body);
    expect((await whole.text()).split("\n").map((each) => each.slice(0, 8))).toEqual([
      ...["0", "1", "2"].map((id) => `{"id": "${id}`.slice(0, 8)),
      "",
    ]);
  } finally {
    for (const reader of readers) await reader.cancel();
    await single.end();
  }
});

test("rows that were erased are told apart from those that came and went", async () => {
  const from = await store("erased", "e1.jsonl", [line("1", "gone", "x"), line("2", "stays", "x")].join("\n"));
  const to = await store("erased", "e2.jsonl", [line("1", "gone", "y"), line("3", "new", "x")].join("\n"));
  await database.sql`
    update example set source = '', reference = null, key = null, erased_at = now() where project_id = 'p' and source = 'gone'`;
  const pair = { projectId: "p", from: from.datasetVersionId, to: to.datasetVersionId };
  expect((await diffVersions(database.sql, pair)).counts).toEqual({
    ...{ added: 1, removed: 1, changed: 0, moved: 0, erased: 1, same: 0 },
  });
  expect(await listDifferences(database.sql, { ...pair, kind: "erased", offset: 0, limit: 5 })).toMatchObject([
    { before: { position: 0, source: "" }, after: { position: 0, source: "" } },
  ]);
});

test("what a version holds can be said anew; its rows and digest stay", async () => {
  const { datasetVersionId } = await store("stated", "s.csv", "source,reference\na,b\n");
  const at = { projectId: "p", datasetVersionId };
  const statement = { holds: "identifiable", approval: "Vote 7", approvedUntil: "2031-02-28" } as const;
  await stateVersion(database.db, at, statement);
  const [version] = await database.db.select().from(datasetVersion).where(eq(datasetVersion.id, datasetVersionId));
  expect(version).toMatchObject(statement);
  await expect(stateVersion(database.db, at, { ...statement, approval: null })).rejects.toMatchObject({
    kind: "Validation",
  });
  await expect(stateVersion(database.db, { ...at, projectId: "q" }, statement)).rejects.toMatchObject({
    kind: "NotFound",
  });
  expect(await database.db.$count(example, eq(example.datasetVersionId, datasetVersionId))).toBe(1);
  expect((await readFacts(database.db, at))?.findings.examined).toBe(1);
});
