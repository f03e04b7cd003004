import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { dataset, datasetImport, datasetVersion, example } from "@/db/schema/datasets";
import { project } from "@/db/schema/people";
import { addPerson } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { findGarbage } from "../../storage/find-garbage";
import { TEST_PYTHON } from "../../testing/test-python";
import { listRows } from "../example-queries";
import { cancelImport } from "./cancel-import";
import { examineImport } from "./examine-import";
import { importFolder, makeImportFolder } from "./import-folder";
import { listImports, readImport } from "./import-queries";
import { ImportSweeper } from "./import-sweeper";
import { openImport } from "./open-import";
import { storeImport } from "./store-import";
import { sweepImports } from "./sweep-imports";

vi.setConfig({ testTimeout: 60_000 });

const database = await createTestDatabase();
const home = await mkdtemp(join(tmpdir(), "assay-imports-test-"));
const services = { db: database.db, sql: database.sql, home, python: TEST_PYTHON };
const synthetic = { holds: "synthetic", approval: null, approvedUntil: null } as const;
const NOTES = "talk,summary,who\nCough?,Coughs.,a\nFever?,Febrile.,b\n,Empty.,c\nRash?,Rash.,a\n";

beforeAll(async () => {
  await database.db.insert(project).values([
    { id: "p", slug: "own", name: "Own" },
    { id: "q", slug: "foreign", name: "Foreign" },
  ]);
  await addPerson(database.db, "p", "writer");
});
afterAll(async () => {
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

const bodyOf = (text: string) => new Blob([text]).stream();

async function bring(text: string, fileName = "visits.csv") {
  const importId = await openImport(services, {
    projectId: "p",
    userId: "writer",
    fileName,
    options: {},
    body: bodyOf(text),
  });
  return { projectId: "p", importId };
}

async function examine(at: Awaited<ReturnType<typeof bring>>, options?: Parameters<typeof examineImport>[2]) {
  await (await examineImport(services, at, options)).done;
  return readImport(database.db, at);
}

const filesOf = (importId: string) => readdir(importFolder(home, importId)).catch(() => []);

test("a file is shown, mapped, and stored as it was shown; nothing of it stays behind", async () => {
  const at = await bring(NOTES);
  const first = await examine(at);
  expect(first).toMatchObject({ state: "waiting", preview: { reading: null, missing: ["source"] } });
  expect(await database.db.$count(dataset)).toBe(0);
  const columns = { source: "talk", reference: "summary", group: "who" };
  const second = await examine(at, { columns, split: "test" });
  expect(second.preview?.reading).toMatchObject({ rows: 3, rowsRead: 4, splits: { test: 3 }, groups: 2 });
  expect(second.preview?.reading?.problems).toEqual([{ row: 3, line: 4, reason: "empty source" }]);
  await (await storeImport(services, at, { name: "visits", statement: synthetic })).done;
  const stored = await readImport(database.db, at);
  expect(stored).toMatchObject({ state: "stored", datasetVersionId: at.importId, preview: null });
  const { items, total } = await listRows(database.db, { ...at, datasetVersionId: at.importId, offset: 1, limit: 5 });
  expect(total).toBe(3);
  expect(items.map((row) => [row.position, row.source, row.group])).toEqual([
    [1, "Fever?", "b"],
    [2, "Rash?", "a"],
  ]);
  expect(await filesOf(at.importId)).toEqual([]);
  const [version] = await database.db.select().from(datasetVersion).where(eq(datasetVersion.id, at.importId));
  expect(version).toMatchObject({ holds: "synthetic", origin: { fileName: "visits.csv", columns, rowsRead: 4 } });
});

test("a file that cannot be read says why, and can be read another way", async () => {
  const at = await bring("PK\u0003\u0004 not unpacked");
  const failed = await examine(at);
  expect(failed).toMatchObject({ state: "failed", failure: { message: expect.stringContaining("ZIP archive") } });
  await expect(storeImport(services, at, { name: "x", statement: synthetic })).rejects.toMatchObject({
    kind: "InvalidState",
  });
  expect((await examine(at, { encoding: "windows-1252" })).state).toBe("failed");
  await cancelImport(services, at);
  expect(await filesOf(at.importId)).toEqual([]);
});

test("nothing is stored without columns, nor identifiable text without an approval that ends", async () => {
  const at = await bring(NOTES);
  await examine(at);
  await expect(storeImport(services, at, { name: "x", statement: synthetic })).rejects.toThrow("No column is chosen");
  expect((await readImport(database.db, at)).state).toBe("waiting");
  const statement = { holds: "identifiable", approval: "Vote 12", approvedUntil: null } as const;
  await expect(storeImport(services, at, { name: "x", statement })).rejects.toMatchObject({
    kind: "Validation",
    problems: [{ where: "approvedUntil" }],
  });
  await cancelImport(services, at);
});

const LONG = `source,reference\n${Array.from({ length: 150_000 }, (_, at) => `visit ${at} was long and dull,n${at}`).join("\n")}\n`;

test("reading says how far it is and ends at once when it is cancelled", async () => {
  const at = await bring(LONG);
  const { done } = await examineImport(services, at);
  await vi.waitFor(
    async () => {
      const { progress } = await readImport(database.db, at);
      expect(progress?.rows).toBeGreaterThan(0);
      expect(progress?.done).toBeLessThanOrEqual(progress?.total ?? 0);
    },
    { timeout: 30_000, interval: 50 },
  );
  await cancelImport(services, at);
  await done;
  expect(await readImport(database.db, at)).toMatchObject({ state: "cancelled", preview: null, failure: null });
  expect(await filesOf(at.importId)).toEqual([]);
});

test("a cancel while rows are stored leaves none of them, also from another process", async () => {
  const before = await database.db.$count(example);
  const at = await bring(LONG);
  await examine(at);
  const { done } = await storeImport(services, at, { name: "long", statement: synthetic });
  // What another process does: the row alone is changed.
  await database.db.update(datasetImport).set({ state: "cancelled" }).where(eq(datasetImport.id, at.importId));
  await done;
  expect(await database.db.$count(example)).toBe(before);
  expect(await database.db.$count(datasetVersion, eq(datasetVersion.id, at.importId))).toBe(0);
});

test("of two that store the same import one is first", async () => {
  const at = await bring("source,reference\na b c,d\n");
  await examine(at);
  const both = await Promise.allSettled(
    [1, 2].map(() => storeImport(services, at, { name: "twice", statement: synthetic })),
  );
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  for (const each of both) if (each.status === "fulfilled") await each.value.done;
  expect((await readImport(database.db, at)).state).toBe("stored");
});

test("what nobody works on any more can be read again; another project sees none of it", async () => {
  const at = await bring(NOTES);
  const long = new Date(Date.now() - 60_000);
  await database.db
    .update(datasetImport)
    .set({ state: "examining", beatAt: long })
    .where(eq(datasetImport.id, at.importId));
  expect(await readImport(database.db, at)).toMatchObject({ state: "examining", silent: true });
  expect((await examine(at)).state).toBe("waiting");
  await expect(readImport(database.db, { ...at, projectId: "q" })).rejects.toMatchObject({ kind: "NotFound" });
  await expect(cancelImport(services, { ...at, projectId: "q" })).rejects.toMatchObject({ kind: "NotFound" });
  expect(await listImports(database.db, { projectId: "q" })).toEqual([]);
  await cancelImport(services, at);
});

test("silence hands over only what is whole: nothing is read that has not arrived, nor stored that was not read", async () => {
  const at = await bring(NOTES);
  const long = new Date(Date.now() - 60_000);
  const fallSilent = (state: "receiving" | "examining" | "storing") =>
    database.db.update(datasetImport).set({ state, beatAt: long }).where(eq(datasetImport.id, at.importId));
  await fallSilent("receiving");
  await expect(examineImport(services, at)).rejects.toMatchObject({ kind: "InvalidState" });
  await examine(at).catch(() => null);
  await fallSilent("examining");
  await expect(storeImport(services, at, { name: "half", statement: synthetic })).rejects.toMatchObject({
    kind: "InvalidState",
  });
  const columns = { source: "talk", reference: "summary" };
  expect((await examine(at, { columns })).state).toBe("waiting");
  await fallSilent("storing");
  await (await storeImport(services, at, { name: "taken over", statement: synthetic })).done;
  expect((await readImport(database.db, at)).state).toBe("stored");
});

test("an import of rows that are a version already says so", async () => {
  const text = "source,reference\nexactly,the same\n";
  const ended = [];
  for (const name of ["one name", "another name"]) {
    const at = await bring(text);
    await examine(at);
    await (await storeImport(services, at, { name, statement: synthetic })).done;
    ended.push(await readImport(database.db, at));
  }
  expect(ended.map(({ state, existing }) => [state, existing])).toEqual([
    ["stored", false],
    ["stored", true],
  ]);
  expect(ended[1]?.datasetVersionId).toBe(ended[0]?.datasetVersionId);
});

test("a discard at the moment of arrival is not undone", async () => {
  const arriving = new TextEncoder().encode("source,reference\na,b\n");
  let importId = "";
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      importId = await vi.waitFor(async () => {
        const found = (await listImports(database.db, { projectId: "p" })).find((each) => each.fileName === "late.csv");
        return found?.id ?? Promise.reject(new Error("not there yet"));
      });
      await database.db.update(datasetImport).set({ state: "cancelled" }).where(eq(datasetImport.id, importId));
      controller.enqueue(arriving);
      controller.close();
    },
  });
  const upload = { projectId: "p", userId: "writer", fileName: "late.csv", options: {}, body };
  await expect(openImport(services, upload)).rejects.toMatchObject({ kind: "InvalidState" });
  expect(await database.db.$count(datasetImport, eq(datasetImport.id, importId))).toBe(0);
  expect(await filesOf(importId)).toEqual([]);
});

