import { mkdir, readdir, utimes, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { eq } from "drizzle-orm";
import { afterAll, expect, test, vi } from "vitest";
import { datasetImport } from "@/db/schema/datasets";
import { findGarbage } from "../../storage/find-garbage";
import { cancelImport } from "./cancel-import";
import { examineImport } from "./examine-import";
import { importFolder, makeImportFolder } from "./import-folder";
import { listImports, readImport } from "./import-queries";
import { ImportSweeper } from "./import-sweeper";
import { storeImport } from "./store-import";
import { sweepImports } from "./sweep-imports";
import { createImportRig, NOTES, SYNTHETIC } from "./testing/import-rig";

vi.setConfig({ testTimeout: 60_000 });

const rig = await createImportRig();
const { database, home, services, bring, examine, open, filesOf } = rig;
afterAll(() => rig.end());

test("silence hands over only what is whole: nothing is read that has not arrived, nor stored that was not read", async () => {
  const at = await bring(NOTES);
  const long = new Date(Date.now() - 60_000);
  const fallSilent = (state: "receiving" | "examining" | "storing") =>
    database.db.update(datasetImport).set({ state, beatAt: long }).where(eq(datasetImport.id, at.importId));
  await fallSilent("receiving");
  await expect(examineImport(services, at)).rejects.toMatchObject({ kind: "InvalidState" });
  await examine(at).catch(() => null);
  await fallSilent("examining");
  await expect(storeImport(services, at, { name: "half", statement: SYNTHETIC })).rejects.toMatchObject({
    kind: "InvalidState",
  });
  const columns = { source: "talk", reference: "summary" };
  expect((await examine(at, { columns })).state).toBe("waiting");
  await fallSilent("storing");
  await (await storeImport(services, at, { name: "taken over", statement: SYNTHETIC })).done;
  expect((await readImport(database.db, at)).state).toBe("stored");
});

test("an import of rows that are a version already says so", async () => {
  const text = "source,reference\nexactly,the same\n";
  const ended = [];
  for (const name of ["one name", "another name"]) {
    const at = await bring(text);
    await examine(at);
    await (await storeImport(services, at, { name, statement: SYNTHETIC })).done;
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
  await expect(open("late.csv", body)).rejects.toMatchObject({ kind: "InvalidState" });
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
  await expect(open("../../etc/x y.csv", body)).rejects.toThrow("cut off");
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
  const opened = open("endless.csv", body);
  const refused = expect(opened).rejects.toMatchObject({ kind: "InvalidState" });
  const importId = await vi.waitFor(async () => {
    const found = (await listImports(database.db, { projectId: "p" })).find((each) => each.fileName === "endless.csv");
    return found?.id ?? Promise.reject(new Error("not there yet"));
  });
  await cancelImport(services, { projectId: "p", importId });
  await refused;
  expect(await filesOf(importId)).toEqual([]);
});
