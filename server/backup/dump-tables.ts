import { createGzip } from "node:zlib";
import type { Sql } from "@/db/database";
import { type TableRecord, tableFile } from "./backup-manifest";
import { writeHashed } from "./hashing-file";
import { listTables, readAppliedMigrations } from "./list-tables";

/** Quick rather than small: chunks of series are packed already. */
const GZIP = { level: 1 };

export type DatabaseDump = { migrations: number[]; tables: TableRecord[]; digests: string[] };

/** All tables as one moment saw them, while others go on writing. Works on any Postgres, without its tools. */
export async function dumpTables(
  sql: Sql,
  snapshot: string,
  onTable: (name: string, done: number, of: number) => void,
): Promise<DatabaseDump> {
  return sql.begin("isolation level repeatable read read only", async (tx) => {
    const migrations = await readAppliedMigrations(tx);
    const listed = await listTables(tx);
    const tables: TableRecord[] = [];
    for (const { name, columns } of listed) {
      onTable(name, tables.length, listed.length);
      const [counted] = await tx<{ rows: string }[]>`select count(*) as rows from ${tx(name)}`;
      const rows = await tx`copy (select ${tx(columns)} from ${tx(name)}) to stdout (format binary)`.readable();
      const written = await writeHashed(tableFile(snapshot, name), () => rows, createGzip(GZIP));
      // The client pauses its socket when it is ahead of the reader, and forgets to go on where that was at the end.
      rows._read(0);
      tables.push({ name, columns, rows: Number(counted?.rows ?? 0), ...written });
    }
    const named = await tx<{ digest: string }[]>`select distinct digest from artifact order by digest`;
    return { migrations, tables, digests: named.map(({ digest }) => digest) };
  });
}
