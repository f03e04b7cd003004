import { resolve } from "node:path";
import { parseArgs } from "node:util";
import { connectDrizzle, connectSql, type Sql } from "@/db/database";
import { formatBytes } from "@/domain/format/bytes";
import { formatCount } from "@/domain/format/number";
import { createBackup } from "../backup/create-backup";
import { restoreBackup } from "../backup/restore-backup";
import { describeFailure } from "../describe-failure";
import { storageEnvironment } from "../env";
import { collectGarbage, withStore } from "./collect-garbage";
import { requireOwnDatabase } from "./require-own-database";

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;

const USAGE = {
  backup: "assay backup FOLDER [--without-checkpoints] [--json]",
  restore: "assay restore FOLDER/SNAPSHOT [--replace] [--json]",
  gc: "assay gc [--dry-run] [--json]",
} as const;

const OPTIONS = {
  backup: { "without-checkpoints": { type: "boolean" } },
  restore: { replace: { type: "boolean" } },
  gc: { "dry-run": { type: "boolean" } },
} as const;

type Command = keyof typeof USAGE;
type Given = { flags: Readonly<Record<string, unknown>>; folder: string };

class UsageError extends Error {}

const isCommand = (name: string): name is Command => Object.hasOwn(USAGE, name);

function readCommand(argv: readonly string[]): { command: Command } & Given {
  const [command = "", ...args] = argv;
  if (!isCommand(command)) throw new UsageError(Object.values(USAGE).join("\n"));
  try {
    const options = { json: { type: "boolean" }, ...OPTIONS[command] } as const;
    const { values, positionals } = parseArgs({ args, allowPositionals: true, options });
    const [folder] = positionals;
    if (positionals.length !== (command === "gc" ? 0 : 1)) throw new UsageError(`Usage: ${USAGE[command]}`);
    return { command, flags: values, folder: resolve(storageEnvironment().INIT_CWD, folder ?? "") };
  } catch (error) {
    if (error instanceof UsageError) throw error;
    if (error instanceof TypeError) throw new UsageError(`${error.message}\nUsage: ${USAGE[command]}`);
    throw error;
  }
}

const SECRET_SENTENCES = {
  kept: [],
  environment: [
    "The installation's secret came from ASSAY_SECRET and may not be in the backup: keep it too. Without it the secrets of projects do not open again.",
  ],
  missing: ["There was no secret of the installation to keep: the secrets of projects will not open again."],
} as const;

function tellSecret(kept: boolean): keyof typeof SECRET_SENTENCES {
  if (storageEnvironment().ASSAY_SECRET) return "environment";
  return kept ? "kept" : "missing";
}

/** One line that changes, on a terminal; elsewhere nothing, for the end says what was done. */
function say(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${text}`);
}

function tell(flags: Given["flags"], answer: object, lines: readonly string[]): void {
  say("");
  process.stdout.write(flags.json ? `${JSON.stringify(answer)}\n` : `${lines.join("\n")}\n`);
}

async function requireOwn(url: string, home: string): Promise<void> {
  const sql = connectSql(url, { max: 1 });
  await requireOwnDatabase(connectDrizzle(sql), home, new Date()).finally(() => sql.end());
}

async function backup(sql: Sql, home: string, { flags, folder }: Given): Promise<void> {
  const checkpoints = !flags["without-checkpoints"];
  const made = await withStore(sql, () => createBackup(sql, { home, folder, checkpoints, now: new Date(), say }));
  const { snapshot, manifest, copiedObjects } = made;
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const stored = [...manifest.tables, ...manifest.objects, ...manifest.checkpoints];
  const bytes = stored.reduce((sum, each) => sum + each.bytes, 0);
  const counts = {
    tables: manifest.tables.length,
    rows,
    objects: manifest.objects.length,
    copiedObjects,
    checkpointFiles: manifest.checkpoints.length,
    missingObjects: manifest.missing.length,
    secret: tellSecret(manifest.secrets.length > 0),
    bytes,
  };
  tell(flags, { snapshot, verified: true, ...counts }, [
    `${snapshot}: ${formatCount(rows)} rows in ${counts.tables} tables, ${formatCount(counts.objects)} objects (${formatCount(copiedObjects)} new), ${formatCount(counts.checkpointFiles)} files of checkpoints, ${formatBytes(bytes)}; read back and verified.`,
    ...(counts.missingObjects > 0
      ? [
          `${formatCount(counts.missingObjects)} objects that the database names are not in ${home} and could not be kept.`,
        ]
      : []),
    ...SECRET_SENTENCES[counts.secret],
    "It holds everything that Assay knows, clinical text and the installation's secret among it: keep it like them.",
  ]);
}

async function restore(url: string, home: string, { flags, folder }: Given): Promise<void> {
  const { manifest, copiedObjects } = await restoreBackup({
    url,
    home,
    snapshot: folder,
    replace: Boolean(flags.replace),
    say,
  });
  const rows = manifest.tables.reduce((sum, table) => sum + table.rows, 0);
  const answer = { createdAt: manifest.createdAt, tables: manifest.tables.length, rows, copiedObjects };
  tell(flags, { restored: true, ...answer }, [
    `Restored what was there on ${manifest.createdAt}: ${formatCount(rows)} rows in ${answer.tables} tables, ${formatCount(copiedObjects)} objects brought in. Counts and digests agree.`,
    "Runs that were open then are settled at the next start.",
  ]);
}

async function gc(sql: Sql, home: string, { flags }: Given): Promise<void> {
  const dryRun = Boolean(flags["dry-run"]);
  const summary = await withStore(sql, () => collectGarbage(sql, { home, now: new Date(), dryRun }));
  const found = summary.kinds.filter(({ count }) => count > 0);
  const kinds = found.map(
    ({ title, count, bytes }) => `${formatBytes(bytes).padStart(10)}  ${formatCount(count)} × ${title}`,
  );
  tell(flags, summary, [
    ...kinds,
    found.length === 0 ? "Nothing can go." : `${formatBytes(summary.bytes)} ${dryRun ? "can go" : "are gone"}.`,
  ]);
}

async function main(): Promise<void> {
  const { command, ...given } = readCommand(process.argv.slice(2));
  const { DATABASE_URL: url, ASSAY_HOME: home } = storageEnvironment();
  if (command === "restore") return restore(url, home, given);
  const sql = connectSql(url, { max: 2 });
  try {
    const [table] = await sql`select to_regclass('public.run_attempt') as name`;
    if (!table?.name) throw new Error("The database holds nothing of Assay yet: nothing was started or restored here.");
    await requireOwn(url, home);
    await (command === "backup" ? backup(sql, home, given) : gc(sql, home, given));
  } finally {
    await sql.end();
  }
}

try {
  await main();
} catch (error) {
  say("");
  process.stderr.write(`${error instanceof Error ? error.message || describeFailure(error) : "failed"}\n`);
  process.exitCode = error instanceof UsageError ? EXIT_USAGE : EXIT_FAILED;
}
