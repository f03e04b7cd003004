import { rm } from "node:fs/promises";
import { join } from "node:path";
import type { SqlClient } from "@/db/database";

/**
 * Removes the copies that runs were given to read, and the journals in which they wrote; everything in a delivered
 * journal is in the database. Runs that retry get their inputs anew, without what was erased.
 */
export async function eraseRunFiles(
  { sql, home }: { sql: SqlClient; home: string },
  runIds: readonly string[],
): Promise<void> {
  const attempts = await sql<{ run_id: string; attempt: number }[]>`
    select run_id, attempt from run_attempt where run_id = any(${[...runIds]})`;
  for (const { run_id, attempt } of attempts) {
    const folder = join(home, "runs", run_id, String(attempt));
    for (const part of ["inputs", "work", "journal.frames", "journal.head"]) {
      await rm(join(folder, part), { recursive: true, force: true });
    }
  }
}
