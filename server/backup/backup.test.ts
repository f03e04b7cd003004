import { createHash, randomBytes } from "node:crypto";
import { rmSync } from "node:fs";
import { appendFile, chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { artifact, run } from "@/db/schema/runs";
import { projectSecret } from "@/db/schema/secrets";
import { series } from "@/db/schema/series";
import { addRunningAttempt } from "@/db/testing/running-attempt";
import { createTestDatabase } from "@/db/testing/test-database";
import { objectPath } from "../artifacts/artifact-objects";
import { backupManifest, MANIFEST_FILE, tableFile } from "./backup-manifest";
import { copyFiles, listCheckpointFiles } from "./copy-files";
import { createBackup } from "./create-backup";
import { restoreBackup } from "./restore-backup";

const database = await createTestDatabase();
const other = await createTestDatabase();
const root = await mkdtemp(join(tmpdir(), "assay-backup-test-"));
const home = join(root, "home");
const folder = join(root, "backups");
const say = () => {};
let second = 0;

async function putObject(content: Buffer): Promise<string> {
  const digest = createHash("sha256").update(content).digest("hex");
  await mkdir(dirname(objectPath(home, digest)), { recursive: true });
  await writeFile(objectPath(home, digest), content);
  return digest;
}

async function addArtifact(key: { projectId: string; runId: string; attempt: number }, name: string, digest: string) {
  const bytes = { kind: "file" as const, digest, bytes: 1, files: 1 };
  await database.db.insert(artifact).values({ id: name, ...key, name, ...bytes });
}

const backUp = () =>
  createBackup(database.sql, {
    home,
    folder,
    checkpoints: true,
    now: new Date(Date.UTC(2030, 0, 1, 0, 0, second++)),
    say,
  });
const restore = (snapshot: string, replace = false, into = join(root, `home ${second++}`)) =>
  restoreBackup({ url: other.url, home: into, snapshot, replace, say }).then((result) => ({ ...result, home: into }));

/** Everything that a database holds, as text. */
async function contents(of: typeof database): Promise<string> {
  const rows = await of.sql<{ text: string }[]>`
    select query_to_xml('select * from run order by id', true, false, '')::text
      || query_to_xml('select * from series order by id', true, false, '')::text
      || query_to_xml('select * from project_secret order by name', true, false, '')::text
      || query_to_xml('select * from artifact order by id', true, false, '')::text as text`;
  return rows[0]?.text ?? "";
}

beforeAll(async () => {
  const { key } = await addRunningAttempt(database.db, "kept");
  const inner = await putObject(randomBytes(3_000_000));
  const manifest = { files: [{ path: "weights", digest: inner, bytes: 3_000_000 }] };
  await addArtifact(key, "adapter", await putObject(Buffer.from(JSON.stringify(manifest))));
  await addArtifact(key, "elsewhere", "f".repeat(64));
  const times = { firstStep: 0, lastStep: 9, firstTime: 1, lastTime: 2, stepMin: 0, stepMax: 9 };
  const values = { ...key, key: "loss", source: "metrics" as const, ...times, last: Number.NaN };
  await database.db.insert(series).values({ ...values, tail: randomBytes(64) });
  await database.db.insert(projectSecret).values({ projectId: key.projectId, name: "TOKEN", sealed: randomBytes(40) });
  const checkpoint = join(home, "runs", key.runId, "checkpoints", "step-00000010");
  await mkdir(checkpoint, { recursive: true });
  await writeFile(join(checkpoint, "state.safetensors"), "state");
  await writeFile(join(home, "secret"), "of this installation");
});
afterAll(async () => {
  await database.drop();
  await other.drop();
  await rm(root, { recursive: true, force: true });
});

test("a backup restored into an empty place holds the same rows, objects, checkpoints and secret", async () => {
  const { snapshot, manifest } = await backUp();
  expect(manifest.missing).toEqual(["f".repeat(64)]);
  const restored = await restore(snapshot);
  expect(await contents(other)).toBe(await contents(database));
  expect(restored.copiedObjects).toBe(2);
  for (const { digest } of manifest.objects) {
    const there = await readFile(objectPath(restored.home, digest));
    expect(there.equals(await readFile(objectPath(home, digest)))).toBe(true);
  }
  expect(await readFile(join(restored.home, "secret"), "utf8")).toBe("of this installation");
  const checkpoints = join(restored.home, "runs", "kept-run", "checkpoints", "step-00000010");
  expect(await readdir(checkpoints)).toEqual(["state.safetensors"]);
  const [next] = await other.sql`select nextval(pg_get_serial_sequence('public.series', 'id')) as id`;
  expect(Number(next?.id)).toBeGreaterThan(1);
});

test("rows that triggers write are there once, and triggers work again afterwards", async () => {
  const config = { givenConfig: { rank: 8 }, projectId: "kept-project", stage: "sft", state: "finished" as const };
  await database.db.insert(run).values({ id: "with params", name: "with params", ...config });
  const { snapshot } = await backUp();
  await restore(snapshot, true);
  await other.db.insert(run).values({ id: "later", name: "later", ...config });
  const params = await other.sql`select run_id from run_param where key = 'rank' order by run_id`;
  expect(params.map((row) => row.run_id)).toEqual(["later", "with params"]);
});

test("objects that an earlier backup brought there are not copied again", async () => {
  const { copiedObjects, manifest } = await backUp();
  expect(copiedObjects).toBe(0);
  expect(manifest.objects).toHaveLength(2);
});

test("a database with work is kept unless it is to be replaced", async () => {
  const { snapshot } = await backUp();
  await other.sql`update run set name = 'of the other'`;
  await expect(restore(snapshot)).rejects.toThrow("--replace");
  expect((await other.db.select({ name: run.name }).from(run))[0]?.name).toBe("of the other");
  await restore(snapshot, true);
  expect(await contents(other)).toBe(await contents(database));
});

test("a damaged table or object is found before anything is touched", async () => {
  const { snapshot, manifest } = await backUp();
  const before = await contents(other);
  await appendFile(tableFile(snapshot, "run"), "x");
  await expect(restore(snapshot, true)).rejects.toThrow("run.copy.gz is damaged");
  const [object] = manifest.objects;
  const again = await backUp();
  await appendFile(join(folder, "objects", object?.digest.slice(0, 2) ?? "", object?.digest ?? ""), "x");
  await expect(restore(again.snapshot, true)).rejects.toThrow("is damaged");
  expect(await contents(other)).toBe(before);
  await rm(join(folder, "objects"), { recursive: true });
});

test("a backup of a newer version, and a folder that is none, are refused in a sentence", async () => {
  const { snapshot } = await backUp();
  const file = join(snapshot, MANIFEST_FILE);
  const manifest = backupManifest.parse(JSON.parse(await readFile(file, "utf8")));
  await writeFile(file, JSON.stringify({ ...manifest, migrations: [...manifest.migrations, 9_999_999_999_999] }));
  const before = await contents(other);
  await expect(restore(snapshot, true)).rejects.toThrow("made by a newer Assay");
  expect(await contents(other)).toBe(before);
  await expect(restore(home)).rejects.toThrow("no finished backup");
  await expect(
    createBackup(database.sql, { home, folder: home, checkpoints: false, now: new Date(), say }),
  ).rejects.toThrow("holds other things");
});

test("a checkpoint that a training removes meanwhile is left out, and the others are kept", async () => {
  const from = join(root, "runs");
  const step = (at: number) => join("run", "checkpoints", `step-0000000${at}`, "shards");
  for (const at of [1, 2]) {
    await mkdir(join(from, step(at)), { recursive: true });
    await writeFile(join(from, step(at), "state"), String(at));
  }
  await writeFile(join(from, "run", "launch.json"), "no checkpoint");
  await mkdir(join(from, "started just now"));
  const listed = await listCheckpointFiles(from);
  expect(listed).toEqual([1, 2].map((at) => join(step(at), "state")));
  rmSync(join(from, step(1)), { recursive: true });
  expect((await copyFiles(from, join(root, "copied"), listed)).map(({ path }) => path)).toEqual([listed[1]]);
  expect(await listCheckpointFiles(from)).toEqual([listed[1]]);
  expect(await listCheckpointFiles(join(root, "no runs yet"))).toEqual([]);
});

test("what else lies in the data folder, or goes from it meanwhile, takes neither secret nor checkpoints along", async () => {
  await symlink(join(root, "nowhere"), join(home, "dangling"));
  await mkdir(join(home, "postgres"));
  await chmod(join(home, "postgres"), 0o000);
  const { manifest } = await backUp();
  expect(manifest.secrets.map(({ path }) => path)).toEqual(["secret"]);
  expect(manifest.checkpoints).toHaveLength(1);
  await chmod(join(home, "postgres"), 0o700);
});

test("an object that changed under its name is not backed up as if it were whole", async () => {
  const { manifest } = await backUp();
  const digest = manifest.objects.find(({ bytes }) => bytes > 1_000_000)?.digest ?? "";
  await rm(join(folder, "objects", digest.slice(0, 2), digest));
  const original = await readFile(objectPath(home, digest));
  await writeFile(objectPath(home, digest), Buffer.alloc(original.length));
  await expect(backUp()).rejects.toThrow("damaged");
  expect((await readdir(folder)).filter((name) => name.endsWith(".partial"))).toEqual([]);
  await writeFile(objectPath(home, digest), original);
});

test("tables whose rows come faster than they are written are kept whole", async () => {
  const wide = Array.from({ length: 400 }, (_, at) => ({
    ...{ id: `wide-${at}`, projectId: "kept-project", name: "wide", stage: "command", state: "finished" as const },
    givenConfig: {},
    note: randomBytes(2_000).toString("hex"),
  }));
  await database.db.insert(run).values(wide);
  const { snapshot } = await backUp();
  await restore(snapshot, true);
  expect(await contents(other)).toBe(await contents(database));
});
