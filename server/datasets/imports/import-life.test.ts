import { eq } from "drizzle-orm";
import { afterAll, expect, test, vi } from "vitest";
import { dataset, datasetImport, datasetVersion, example } from "@/db/schema/datasets";
import { listRows } from "../example-queries";
import { cancelImport } from "./cancel-import";
import { examineImport } from "./examine-import";
import { listImports, readImport } from "./import-queries";
import { storeImport } from "./store-import";
import { createImportRig, NOTES, SYNTHETIC } from "./testing/import-rig";

vi.setConfig({ testTimeout: 60_000 });

const rig = await createImportRig();
const { database, services, bring, examine, filesOf } = rig;
afterAll(() => rig.end());

test("a file is shown, mapped, and stored as it was shown; nothing of it stays behind", async () => {
  const at = await bring(NOTES);
  const first = await examine(at);
  expect(first).toMatchObject({ state: "waiting", preview: { reading: null, missing: ["source"] } });
  expect(await database.db.$count(dataset)).toBe(0);
  const columns = { source: "talk", reference: "summary", group: "who" };
  const second = await examine(at, { columns, split: "test" });
  expect(second.preview?.reading).toMatchObject({ rows: 3, rowsRead: 4, splits: { test: 3 }, groups: 2 });
  expect(second.preview?.reading?.problems).toEqual([{ row: 3, line: 4, reason: "empty source" }]);
  await (await storeImport(services, at, { name: "visits", statement: SYNTHETIC })).done;
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
  await expect(storeImport(services, at, { name: "x", statement: SYNTHETIC })).rejects.toMatchObject({
    kind: "InvalidState",
  });
  expect((await examine(at, { encoding: "windows-1252" })).state).toBe("failed");
  await cancelImport(services, at);
  expect(await filesOf(at.importId)).toEqual([]);
});

test("nothing is stored without columns, nor identifiable text without an approval that ends", async () => {
  const at = await bring(NOTES);
  await examine(at);
  await expect(storeImport(services, at, { name: "x", statement: SYNTHETIC })).rejects.toThrow("No column is chosen");
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
  const { done } = await storeImport(services, at, { name: "long", statement: SYNTHETIC });
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
    [1, 2].map(() => storeImport(services, at, { name: "twice", statement: SYNTHETIC })),
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
