import { mkdtemp, readdir, rm, stat, utimes } from "node:fs/promises";
import { join } from "node:path";
import type { Sql } from "@/db/database";
import { ABANDONED_AFTER_HOURS } from "@/domain/datasets/import-rules";
import { makeImportFolder } from "./import-folder";

const DIRECT = "direct";
const TOUCH_MILLISECONDS = 30_000;
const UNTOUCHED_MILLISECONDS = 10 * TOUCH_MILLISECONDS;

/** Lends a folder for an upload that is stored in one go. While it is lent it is touched; one that is not was left. */
export async function withUploadFolder<Result>(home: string, work: (folder: string) => Promise<Result>) {
  const folder = await mkdtemp(join(await makeImportFolder(home, DIRECT), "upload-"));
  const timer = setInterval(() => {
    const now = new Date();
    // A folder that is gone, or a disk that is away for a moment, ends no upload.
    utimes(folder, now, now).catch((error: unknown) => {
      if (!(error instanceof Error)) throw error;
    });
  }, TOUCH_MILLISECONDS);
  try {
    return await work(folder);
  } finally {
    clearInterval(timer);
    await rm(folder, { recursive: true, force: true });
  }
}

async function namesIn(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}

async function isUntouched(path: string, now: Date): Promise<boolean> {
  return stat(path).then(
    ({ mtimeMs }) => now.getTime() - mtimeMs > UNTOUCHED_MILLISECONDS,
    () => false,
  );
}

/** Folders of uploads that nobody works on or waits for any more, as kill -9 leaves them; they hold text. */
export async function findAbandonedUploads(sql: Sql, home: string, now: Date): Promise<string[]> {
  const imports = join(home, "imports");
  // A folder is made behind its row: what is listed first has one, unless it was left.
  const names = (await namesIn(imports)).filter((name) => name !== DIRECT);
  const since = new Date(now.getTime() - ABANDONED_AFTER_HOURS * 3_600_000);
  const open = await sql<{ id: string }[]>`
    select id from dataset_import
    where id = any(${names}) and beat_at >= ${since} and state not in ('stored', 'cancelled')`;
  const kept = new Set(open.map(({ id }) => id));
  const found = names.filter((name) => !kept.has(name)).map((name) => join(imports, name));
  for (const name of await namesIn(join(imports, DIRECT))) {
    const path = join(imports, DIRECT, name);
    if (await isUntouched(path, now)) found.push(path);
  }
  return found;
}