test("abandoned files are swept with all they left on the disk, others stay", async () => {
  const [kept, abandoned] = [await bring(NOTES), await bring(NOTES)];
  await writeFile(join(importFolder(home, abandoned.importId), "rows.copy"), "text");
  const past = new Date(Date.now() - 25 * 3_600_000);
  await database.db.update(datasetImport).set({ beatAt: past }).where(eq(datasetImport.id, abandoned.importId));
  expect(await sweepImports(services)).toBeGreaterThanOrEqual(1);
  expect(await filesOf(abandoned.importId)).toEqual([]);
  await expect(readImport(database.db, abandoned)).rejects.toMatchObject({ kind: "NotFound" });
  expect(await filesOf(kept.importId)).toHaveLength(1);
  await cancelImport(services, kept);
});

test("what kill -9 leaves is swept at a start: files without an import, and uploads that nobody touches", async () => {
  const kept = await bring(NOTES);
  const gone = await makeImportFolder(home, "gone");
  await writeFile(join(gone, "rows.copy"), "text");
  const direct = await makeImportFolder(home, "direct");
  const past = new Date(Date.now() - 3_600_000);
  for (const name of ["upload-old", "upload-new"]) {
    await mkdir(join(direct, name));
    await writeFile(join(direct, name, "upload-x.csv"), "text");
  }
  await utimes(join(direct, "upload-old"), past, past);
  expect((await findGarbage(database.sql, home, new Date())).map(({ path }) => path).sort()).toEqual([
    join(direct, "upload-old"),
    gone,
  ]);
  const sweeper = new ImportSweeper(services);
  sweeper.start();
  await vi.waitFor(async () => expect(await filesOf("gone")).toEqual([]));
  await vi.waitFor(async () => expect(await readdir(direct)).toEqual(["upload-new"]));
  await sweeper.stop();
  expect(await filesOf(kept.importId)).toHaveLength(1);
  await cancelImport(services, kept);
});

