import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TransactionSql } from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { example } from "@/db/schema/datasets";
import { addEvaluatedProject } from "@/db/testing/evaluated-project";
import { createTestDatabase } from "@/db/testing/test-database";
import { copyExamples } from "./copy-examples";

const database = await createTestDatabase();
const folder = await mkdtemp(join(tmpdir(), "assay-copy-test-"));
const ROLE = `plain_${process.pid}`;

const rowOf = (id: string, version: string, position: number) =>
  [id, "own-project", version, position, id, "train", "g", "\\N", "a\\tb\\nc\\\\d", "\\N", "h", "{}"].join("\t");

async function copy(tx: TransactionSql, rows: readonly string[]) {
  const path = join(folder, "rows.copy");
  await writeFile(path, rows.map((row) => `${row}\n`).join(""));
  await copyExamples(tx, path);
}

beforeAll(async () => {
  await addEvaluatedProject(database.db, "own");
  await database.sql.unsafe(`create role ${ROLE} nosuperuser`);
  await database.sql.unsafe(`grant all on all tables in schema public to ${ROLE}`);
});
afterAll(async () => {
  await database.sql.unsafe(`drop owned by ${ROLE}; drop role ${ROLE}`);
  await database.drop();
  await rm(folder, { recursive: true, force: true });
});

test("rows arrive as they were written, and later statements of the transaction are checked again", async () => {
  const before = await database.db.$count(example);
  await database.sql.begin((tx) => copy(tx, [rowOf("x-0", "own-version", 10)]));
  const [stored] = await database.sql`select source, reference, section from example where id = 'x-0'`;
  expect(stored).toEqual({ source: "a\tb\nc\\d", reference: null, section: null });
  const orphan = database.sql.begin(async (tx) => {
    await copy(tx, [rowOf("x-1", "own-version", 11)]);
    await tx`insert into generation (id, project_id, run_id, example_id, text, finish_reason, prompt_tokens,
      completion_tokens, seconds, attempt, sequence)
      values ('g', 'own-project', 'own-sft', 'nobody', '', 'stop', 1, 1, 1, 1, 1)`;
  });
  await expect(orphan).rejects.toMatchObject({ code: "23503" });
  expect(await database.db.$count(example)).toBe(before + 1);
});

test("a role that may not skip the checks stores all the same, and is held to them", async () => {
  await database.sql.begin(async (tx) => {
    await tx.unsafe(`set local role ${ROLE}`);
    await copy(tx, [rowOf("y-0", "own-version", 20)]);
  });
  expect(await database.sql`select 1 from example where id = 'y-0'`).toHaveLength(1);
  const orphan = database.sql.begin(async (tx) => {
    await tx.unsafe(`set local role ${ROLE}`);
    await copy(tx, [rowOf("y-1", "no-version", 0)]);
  });
  await expect(orphan).rejects.toThrow();
});

test("rows that are refused fail the transaction instead of leaving it waiting", async () => {
  const before = await database.db.$count(example);
  const twice = [rowOf("z-0", "own-version", 30), rowOf("z-1", "own-version", 30)];
  await expect(database.sql.begin((tx) => copy(tx, twice))).rejects.toThrow();
  await expect(database.sql.begin((tx) => copy(tx, ["too\\tfew"]))).rejects.toThrow();
  const many = Array.from({ length: 30_000 }, (_, at) => rowOf(`w-${at}`, "own-version", at === 5 ? 44 : 40 + at));
  await expect(database.sql.begin((tx) => copy(tx, many))).rejects.toThrow();
  expect(await database.db.$count(example)).toBe(before);
});
