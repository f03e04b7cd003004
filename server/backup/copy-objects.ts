import { createReadStream } from "node:fs";
import { rm, stat } from "node:fs/promises";
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

type Copying = {
  onObject: (done: number, of: number) => void;
  /** Reads what is there already, and replaces it where it is damaged; otherwise its size is enough. */
  reread?: boolean;
};

async function isThere(path: string, { digest, bytes }: { digest: string; bytes: number }, reread: boolean) {
  if ((await sizeOf(path)) !== bytes) return false;
  return !reread || (await hashFile(path)).digest === digest;
}

/** Brings objects from one store into another, each checked against its digest. */
export async function copyObjects(
  from: string,
  to: string,
  digests: ReadonlySet<string>,
  { onObject, reread = false }: Copying,
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
    if (!(await isThere(target, { digest, bytes }, reread))) {
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

export async function expectFile(path: string, expected: { digest: string; bytes: number }): Promise<void> {
  const found = await hashFile(path).catch(() => null);
  if (!found) throw new Error(`${path} is missing or cannot be read.`);
  if (found.digest !== expected.digest || found.bytes !== expected.bytes) {
    throw new Error(`${path} is damaged: it is not what was written.`);
  }
}
