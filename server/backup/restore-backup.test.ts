import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest";
import { project, user } from "@/db/schema/people";
import { artifact, run } from "@/db/schema/runs";
import { projectSecret } from "@/db/schema/secrets";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { objectPath } from "../artifacts/artifact-objects";
import { createBackup } from "./create-backup";
import { holdsWork } from "./holds-work";
import { laySchema } from "./lay-schema";
import { replaceSecrets } from "./replace-secrets";
import { restoreBackup } from "./restore-backup";

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

const DIGEST = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";
const root = await mkdtemp(join(tmpdir(), "assay-restore-test-"));
const say = () => {};
let from: TestDatabase;
let to: TestDatabase;
let home: string;

beforeEach(async () => {
  [from, to] = [await createTestDatabase(), await createTestDatabase()];
  home = await mkdtemp(join(root, "home-"));
});
afterEach(async () => {
  await from.drop();
  await to.drop();
});
afterAll(() => rm(root, { recursive: true, force: true }));

const backUp = async () =>
  createBackup(from.sql, { home, folder: await mkdtemp(join(root, "kept-")), checkpoints: true, now: new Date(), say });
const restore = (snapshot: string, into: string, replace = false) =>
  restoreBackup({ url: to.url, home: into, snapshot, replace, say });

async function putObject(folder: string, content: string): Promise<void> {
  await mkdir(join(folder, "objects", DIGEST.slice(0, 2)), { recursive: true });
  await writeFile(objectPath(folder, DIGEST), content);
}

test.each([2, 10])(
  "a backup made when there were %i migrations is restored and brought to this version",
  async (of) => {
    const migrations = readMigrationFiles({ migrationsFolder: join(process.cwd(), "db/migrations") });
    const applied = migrations.slice(0, of).map(({ folderMillis }) => folderMillis);
    await from.sql.begin((tx) => laySchema(tx, applied));
    await from.sql`insert into "user" (id, name, email) values ('ada', 'Ada', 'ada@example.org')`;
    await from.sql`insert into project (id, slug, name) values ('p', 'notes', 'Notes')`;
    await from.sql`insert into run (id, project_id, name, stage, state, given_config)
    values ('r', 'p', 'of then', 'sft', 'finished', '{"rank": 8}')`;
    await writeFile(join(home, "secret"), "of then");
    const { snapshot, manifest } = await backUp();
    expect(manifest.migrations).toEqual(applied);
    await restore(snapshot, join(root, `old-${of}`));
    expect(await to.db.select({ name: run.name, config: run.givenConfig }).from(run)).toEqual([
      { name: "of then", config: { rank: 8 } },
    ]);
    expect((await to.db.select({ verified: user.emailVerified }).from(user))[0]?.verified).toBe(true);
    const done = await to.sql`select count(*)::int as count from drizzle.__drizzle_migrations`;
    expect(done[0]?.count).toBe(migrations.length);
    expect(await readFile(join(root, `old-${of}`, "secret"), "utf8")).toBe("of then");
  },
);

test("an object that is damaged where the backup goes is mended, though its size is right", async () => {
  const { key } = await addRunningAttempt(from.db, "a");
  const facts = { kind: "file" as const, digest: DIGEST, bytes: 3, files: 1 };
  await from.db.insert(artifact).values({ id: "x", ...key, name: "x", ...facts });
  await putObject(home, "abc");
  const { snapshot } = await backUp();
  const into = await mkdtemp(join(root, "into-"));
  await putObject(into, "abX");
  expect((await restore(snapshot, into)).copiedObjects).toBe(1);
  expect(await readFile(objectPath(into, DIGEST), "utf8")).toBe("abc");
});

test("whatever people made is work; the first administrator with a project is none", async () => {
  expect(await holdsWork(to.sql)).toBe(false);
  await to.db.insert(user).values({ id: "ada", name: "Ada", email: "ada@example.org" });
  await to.db.insert(project).values({ id: "p", slug: "p", name: "P" });
  expect(await holdsWork(to.sql)).toBe(false);
  await to.db.insert(projectSecret).values({ projectId: "p", name: "TOKEN", sealed: Buffer.from("x") });
  expect(await holdsWork(to.sql)).toBe(true);
  await to.db.delete(projectSecret);
  await to.db.insert(user).values({ id: "bo", name: "Bo", email: "bo@example.org" });
  expect(await holdsWork(to.sql)).toBe(true);
  await to.sql`drop schema public cascade`;
  expect(await holdsWork(to.sql)).toBe(false);
});

test("the secret changes with the database or not at all", async () => {
  const kept = await mkdtemp(join(root, "secrets-"));
  await writeFile(join(kept, "secret"), "of the backup");
  await writeFile(join(home, "secret"), "of before");
  const read = () => readFile(join(home, "secret"), "utf8");
  const seen: string[] = [];
  const replacing = (fails: boolean) =>
    replaceSecrets({ from: kept, home, paths: ["secret"] }, async (replace) => {
      await replace();
      seen.push(await read());
      if (fails) throw new Error("not committed");
    });
  await expect(replacing(true)).rejects.toThrow("not committed");
  expect(await read()).toBe("of before");
  await replacing(false);
  expect(await read()).toBe("of the backup");
  expect(seen).toEqual(["of the backup", "of the backup"]);
  expect(await readdir(home)).toEqual(["secret"]);
});
