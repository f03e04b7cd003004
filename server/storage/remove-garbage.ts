import { rename, rm } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import type { Sql } from "@/db/database";
import { changedAt, type Garbage, SETTLED } from "./find-garbage";

/** What a model's folder is called while it goes; nothing looks for it under that name. */
const GOING = ".going-";

async function remove(path: string): Promise<void> {
  await rm(path, { recursive: true, force: true });
}

/** Looking through a large store takes minutes, in which a run may have named the object, or brought it again. */
async function removeObject(sql: Sql, { path, before = 0 }: Garbage): Promise<boolean> {
  if ((await changedAt(path)) >= before) return false;
  const [named] = await sql`select from artifact where digest = ${basename(path)} limit 1`;
  if (named) return false;
  await remove(path);
  return true;
}

async function isAnyOpen(sql: Sql): Promise<boolean> {
  const [open] = await sql`select from run where state <> all(${SETTLED}) limit 1`;
  return open !== undefined;
}

/** A run that begins meanwhile either finds no folder and lays the model out anew, or gets this one back. */
async function removeModel(sql: Sql, { path }: Garbage): Promise<boolean> {
  if (await isAnyOpen(sql)) return false;
  const name = basename(path);
  const going = name.startsWith(GOING) ? path : join(dirname(path), `${GOING}${name}`);
  if (going !== path) await rename(path, going);
  if (going !== path && (await isAnyOpen(sql))) {
    // Where the run has laid it out already, this name is taken.
    const back = await rename(going, path).then(
      () => true,
      () => false,
    );
    if (back) return false;
  }
  await remove(going);
  return true;
}

/** Removes what was found, if nobody needs it by now. */
export async function removeGarbage(sql: Sql, garbage: Garbage): Promise<boolean> {
  if (garbage.kind === "objects" || garbage.kind === "partial") return removeObject(sql, garbage);
  if (garbage.kind === "models") return removeModel(sql, garbage);
  await remove(garbage.path);
  return true;
}
