import { existsSync } from "node:fs";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { connectSql } from "@/db/database";
import { dataset, datasetImport, datasetVersion, example } from "@/db/schema/datasets";
import { erasure } from "@/db/schema/erasures";
import { artifact, runAttempt, runInput } from "@/db/schema/runs";
import { createTestDatabase, type TestDatabase } from "@/db/testing/test-database";
import { objectPath } from "../artifacts/artifact-objects";
import { addProject, addRun } from "../dispatch/testing/add-runs";
import { eraseGroup } from "./erase-group";
import { findGroup } from "./find-group";

vi.setConfig({ testTimeout: 60_000 });

let database: TestDatabase;
let home: string;

const of = (exampleId: string, sameSource = false) => ({ projectId: "p", exampleId, sameSource });
const erase = (exampleId: string, sameSource = false, sql = database.sql) =>
  eraseGroup(
    { sql, now: () => new Date() },
    home,
    { actor: { id: "ada", name: "Ada", by: "session" }, reason: "asked for it" },
    of(exampleId, sameSource),
  );

type Given = { id: string; group: string; source: string; reference: string | null };

async function addVersion(datasetId: string, rows: readonly Given[]) {
  const id = `${datasetId}-v1`;
  await database.db.insert(dataset).values({ id: datasetId, projectId: "p", name: datasetId });
  const origin = { how: "imported" as const, fileName: null, format: "csv", columns: {}, problems: [], rowsRead: 3 };
  const counts = { type: "qa" as const, digest: id, rows: rows.length, bytes: 1, splitCounts: {} };
  const at = { projectId: "p", datasetId, number: 1 };
  await database.db.insert(datasetVersion).values({ id, ...at, ...counts, holds: "identifiable", origin });
  await database.db.insert(example).values(
    rows.map(({ id: own, group, source, reference }, position) => ({
      ...{ id: own, projectId: "p", datasetVersionId: id, position, split: "train" as const, groupKey: group },
      ...{ source, reference, sourceHash: `hash of ${source}` },
    })),
  );
}

const erased = async () =>
  (await database.sql`select id from example where erased_at is not null order by id`).map(({ id }) => id);

beforeEach(async () => {
  database = await createTestDatabase();
  home = await mkdtemp(join(tmpdir(), "assay-erase-test-"));
  await addProject(database.db, "p", ["ada"]);
  await addVersion("visits", [
    { id: "m1", group: "miller", source: "Any allergies?", reference: "Penicillin, since the operation." },
    { id: "m2", group: "miller", source: "What did Mrs Miller say?", reference: "That it hurts." },
    { id: "s1", group: "smith", source: "Any allergies?", reference: "None." },
    { id: "s2", group: "smith", source: "Any pain?", reference: "No." },
    { id: "k1", group: "kay", source: "Any allergies?", reference: "Penicillin, since the operation." },
  ]);
  await addVersion("copies", [
    { id: "c1", group: "case 7", source: "Any allergies?", reference: "Penicillin, since the operation." },
    { id: "c2", group: "case 8", source: "Any allergies?", reference: "Nuts." },
    { id: "c3", group: "miller", source: "How old?", reference: "40" },
  ]);
});
afterEach(async () => {
  vi.restoreAllMocks();
  await database.drop();
  await rm(home, { recursive: true, force: true });
});

test("whoever was asked the same keeps their rows; the group and its copies elsewhere go", async () => {
  const scope = await findGroup(database.sql, of("m1"));
  expect(scope).toMatchObject({
    exampleIds: expect.arrayContaining(["m1", "m2", "c1", "c3"]),
    copies: [{ name: "copies", examples: 1 }],
    sameSource: [
      { name: "copies", examples: 1 },
      { name: "visits", examples: 2 },
    ],
  });
  await erase("m1");
  expect(await erased()).toEqual(["c1", "c3", "m1", "m2"]);
  const groups = await database.sql`select id, group_key from example where id in ('m1', 'm2', 'c1', 'c3')`;
  const nameOf = (id: string) => groups.find((row) => row.id === id)?.group_key;
  expect(nameOf("m1")).toBe(nameOf("c3"));
  expect(nameOf("c1")).not.toBe(nameOf("m1"));
  expect(groups.every(({ group_key }) => String(group_key).startsWith("erased "))).toBe(true);
});

test("rows of others with the same source go when that is asked for", async () => {
  await erase("m1", true);
  expect(await erased()).toEqual(["c1", "c2", "c3", "k1", "m1", "m2", "s1"]);
});

test("only texts that stand nowhere any more are kept out of later files", async () => {
  await erase("m1");
  const [row] = await database.db.select().from(erasure);
  expect(row?.sourceHashes).toEqual(["hash of How old?", "hash of What did Mrs Miller say?"]);
});

