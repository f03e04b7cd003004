import { createHash } from "node:crypto";
import { createReadStream, createWriteStream } from "node:fs";
import { mkdir, open, rename, rm } from "node:fs/promises";
import { dirname } from "node:path";
import { type Readable, Transform } from "node:stream";
import { pipeline } from "node:stream/promises";

export type Written = { digest: string; bytes: number };

function hashing(): { pass: Transform; result: () => Written } {
  const hash = createHash("sha256");
  let bytes = 0;
  const pass = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      bytes += chunk.length;
      done(null, chunk);
    },
  });
  return { pass, result: () => ({ digest: hash.digest("hex"), bytes }) };
}

/** Writes a stream under its name once all of it is on the disk; what was begun is gone after a failure. */
export async function writeHashed(path: string, source: () => Readable, ...through: Transform[]): Promise<Written> {
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const partial = `${path}.partial`;
  const { pass, result } = hashing();
  try {
    await pipeline([source(), ...through, pass, createWriteStream(partial, { mode: 0o600 })]);
    const handle = await open(partial, "r");
    await handle.sync();
    await handle.close();
    await rename(partial, path);
  } catch (error) {
    await rm(partial, { force: true });
    throw error;
  }
  return result();
}

export async function hashFile(path: string): Promise<Written> {
  const { pass, result } = hashing();
  pass.resume();
  await pipeline(createReadStream(path), pass);
  return result();
}
