import { createReadStream } from "node:fs";
import { readdir, rm, stat } from "node:fs/promises";
import { join, relative } from "node:path";
import { objectPath, readManifest } from "../artifacts/artifact-objects";
import { DomainError } from "../errors";
import { hashFile, writeHashed } from "./hashing-file";

export type CopiedObjects = { objects: { digest: string; bytes: number }[]; missing: string[]; copied: number };

async function sizeOf(path: string): Promise<number | null> {
  return stat(path).then(
    (found) => found.size,
    () => null,
  );
}

/** The digests of artifacts, and of the files that their manifests name. */
export async function expandDigests(home: string, digests: Iterable<string>): Promise<Set<string>> {
  const all = new Set<string>();
  for (const digest of digests) {
    all.add(digest);
    try {
      for (const file of (await readManifest(home, digest)) ?? []) all.add(file.digest);
    } catch (error) {
      // Made on a machine whose files never came here; counted as missing when it is copied.
      if (!(error instanceof DomainError && error.kind === "NotFound")) throw error;
    }
  }
  return all;
}

/** Brings objects from one store into another, each checked against its digest; what is there already is left. */
export async function copyObjects(
  from: string,
  to: string,
  digests: ReadonlySet<string>,
  onObject: (done: number, of: number) => void,
): Promise<CopiedObjects> {
  const result: CopiedObjects = { objects: [], missing: [], copied: 0 };
  let done = 0;
  for (const digest of digests) {
    onObject(done, digests.size);
    done += 1;
    const source = objectPath(from, digest);
    const bytes = await sizeOf(source);
    if (bytes === null) {
      result.missing.push(digest);
      continue;
    }
    const target = objectPath(to, digest);
    if ((await sizeOf(target)) !== bytes) {
      const written = await writeHashed(target, () => createReadStream(source));
      if (written.digest !== digest) {
        await rm(target);
        throw new Error(`The object ${digest} is damaged: its content has another digest.`);
      }
      result.copied += 1;
    }
    result.objects.push({ digest, bytes });
  }
  return result;
}

function isGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

/** Copies files below a folder, and tells what they are; a training that goes on may remove some meanwhile. */
export async function copyFiles(from: string, to: string, wanted: (path: string) => boolean) {
  const entries = await readdir(from, { recursive: true, withFileTypes: true }).catch((error: unknown) => {
    if (isGone(error)) return [];
    throw error;
  });
  const paths = entries
    .filter((entry) => entry.isFile())
    .map((entry) => relative(from, join(entry.parentPath, entry.name)))
    .filter(wanted)
    .sort();
  const kept = [];
  for (const path of paths) {
    try {
      kept.push({ path, ...(await writeHashed(join(to, path), () => createReadStream(join(from, path)))) });
    } catch (error) {
      if (!isGone(error)) throw error;
    }
  }
  return kept;
}

export async function expectFile(path: string, expected: { digest: string; bytes: number }): Promise<void> {
  const found = await hashFile(path).catch(() => null);
  if (!found) throw new Error(`${path} is missing or cannot be read.`);
  if (found.digest !== expected.digest || found.bytes !== expected.bytes) {
    throw new Error(`${path} is damaged: it is not what was written.`);
  }
}
