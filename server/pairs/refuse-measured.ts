import type { Database, Sql } from "@/db/database";
import { formatCounted } from "@/domain/format/number";
import { DomainError } from "../errors";
import { refuseConfirming } from "../studies/note-roles";
import type { PairSetOf, PairSetRow } from "./lock-pair-set";
import { readKeptOut } from "./read-kept-out";

type Kept = { groups: string[]; hashes: string[] };

async function readKept(sql: Sql, { projectId, pairSetId }: PairSetOf): Promise<Kept & { rows: [string, string][] }> {
  const rows = await sql<{ group: string; hash: string }[]>`
    select group_key as "group", note_hash as hash from pair_draft
    where project_id = ${projectId} and pair_set_id = ${pairSetId} and excluded_reason is null and erased_at is null`;
  return {
    groups: rows.map(({ group }) => group),
    hashes: rows.map(({ hash }) => hash),
    rows: rows.map(({ group, hash }): [string, string] => [group, hash]),
  };
}

/** What measures may have grown since the pairs were made; nothing of it becomes a version. */
export async function refuseMeasured(
  { db, sql }: { db: Database; sql: Sql },
  of: PairSetOf,
  { recipe, studyId }: Pick<PairSetRow, "recipe" | "studyId">,
): Promise<void> {
  const { groups, hashes, rows } = await readKept(sql, of);
  if (studyId) {
    await refuseConfirming(db, { projectId: of.projectId, studyId, groupKeys: groups, sourceHashes: hashes });
  }
  for (const { reason, groups: held, noteHashes } of await readKeptOut({ db, sql }, of.projectId, recipe)) {
    const hits = rows.filter(([group, hash]) => held.has(group) || noteHashes.has(hash)).length;
    if (hits === 0) continue;
    const what = `${formatCounted(hits, "pair")} cannot be learned from: ${reason}`;
    throw new DomainError("Validation", what, [
      { where: "pairs", what, remedy: "Make the pairs anew, or leave them out." },
    ]);
  }
}
