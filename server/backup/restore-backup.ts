import { createReadStream } from "node:fs";
import { dirname, join } from "node:path";
import { pipeline } from "node:stream/promises";
import { createGunzip } from "node:zlib";
import { connectSql, type SqlClient } from "@/db/database";
import { endCopy } from "@/db/end-copy";
import { migrate } from "@/db/migrate";
import {
  type BackupManifest,
  CHECKPOINTS_FOLDER,
  OBJECTS_FOLDER,
  readBackupManifest,
  SECRETS_FOLDER,
  type TableRecord,
  tableFile,
} from "./backup-manifest";
import { copyFiles } from "./copy-files";
import { copyObjects } from "./copy-objects";
import { holdsWork } from "./holds-work";
import { laySchema } from "./lay-schema";
import { replaceSecrets } from "./replace-secrets";
import { verifyBackup } from "./verify-backup";

export type RestoreOptions = {
  url: string;
  home: string;
  snapshot: string;
  /** What is there now goes, once the backup lies in its place. */
  replace: boolean;
  say: (text: string) => void;
};

export type RestoreResult = { manifest: BackupManifest; copiedObjects: number };

/** Rows that a trigger once wrote are in the backup themselves. */
async function switchTriggers(tx: SqlClient, { tables }: BackupManifest, to: "enable" | "disable"): Promise<void> {
  for (const { name } of tables) await tx.unsafe(`alter table "${name}" ${to} trigger user`);
}

async function fillTable(tx: SqlClient, path: string, { name, columns, rows }: TableRecord): Promise<void> {
  const sink = await tx`copy ${tx(name)} (${tx(columns)}) from stdin (format binary)`.writable();
  let refusal: unknown;
  sink.on("error", (error) => {
    refusal ??= error;
  });
  try {
    await pipeline(createReadStream(path), createGunzip(), sink, { end: false });
    await endCopy(sink);
    const [counted] = await tx<{ rows: string }[]>`select count(*) as rows from ${tx(name)}`;
    if (Number(counted?.rows) !== rows) throw new Error(`${name} has ${counted?.rows} rows of ${rows}.`);
  } catch (error) {
    sink.destroy();
    // The statement after a refused COPY only knows that the transaction is aborted.
    throw refusal instanceof Error ? new Error(`${name} was refused: ${refusal.message}`) : error;
  }
}

async function fillTables(tx: SqlClient, snapshot: string, manifest: BackupManifest, say: (text: string) => void) {
  await switchTriggers(tx, manifest, "disable");
  for (const table of manifest.tables) {
    say(`table ${table.name}: ${table.rows} rows`);
    await fillTable(tx, tableFile(snapshot, table.name), table);
  }
  await switchTriggers(tx, manifest, "enable");
  // A copied row brings its number along, and the sequence does not notice.
  const sequences = await tx<{ table: string; column: string }[]>`
    select table_name as table, column_name as column from information_schema.columns
    where table_schema = 'public' and is_identity = 'YES'`;
  for (const { table, column } of sequences) {
    await tx`select setval(pg_get_serial_sequence(${`public.${table}`}, ${column}),
      greatest((select max(${tx(column)}) from ${tx(table)}), 1))`;
  }
}

/** Checks a snapshot whole, then puts it in place of what is there. */
export async function restoreBackup(options: RestoreOptions): Promise<RestoreResult> {
  const { home, snapshot, say } = options;
  const manifest = await readBackupManifest(snapshot);
  const store = dirname(snapshot);
  say("checking the backup");
  await verifyBackup(snapshot, join(store, OBJECTS_FOLDER), manifest);
  const sql = connectSql(options.url, { max: 1 });
  try {
    if (!options.replace && (await holdsWork(sql))) {
      throw new Error(
        "There are people, projects or their work here already. With --replace they go, and the backup takes their place.",
      );
    }
    const digests = new Set(manifest.objects.map(({ digest }) => digest));
    const { copied } = await copyObjects(store, home, digests, {
      onObject: (done, of) => say(`object ${done + 1} of ${of}`),
      reread: true,
    });
    const checkpoints = manifest.checkpoints.map(({ path }) => path);
    await copyFiles(join(snapshot, CHECKPOINTS_FOLDER), join(home, "runs"), checkpoints);
    const secrets = manifest.secrets.map(({ path }) => path);
    // One transaction: whatever stops it, the database that was there before is there still, and opens its secrets.
    await replaceSecrets({ from: join(snapshot, SECRETS_FOLDER), home, paths: secrets }, (replace) =>
      sql.begin(async (tx) => {
        await laySchema(tx, manifest.migrations);
        await fillTables(tx, snapshot, manifest, say);
        await replace();
      }),
    );
    await migrate(options.url);
    return { manifest, copiedObjects: copied };
  } finally {
    await sql.end();
  }
}
