import { createHash } from "node:crypto";
import { createReadStream } from "node:fs";
import { appendFile, mkdir, open, rename, rm, stat, utimes } from "node:fs/promises";
import { dirname, join } from "node:path";
import { DomainError } from "../errors";
import { objectPath } from "./artifact-objects";

/** One piece of a file that a program on another machine sends; `of` is the attempt, so that two never mix. */
export type ObjectPiece = { digest: string; of: string; from: number; total: number; bytes: Uint8Array };

export type ObjectState = { stored: boolean; received: number };

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return null;
    throw error;
  }
}

function incomingPath(home: string, digest: string, of: string): string {
  const sender = createHash("sha256").update(of).digest("hex").slice(0, 16);
  return join(dirname(objectPath(home, digest)), `incoming-${digest}-${sender}`);
}

async function digestOf(path: string): Promise<string> {
  const hash = createHash("sha256");
  for await (const chunk of createReadStream(path)) hash.update(chunk);
  return hash.digest("hex");
}

async function syncToDisk(path: string): Promise<void> {
  const handle = await open(path, "r+");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/** Named anew: who looks for objects that nobody needs leaves young ones alone. False where there is none. */
async function touch(path: string): Promise<boolean> {
  const now = new Date();
  return utimes(path, now, now).then(
    () => true,
    (error: unknown) => {
      if (error instanceof Error && "code" in error && error.code === "ENOENT") return false;
      throw error;
    },
  );
}

/** Whether the object is there, and how much of it this sender has brought. */
export async function readObjectState(home: string, digest: string, of: string): Promise<ObjectState> {
  const path = objectPath(home, digest);
  const whole = (await touch(path)) ? await sizeOf(path) : null;
  if (whole !== null) return { stored: true, received: whole };
  return { stored: false, received: (await sizeOf(incomingPath(home, digest, of))) ?? 0 };
}

/**
 * Adds a piece where the one before ended. The last one makes it an object, if it is what its digest says; until then
 * nothing lies under that name.
 */
export async function receiveObject(home: string, { digest, of, from, total, bytes }: ObjectPiece) {
  const before = await readObjectState(home, digest, of);
  const path = incomingPath(home, digest, of);
  if (before.stored) await rm(path, { force: true });
  if (before.stored || before.received !== from) return before;
  if (from + bytes.byteLength > total) {
    throw new DomainError("Validation", `The piece ends at byte ${from + bytes.byteLength} of a file of ${total}.`);
  }
  await mkdir(dirname(path), { recursive: true });
  await appendFile(path, bytes, { mode: 0o644 });
  const received = from + bytes.byteLength;
  if (received < total) return { stored: false, received };
  if ((await digestOf(path)) !== digest) {
    await rm(path, { force: true });
    throw new DomainError("Validation", "What arrived is not the file of this digest; send it again from the front.");
  }
  await syncToDisk(path);
  await rename(path, objectPath(home, digest));
  return { stored: true, received };
}
