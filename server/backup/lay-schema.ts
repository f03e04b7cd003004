import { join } from "node:path";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { SqlClient } from "@/db/database";

const MIGRATIONS = join(process.cwd(), "db/migrations");

/** An empty schema as a backup's database had it, inside of the transaction that then fills it. */
export async function laySchema(tx: SqlClient, applied: readonly number[]): Promise<void> {
  const known = readMigrationFiles({ migrationsFolder: MIGRATIONS });
  const wanted = known.filter(({ folderMillis }) => applied.includes(folderMillis));
  if (wanted.length < applied.length) {
    throw new Error(
      `The backup was made by a newer Assay: of its ${applied.length} migrations this one knows ${wanted.length}. Restore it with that version.`,
    );
  }
  for (const schema of ["public", "drizzle"]) {
    await tx`drop schema if exists ${tx(schema)} cascade`;
    await tx`create schema ${tx(schema)}`;
  }
  // The table in which drizzle's own migrator looks for what has been done.
  await tx`create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)`;
  for (const { sql, hash, folderMillis } of wanted) {
    for (const statement of sql) await tx.unsafe(statement);
    await tx`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${folderMillis})`;
  }
}
