import { join } from "node:path";
import { type BackupManifest, CHECKPOINTS_FOLDER, SECRETS_FOLDER, tableFile } from "./backup-manifest";
import { expectFile } from "./copy-objects";

/** Reads every byte of a snapshot back and compares it with what the manifest says of it. */
export async function verifyBackup(snapshot: string, objects: string, manifest: BackupManifest): Promise<void> {
  for (const table of manifest.tables) await expectFile(tableFile(snapshot, table.name), table);
  for (const object of manifest.objects) {
    await expectFile(join(objects, object.digest.slice(0, 2), object.digest), object);
  }
  for (const file of manifest.checkpoints) await expectFile(join(snapshot, CHECKPOINTS_FOLDER, file.path), file);
  for (const file of manifest.secrets) await expectFile(join(snapshot, SECRETS_FOLDER, file.path), file);
}
