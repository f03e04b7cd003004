import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { z } from "zod";

const digest = z.string().regex(/^[0-9a-f]{64}$/);

/** A file of the data folder beside the database and the objects, such as the installation's secret. */
const keptFile = z.object({ path: z.string(), digest, bytes: z.int().min(0) });

/** What a snapshot holds. Its objects lie beside all snapshots of the folder, each under its digest. */
export const backupManifest = z.object({
  format: z.literal(1),
  createdAt: z.iso.datetime(),
  /** `created_at` of every migration that the database had, oldest first. */
  migrations: z.array(z.number()),
  tables: z.array(
    z.object({
      name: z.string(),
      columns: z.array(z.string()),
      rows: z.int().min(0),
      bytes: z.int().min(0),
      digest,
    }),
  ),
  objects: z.array(z.object({ digest, bytes: z.int().min(0) })),
  checkpoints: z.array(keptFile),
  secrets: z.array(keptFile),
  /** Objects that the database names and that were not in the data folder. */
  missing: z.array(digest),
});

export type BackupManifest = z.infer<typeof backupManifest>;
export type TableRecord = BackupManifest["tables"][number];

export const MANIFEST_FILE = "manifest.json";
export const TABLES_FOLDER = "tables";
export const CHECKPOINTS_FOLDER = "checkpoints";
export const SECRETS_FOLDER = "secrets";
export const OBJECTS_FOLDER = "objects";

export function tableFile(snapshot: string, table: string): string {
  return join(snapshot, TABLES_FOLDER, `${table}.copy.gz`);
}

export async function readBackupManifest(snapshot: string): Promise<BackupManifest> {
  const text = await readFile(join(snapshot, MANIFEST_FILE), "utf8").catch((error: unknown) => {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") {
      throw new Error(`${snapshot} is no finished backup: it has no ${MANIFEST_FILE}. Name the folder of a snapshot.`);
    }
    throw error;
  });
  const parsed = backupManifest.safeParse(JSON.parse(text));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  throw new Error(`${join(snapshot, MANIFEST_FILE)} cannot be read: ${issue?.path.join(".")}: ${issue?.message}.`);
}