async function addReader(): Promise<string> {
  await addRun(database.db, { id: "r", projectId: "p", stage: "sft", state: "finished", attempt: 1 });
  await database.db.insert(runInput).values({ projectId: "p", runId: "r", name: "in", datasetVersionId: "visits-v1" });
  const times = { leaseUntil: new Date(), host: "here", shippedAt: new Date() };
  await database.db
    .insert(runAttempt)
    .values({ projectId: "p", runId: "r", attempt: 1, tokenHash: "t", device: "cpu", ...times });
  return join(home, "runs", "r", "1", "inputs");
}

test("where files cannot be removed nothing is erased, and asking again erases it", async () => {
  const inputs = await addReader();
  // A folder that is no folder cannot be looked into.
  await mkdir(dirname(dirname(inputs)), { recursive: true });
  await writeFile(dirname(inputs), "in the way");
  await expect(erase("m1")).rejects.toThrow("ENOTDIR");
  expect(await erased()).toEqual([]);
  await rm(dirname(inputs));
  await mkdir(inputs, { recursive: true });
  await erase("m1");
  expect(await erased()).toHaveLength(4);
  expect(existsSync(inputs)).toBe(false);
});

test("where the database fails behind the files, the same erasure is asked for again", async () => {
  const inputs = await addReader();
  await mkdir(inputs, { recursive: true });
  await database.sql`alter table erasure add constraint fails check (reason = 'never')`;
  await expect(erase("m1")).rejects.toThrow("fails");
  expect(await erased()).toEqual([]);
  await database.sql`alter table erasure drop constraint fails`;
  await erase("m1");
  expect(await erased()).toHaveLength(4);
  expect(existsSync(inputs)).toBe(false);
});

test("tables whose pages cannot be cleaned yet are erased all the same", async () => {
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  const hasty = connectSql(database.url, { max: 2, connection: { lock_timeout: 100 } });
  const holder = await database.sql.reserve();
  try {
    await holder`begin`;
    // What an autovacuum holds.
    await holder`lock table example in share update exclusive mode`;
    await expect(erase("m1", false, hasty)).resolves.toHaveProperty("erasureId");
    await holder`rollback`;
  } finally {
    holder.release();
    await hasty.end();
  }
  expect(await erased()).toHaveLength(4);
  expect(said).toHaveBeenCalledWith(expect.stringContaining("left to the next sweep"));
});

test("tables that runs logged go with their objects, but for what another artifact names", async () => {
  await addReader();
  const digests = { gone: "a".repeat(64), shared: "b".repeat(64), file: "c".repeat(64) };
  for (const digest of Object.values(digests)) {
    await mkdir(dirname(objectPath(home, digest)), { recursive: true });
    await writeFile(objectPath(home, digest), "Mrs Miller");
  }
  const at = { projectId: "p", runId: "r", attempt: 1, bytes: 1, files: 1 };
  await database.db.insert(artifact).values([
    { ...at, id: "1", name: "rows", kind: "table", digest: digests.gone },
    { ...at, id: "2", name: "more rows", kind: "table", digest: digests.shared },
    { ...at, id: "3", name: "kept", kind: "file", digest: digests.shared },
    { ...at, id: "4", name: "file", kind: "file", digest: digests.file },
  ]);
  expect(await findGroup(database.sql, of("m1"))).toMatchObject({ tables: 2 });
  await erase("m1");
  const left = await database.db.select({ name: artifact.name }).from(artifact);
  expect(left.map(({ name }) => name).sort()).toEqual(["file", "kept"]);
  const there = Object.entries(digests).filter(([, digest]) => existsSync(objectPath(home, digest)));
  expect(there.map(([name]) => name)).toEqual(["shared", "file"]);
});

test("open imports of the project end, with their files and previews; others stay", async () => {
  await addProject(database.db, "q", []);
  const row = { userId: "ada", fileName: "x.csv", bytes: 1 };
  await database.db.insert(datasetImport).values([
    { ...row, id: "open", projectId: "p", state: "waiting" },
    { ...row, id: "foreign", projectId: "q", state: "waiting" },
  ]);
  await database.sql`update dataset_import set preview = '{"shown": "Mrs Miller"}'`;
  for (const id of ["open", "foreign"]) await mkdir(join(home, "imports", id), { recursive: true });
  expect(await findGroup(database.sql, of("m1"))).toMatchObject({ imports: 1 });
  await erase("m1");
  expect(await database.sql`select id, state, preview is null as empty from dataset_import order by id`).toEqual([
    { id: "foreign", state: "waiting", empty: false },
    { id: "open", state: "cancelled", empty: true },
  ]);
  expect(["open", "foreign"].map((id) => existsSync(join(home, "imports", id)))).toEqual([false, true]);
});

test("a group of more rows than a statement takes parameters is erased", async () => {
  await database.sql`
    insert into example (id, project_id, dataset_version_id, position, split, group_key, source, source_hash)
    select 'n' || at, 'p', 'visits-v1', 100 + at, 'train', 'many', 'text ' || at, 'hash ' || at
    from generate_series(1, 70000) at`;
  await erase("n1");
  expect(await erased()).toHaveLength(70_000);
});
