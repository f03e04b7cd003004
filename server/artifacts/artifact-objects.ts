import { open, readFile } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";
import { z } from "zod";
import { DomainError } from "../errors";

const DIGEST = /^[0-9a-f]{64}$/;

/** A list of a million files; whatever is longer and begins like one is somebody's own JSON. */
const MANIFEST_MAX_BYTES = 256 * 1024 ** 2;

const manifestSchema = z.object({
  files: z.array(z.object({ path: z.string().min(1), digest: z.string().regex(DIGEST), bytes: z.int().min(0) })),
});
export type ManifestFile = z.infer<typeof manifestSchema>["files"][number];

/** An object is named by its digest alone; nothing that a client sends becomes a path. */
export function objectPath(home: string, digest: string): string {
  if (!DIGEST.test(digest)) throw new DomainError("Validation", "An object is named by its SHA-256 digest.");
  return join(home, "objects", digest.slice(0, 2), digest);
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ENOENT";
}

function gone(digest: string): DomainError {
  return new DomainError(
    "NotFound",
    `The file ${digest.slice(0, 12)}… is not in this server's store. It was made on another machine or deleted by hand.`,
  );
}

function parseManifest(text: string): ManifestFile[] | null {
  try {
    const parsed = manifestSchema.safeParse(JSON.parse(text));
    return parsed.success ? parsed.data.files : null;
  } catch (error) {
    if (error instanceof SyntaxError) return null;
    throw error;
  }
}

/** The files of a folder artifact; null when the digest names a plain file, also one that only begins like a list. */
export async function readManifest(home: string, digest: string): Promise<ManifestFile[] | null> {
  const path = objectPath(home, digest);
  const handle = await open(path).catch((error: unknown) => {
    throw isMissing(error) ? gone(digest) : error;
  });
  try {
    const head = Buffer.alloc(64);
    const { bytesRead } = await handle.read(head, 0, head.length, 0);
    if (!/^\s*\{\s*"files"\s*:/.test(head.toString("utf8", 0, bytesRead))) return null;
    if ((await handle.stat()).size > MANIFEST_MAX_BYTES) return null;
  } finally {
    await handle.close();
  }
  return parseManifest(await readFile(path, "utf8"));
}

/** A stream of one object from a byte on, with the size of the whole. */
export async function openObject(home: string, digest: string, from = 0) {
  const handle = await open(objectPath(home, digest)).catch((error: unknown) => {
    throw isMissing(error) ? gone(digest) : error;
  });
  const { size } = await handle.stat();
  if (from > size) {
    await handle.close();
    throw new DomainError("Validation", `The file has ${size} bytes; it cannot be read from byte ${from} on.`);
  }
  return { bytes: size, stream: Readable.toWeb(handle.createReadStream({ start: from })) };
}
