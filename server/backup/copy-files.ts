import { createReadStream, type Dirent } from "node:fs";
import { readdir } from "node:fs/promises";
import { join } from "node:path";
import { type Written, writeHashed } from "./hashing-file";

export type KeptFile = Written & { path: string };

function isGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** What lies in a folder; nothing where it went meanwhile. What cannot be read is no such thing, and fails. */
async function entriesOf(folder: string): Promise<Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    if (isGone(error)) return [];
    throw error;
  }
}

async function foldersIn(folder: string): Promise<string[]> {
  const entries = await entriesOf(folder);
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** Files below a folder by their paths in it, folder by folder: one that goes meanwhile takes no other along. */
async function listFiles(root: string, below = ""): Promise<string[]> {
  const entries = await entriesOf(join(root, below));
  const found = await Promise.all(
    entries.map(async (entry) => {
      const path = join(below, entry.name);
      if (entry.isDirectory()) return listFiles(root, path);
      return entry.isFile() ? [path] : [];
    }),
  );
  return found.flat();
}

/** Files of all checkpoints of all runs, by their paths below `runs`. */
export async function listCheckpointFiles(runs: string): Promise<string[]> {
  const found: string[] = [];
  for (const run of await foldersIn(runs)) {
    const steps = await foldersIn(join(runs, run, "checkpoints"));
    for (const step of steps.filter((name) => /^step-\d+$/.test(name))) {
      found.push(...(await listFiles(runs, join(run, "checkpoints", step))));
    }
  }
  return found.sort();
}

/** Copies files and tells what they are; a training that goes on may have removed some meanwhile. */
export async function copyFiles(from: string, to: string, paths: readonly string[]): Promise<KeptFile[]> {
  const kept: KeptFile[] = [];
  for (const path of paths) {
    try {
      kept.push({ path, ...(await writeHashed(join(to, path), () => createReadStream(join(from, path)))) });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  return kept;
}
