import { createHash } from "node:crypto";
import { mkdir, mkdtemp, open, rm } from "node:fs/promises";
import { join } from "node:path";
import { Readable } from "node:stream";

export type Spooled = { digest: string; stream: () => ReadableStream<Uint8Array> };

/**
 * Takes a file in whole before any work on it begins, so that nobody holds a connection for as long as a client takes
 * to send. It lies on the disk of the data folder without a name, so nothing is left of it however the process ends.
 */
export async function withSpooled<Result>(
  home: string,
  body: ReadableStream<Uint8Array>,
  work: (spooled: Spooled) => Promise<Result>,
): Promise<Result> {
  await mkdir(join(home, "cache"), { recursive: true, mode: 0o700 });
  const folder = await mkdtemp(join(home, "cache", "upload-"));
  const file = await open(join(folder, "body"), "wx+", 0o600).finally(() => rm(folder, { recursive: true }));
  try {
    const hash = createHash("sha256");
    const write = async (piece: Uint8Array) => {
      hash.update(piece);
      await file.appendFile(piece);
    };
    await body.pipeTo(new WritableStream<Uint8Array>({ write }));
    const stream = () =>
      Readable.toWeb(file.createReadStream({ start: 0, autoClose: false })) as ReadableStream<Uint8Array>;
    return await work({ digest: hash.digest("hex"), stream });
  } finally {
    await file.close();
  }
}
