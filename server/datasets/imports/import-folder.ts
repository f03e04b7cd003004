import { createWriteStream } from "node:fs";
import { mkdir, rm, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import type { ReadableStream as NodeReadableStream } from "node:stream/web";

/** Holds texts of examples: nobody else of the machine may read it. */
export async function makeImportFolder(home: string, importId: string): Promise<string> {
  const folder = importFolder(home, importId);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return folder;
}

export function importFolder(home: string, importId: string): string {
  return join(home, "imports", importId);
}

/** Keeps the ending, which says what is inside; nothing else of the name becomes a path. */
export function uploadPath(folder: string, fileName: string): string {
  return join(
    folder,
    `upload-${basename(fileName)
      .replace(/[^\w.-]+/g, "_")
      .slice(-80)}`,
  );
}

export function rowsPath(folder: string): string {
  return join(folder, "rows.copy");
}

/** Streams a body to the disk; returns its bytes. */
export async function saveUpload(
  path: string,
  body: ReadableStream<Uint8Array>,
  signal?: AbortSignal,
): Promise<number> {
  const source = Readable.fromWeb(body as NodeReadableStream<Uint8Array>);
  await pipeline(source, createWriteStream(path, { mode: 0o600 }), { signal });
  return (await stat(path)).size;
}

export function removeImportFolder(home: string, importId: string): Promise<void> {
  return rm(importFolder(home, importId), { recursive: true, force: true });
}
