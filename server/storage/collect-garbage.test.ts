import { createHash } from "node:crypto";
import { existsSync } from "node:fs";
import { mkdir, mkdtemp, readdir, rm, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, expect, test } from "vitest";
import { user } from "@/db/schema/people";
import { artifact, run, runAttempt } from "@/db/schema/runs";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { objectPath } from "../artifacts/artifact-objects";
import { readObjectState } from "../artifacts/receive-object";
import { createApiToken } from "../auth/api-tokens";
import { collectGarbage, withStore } from "./collect-garbage";
import { findGarbage } from "./find-garbage";
import { removeGarbage } from "./remove-garbage";
import { requireOwnDatabase } from "./require-own-database";

const NOW = new Date("2030-02-01T00:00:00Z");
const LONG_AGO = new Date("2030-01-01T00:00:00Z");
let database: TestDatabase;
let home: string;

beforeEach(async () => {
  database = await createTestDatabase();
  home = await mkdtemp(join(tmpdir(), "assay-gc-test-"));
});
afterEach(async () => {
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

async function putFile(path: string, content: string, at = LONG_AGO): Promise<string> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
  await utimes(path, at, at);
  return path;
}

async function putObject(content: string, at = LONG_AGO) {
  const digest = createHash("sha256").update(content).digest("hex");
  return { digest, path: await putFile(objectPath(home, digest), content, at) };
}

const collect = (dryRun: boolean) => collectGarbage(database.sql, { home, now: NOW, dryRun });
const countOf = async (kind: string) => (await collect(true)).kinds.find((each) => each.kind === kind)?.count;

async function settle(runId: string, shippedAt: Date | null) {
  await database.db.update(run).set({ state: "finished" }).where(eq(run.id, runId));
  await database.db
    .update(runAttempt)
    .set({ shippedAt, startedAt: LONG_AGO, host: "here" })
    .where(eq(runAttempt.runId, runId));
}

test("objects go that nothing names; what a manifest names, and what is young, stays", async () => {
  const { key } = await addRunningAttempt(database.db, "a");
  await settle(key.runId, NOW);
  const inner = await putObject("weights");
  const files = [{ path: "w", digest: inner.digest, bytes: 7 }];
  const manifest = await putObject(JSON.stringify({ files }));
  const named = { ...key, kind: "adapter" as const, digest: manifest.digest, bytes: 7, files: 1 };
  await database.db.insert(artifact).values({ id: "x", name: "adapter", ...named });
  const forgotten = await putObject("forgotten");
  const young = await putObject("young", NOW);
  expect(await collect(true)).toMatchObject({ removed: false, bytes: "forgotten".length });
  expect(existsSync(forgotten.path)).toBe(true);
  expect(await collect(false)).toMatchObject({ removed: true });
  expect([forgotten, inner, manifest, young].map(({ path }) => existsSync(path))).toEqual([false, true, true, true]);
});

test("an object that came into use while the store was looked through stays", async () => {
  const { key } = await addRunningAttempt(database.db, "a");
  await settle(key.runId, NOW);
  const old = new Date("2020-01-01T00:00:00Z");
  await database.db.update(runAttempt).set({ startedAt: old });
  const [named, brought, gone] = await Promise.all(
    ["named", "brought again", "gone"].map((text) => putObject(text, old)),
  );
  const garbage = await findGarbage(database.sql, home, new Date());
  expect(garbage).toHaveLength(3);
  const row = { ...key, name: "late", kind: "file" as const, digest: named?.digest ?? "", bytes: 5, files: 1 };
  await database.db.insert(artifact).values({ id: "late", ...row });
  await readObjectState(home, brought?.digest ?? "", "a-run/1");
  for (const each of garbage) await removeGarbage(database.sql, each);
  expect([named, brought, gone].map((each) => existsSync(each?.path ?? ""))).toEqual([true, true, false]);
});

test("a laid-out model goes only while no run is open, also when one opens at the last moment", async () => {
  const { key } = await addRunningAttempt(database.db, "a");
  const file = await putFile(join(home, "models", "d".repeat(64), "config.json"), "{}");
  expect(await countOf("models")).toBe(0);
  await settle(key.runId, NOW);
  const garbage = (await findGarbage(database.sql, home, NOW)).filter(({ kind }) => kind === "models");
  expect(garbage).toHaveLength(1);
  const removeAll = async () => {
    for (const each of garbage) await removeGarbage(database.sql, each);
    return existsSync(file);
  };
  await database.db.update(run).set({ state: "queued" });
  expect(await removeAll()).toBe(true);
  await settle(key.runId, NOW);
  expect(await removeAll()).toBe(false);
  expect(await readdir(join(home, "models"))).toEqual([]);
});

test("what a journal that is not delivered yet may name stays", async () => {
  const { key } = await addRunningAttempt(database.db, "a");
  await settle(key.runId, null);
  await putObject("made by that attempt", new Date("2030-01-02T00:00:00Z"));
  expect(await countOf("objects")).toBe(0);
  await settle(key.runId, NOW);
  expect(await countOf("objects")).toBe(1);
});

test("inputs of an ended and delivered attempt go, its journal only after a week; an open run keeps all", async () => {
  const { key } = await addRunningAttempt(database.db, "a");
  const folder = join(home, "runs", key.runId, "1");
  await putFile(join(folder, "inputs", "rows.jsonl"), "text");
  await putFile(join(folder, "journal.frames"), "frames");
  const counts = async () => [await countOf("inputs"), await countOf("journals")];
  expect(await counts()).toEqual([0, 0]);
  await settle(key.runId, NOW);
  expect(await counts()).toEqual([1, 0]);
  await settle(key.runId, LONG_AGO);
  expect(await counts()).toEqual([1, 1]);
});

test("folders of runs that are gone and files cut short go", async () => {
  await putFile(join(home, "runs", "deleted-run", "1", "journal.frames"), "frames");
  await putFile(join(home, "objects", "incoming-abc"), "half");
  await collect(false);
  expect(existsSync(join(home, "runs", "deleted-run"))).toBe(false);
  expect(existsSync(join(home, "objects", "incoming-abc"))).toBe(false);
});

test("objects of a run that ended long ago without a supervisor here are not kept for ever", async () => {
  const { key } = await addRunningAttempt(database.db, "a");
  await settle(key.runId, null);
  await database.db.update(runAttempt).set({ host: null });
  await database.db.update(run).set({ endedAt: NOW });
  await putObject("made since", new Date("2030-01-02T00:00:00Z"));
  expect(await countOf("objects")).toBe(0);
  await database.db.update(run).set({ endedAt: LONG_AGO });
  expect(await countOf("objects")).toBe(1);
});

test("a folder whose credential the database does not know is left alone", async () => {
  const viewer = { id: "ada", name: "Ada", email: "ada@assay.test" };
  await database.db.insert(user).values(viewer);
  const check = () => requireOwnDatabase(database.db, home, NOW);
  await expect(check()).rejects.toThrow("does not know the credential");
  await writeFile(join(home, "credential"), "assay_of_another_installation");
  await expect(check()).rejects.toThrow("does not know the credential");
  await writeFile(join(home, "credential"), `${await createApiToken(database.db, { userId: "ada", name: "own" })}\n`);
  await check();
});

test("two that read the store as a whole do not go at once", async () => {
  await withStore(database.sql, () => expect(withStore(database.sql, async () => 1)).rejects.toThrow("going on"));
  expect(await withStore(database.sql, async () => 1)).toBe(1);
});
