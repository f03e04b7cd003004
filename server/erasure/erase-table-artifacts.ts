import { rm } from "node:fs/promises";
import type { TransactionSql } from "postgres";
import { objectPath } from "../artifacts/artifact-objects";
import { expandDigests } from "../backup/copy-objects";

/**
 * Removes the tables that runs logged, which show examples row by row, and their objects where no other artifact
 * names them. Objects go before the transaction ends: where it fails, the erasure is asked for again.
 */
export async function eraseTableArtifacts(
  tx: TransactionSql,
  home: string,
  at: { projectId: string; runIds: readonly string[] },
): Promise<void> {
  const removed = await tx<{ digest: string }[]>`
    delete from artifact where project_id = ${at.projectId} and kind = 'table' and run_id = any(${[...at.runIds]})
    returning digest`;
  if (removed.length === 0) return;
  const named = await tx<{ digest: string }[]>`select distinct digest from artifact`;
  const digestsOf = (rows: readonly { digest: string }[]) =>
    expandDigests(
      home,
      rows.map(({ digest }) => digest),
    );
  const kept = await digestsOf(named);
  for (const digest of await digestsOf(removed)) {
    if (!kept.has(digest)) await rm(objectPath(home, digest), { force: true });
  }
}