test("an upload that breaks off leaves nothing", async () => {
  const rows = await database.db.$count(datasetImport);
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => controller.error(new Error("cut off")),
  });
  const upload = { projectId: "p", userId: "writer", fileName: "../../etc/x y.csv", options: {}, body };
  await expect(openImport(services, upload)).rejects.toThrow("cut off");
  expect(await database.db.$count(datasetImport)).toBe(rows);
});

test("an upload that is discarded while it arrives ends, and leaves nothing", async () => {
  const text = new TextEncoder().encode("source,reference\n");
  const body = new ReadableStream<Uint8Array>({
    pull: async (controller) => {
      controller.enqueue(text);
      await new Promise((resolve) => setTimeout(resolve, 100));
    },
  });
  const upload = { projectId: "p", userId: "writer", fileName: "endless.csv", options: {}, body };
  const opened = openImport(services, upload);
  const refused = expect(opened).rejects.toMatchObject({ kind: "InvalidState" });
  const importId = await vi.waitFor(async () => {
    const found = (await listImports(database.db, { projectId: "p" })).find((each) => each.fileName === "endless.csv");
    return found?.id ?? Promise.reject(new Error("not there yet"));
  });
  await cancelImport(services, { projectId: "p", importId });
  await refused;
  expect(await filesOf(importId)).toEqual([]);
});
