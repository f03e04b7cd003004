import type { SqlClient } from "@/db/database";

/** Before the hash of a group's name; a hash without it is a source's. */
const GROUP = "group:";

/**
 * What was erased from a project, for whoever reads a file: hashes of sources, and of names. A row that brings one of
 * either again is left out, whatever else it says.
 */
export async function readErasedHashes(sql: SqlClient, projectId: string): Promise<string[]> {
  const rows = await sql<{ hash: string }[]>`
    select distinct unnest(source_hashes) as hash from erasure where project_id = ${projectId}
    union
    select ${GROUP}::text || group_hash from erasure where project_id = ${projectId}`;
  return rows.map(({ hash }) => hash);
}
