import { existsSync } from "node:fs";
import { mkdir, readdir, rename, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Sql } from "@/db/database";
import {
  type BackupManifest,
  CHECKPOINTS_FOLDER,
  MANIFEST_FILE,
  OBJECTS_FOLDER,
  SECRETS_FOLDER,
} from "./backup-manifest";
import { copyFiles, listCheckpointFiles } from "./copy-files";
import { copyObjects, expandDigests } from "./copy-objects";
import { dumpTables } from "./dump-tables";
import { verifyBackup } from "./verify-backup";

/** Without it sealed secrets do not open and browsers have to sign in again. */
const SECRET_FILES = ["secret"];

export type BackupOptions = {
  home: string;
  /** Folder of all snapshots; objects that an earlier one brought there are not copied again. */
  folder: string;
  checkpoints: boolean;
  now: Date;
  say: (text: string) => void;
};

export type BackupResult = { snapshot: string; manifest: BackupManifest; copiedObjects: number };

async function refuseForeignFolder(folder: string): Promise<void> {
  if (!existsSync(folder)) return;
  const foreign = (await readdir(folder)).filter((name) => !/^(objects|\d{8}T\d{6}Z(\.partial)?)$/.test(name));
  if (foreign.length > 0) {
    throw new Error(`${folder} holds other things, such as ${foreign[0]}. Name an empty folder, or one of backups.`);
  }
}

/** A snapshot of database, objects, checkpoints and secret, read back and checked before it gets its name. */
export async function createBackup(sql: Sql, options: BackupOptions): Promise<BackupResult> {
  const { home, folder, say } = options;
  await refuseForeignFolder(folder);
  const stamp = options.now.toISOString().replace(/[-:]|\.\d+/g, "");
  const snapshot = join(folder, stamp);
  if (existsSync(snapshot)) throw new Error(`${snapshot} is there already. Wait a second and try again.`);
  const partial = `${snapshot}.partial`;
  await mkdir(partial, { recursive: true, mode: 0o700 });
  try {
    // The database first: it names no object that was not stored before.
    const { migrations, tables, digests } = await dumpTables(sql, partial, (name, done, of) =>
      say(`table ${done + 1} of ${of}: ${name}`),
    );
    const copied = await copyObjects(home, folder, await expandDigests(home, digests), {
      onObject: (done, of) => say(`object ${done + 1} of ${of}`),
    });
    const runs = join(home, "runs");
    const checkpoints = options.checkpoints
      ? await copyFiles(runs, join(partial, CHECKPOINTS_FOLDER), await listCheckpointFiles(runs))
      : [];
    const secrets = await copyFiles(home, join(partial, SECRETS_FOLDER), SECRET_FILES);
    const createdAt = options.now.toISOString();
    const { objects, missing } = copied;
    const manifest = { format: 1 as const, createdAt, migrations, tables, objects, checkpoints, secrets, missing };
    await writeFile(join(partial, MANIFEST_FILE), `${JSON.stringify(manifest, null, 1)}\n`, { mode: 0o600 });
    say("reading it back");
    await verifyBackup(partial, join(folder, OBJECTS_FOLDER), manifest);
    await rename(partial, snapshot);
    return { snapshot, manifest, copiedObjects: copied.copied };
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    throw error;
  }
}
