import type { SqlClient } from "@/db/database";

/** Hashes of sources that were erased from a project; rows that bring them again are refused. */
export async function readErasedSources(sql: SqlClient, projectId: string): Promise<string[]> {
  const rows = await sql<{ hash: string }[]>`
    select distinct unnest(source_hashes) as hash from erasure where project_id = ${projectId}`;
  return rows.map(({ hash }) => hash);
}
