import { createHash } from "node:crypto";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { migrate as runMigrations } from "drizzle-orm/postgres-js/migrator";
import { connectDrizzle, connectSql } from "./database";

const MIGRATIONS = join(process.cwd(), "db/migrations");
const MIGRATION_LOCK = 7_291_001;

type Journal = { entries: { idx: number; tag: string; when: number }[] };

export function readMigrations(): { count: number; newest: number; fingerprint: string } {
  const journal: Journal = JSON.parse(readFileSync(join(MIGRATIONS, "meta/_journal.json"), "utf8"));
  const hash = createHash("sha256");
  for (const entry of journal.entries) hash.update(readFileSync(join(MIGRATIONS, `${entry.tag}.sql`)));
  return {
    count: journal.entries.length,
    newest: Math.max(...journal.entries.map((entry) => entry.when)),
    fingerprint: hash.digest("hex").slice(0, 16),
  };
}

/** Brings a database to this version, or refuses in one sentence when it is newer. Safe to call from two processes. */
export async function migrate(url: string): Promise<{ applied: number }> {
  const sql = connectSql(url, { max: 1 });
  try {
    await sql`select pg_advisory_lock(${MIGRATION_LOCK})`;
    const known = readMigrations();
    const [table] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
    const before = table?.name ? await sql`select created_at from drizzle.__drizzle_migrations` : [];
    if (before.some((row) => Number(row.created_at) > known.newest)) {
      throw new Error(
        `The database was made by a newer Assay (${before.length} migrations, this one knows ${known.count}). Start the newer version, or point ASSAY_HOME or DATABASE_URL at other data.`,
      );
    }
    await runMigrations(connectDrizzle(sql), { migrationsFolder: MIGRATIONS });
    return { applied: known.count - before.length };
  } finally {
    await sql.end();
  }
}
